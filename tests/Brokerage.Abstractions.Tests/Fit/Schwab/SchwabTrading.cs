using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

internal sealed class SchwabTrading(SchwabConnection connection, BrokerageConnectionContext context) : ITrading
{
    // 201 comes first; a rejection shows 0.3 to 0.7 s later.
    private static readonly TimeSpan VerdictDelay = TimeSpan.FromSeconds(1);

    private readonly SubmitOnce _once = new(context, SchwabAdapter.Broker);

    /// <summary>Schwab takes no id of ours: what tells our order apart later are the ids that are there now.</summary>
    public async Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        Rules.Demand(connection.Features, intent);
        var ticket = intent switch
        {
            OrderIntent.New order => SchwabTickets.Plan(order.Plan),
            OrderIntent.Replace replace => await ChangedAsync(replace, cancellationToken),
            _ => throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, SchwabAdapter.Broker, "Schwab knows no such order.")),
        };
        var seen = (await ListAsync(intent.Account, cancellationToken)).Select(order => (JsonNode)order.Ref.Order.Value);
        return new PreparedOrder
        {
            Intent = intent,
            Attempt = 1,
            Evidence = new JsonObject { ["v"] = 1, ["ticket"] = ticket, ["seen"] = new JsonArray([.. seen]) }.ToJsonString(),
            PreparedAt = connection.Now,
        };
    }

    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        if (_once.Begin(order) is { } refusal) return new SubmitResult.Rejected(refusal);
        var target = (order.Intent as OrderIntent.Replace)?.Target;
        var hash = await connection.HashAsync(order.Intent.Account.Account, cancellationToken);
        var path = target is null ? $"/accounts/{hash}/orders" : $"/accounts/{hash}/orders/{target}";
        try
        {
            var answer = await connection.SendAsync(target is null ? "POST" : "PUT", path, Json.Read(order.Evidence).At("ticket")!.ToJsonString(), cancellationToken);
            if (answer.IsSuccess) return Placed(answer, order.Intent);
            var error = SchwabErrors.Of(answer);
            return error.Effect == Effect.None ? new SubmitResult.Rejected(error) : new SubmitResult.OutcomeUnknown(order, error);
        }
        catch (AnswerLostException)
        {
            return new SubmitResult.OutcomeUnknown(order, SchwabErrors.Lost);
        }
    }

    public async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        var hash = await connection.HashAsync(order.Account.Account, cancellationToken);
        try
        {
            var answer = await connection.SendAsync("DELETE", $"/accounts/{hash}/orders/{order.Order}", "", cancellationToken);
            if (answer.IsSuccess) return new CancelResult.Requested();
        }
        catch (AnswerLostException)
        {
            return new CancelResult.OutcomeUnknown(SchwabErrors.Lost);
        }
        // Which 4xx says "finished already" is not known: the order itself says it.
        var now = await GetOrderAsync(order, cancellationToken);
        return now.ClosedAt is null
            ? new CancelResult.Refused(new BrokerageError(BrokerageErrorCode.OrderStateConflict, SchwabAdapter.Broker, "Schwab did not take the cancellation."))
            : new CancelResult.AlreadyFinal(now);
    }

    public async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var evidence = Json.Read(order.Evidence);
        var seen = evidence.At("seen")!.AsArray().Select(id => id!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        var fresh = (await ListRawAsync(order.Intent.Account, cancellationToken))
            .Where(wire => !seen.Contains(wire.Word("orderId")) && Same(wire, evidence.At("ticket")))
            .Select(wire => Read(wire, order.Intent))
            .ToList();
        return fresh switch
        {
            [] => new Sighting.NotSeen(VerdictDelay, ProvesAbsence: false),
            [var one] => new Sighting.Found([one]) { VisibilityDelay = VerdictDelay },
            _ => new Sighting.Ambiguous(fresh),
        };
    }

    public async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        var hash = await connection.HashAsync(order.Account.Account, cancellationToken);
        var answer = await connection.ReadAsync($"/accounts/{hash}/orders/{order.Order}", cancellationToken);
        return SchwabOrderMapping.Order(Json.Read(answer.Body)!, order.Account, connection.Now);
    }

    public async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var orders = await ListAsync(connection.Ref(account), cancellationToken);
        return Snapshot<Order>.Complete([.. orders.Where(order => order.ClosedAt is null)], new AsOf(connection.Now, null));
    }

    /// <summary>One year and 3000 rows: a full answer is not the whole.</summary>
    public async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        var orders = await ListAsync(connection.Ref(query.Account), cancellationToken);
        return new Page<Order>([.. orders.OrderByDescending(order => order.SubmittedAt)], null, connection.Now.AddYears(-1), []);
    }

    private SubmitResult.Placed Placed(WireAnswer answer, OrderIntent intent)
    {
        var id = answer.Location is { } location ? OrderId.Parse(location.Split('/')[^1]) : (OrderId?)null;
        var role = intent is OrderIntent.New { Plan: OrderPlan.OneTriggers } ? OrderRole.Entry : OrderRole.Single;
        return new SubmitResult.Placed([new OrderAck(role, id, null)], VerdictPending: true, [], null);
    }

    private async Task<JsonObject> ChangedAsync(OrderIntent.Replace replace, CancellationToken cancellationToken)
    {
        var current = await GetOrderAsync(new OrderRef(replace.Account, replace.Target), cancellationToken);
        if (current.Filled > 0)
        {
            // Whether Schwab's quantity means the total or the rest is not proven: better no than twice.
            throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, SchwabAdapter.Broker, "A partly filled order is not replaced."));
        }
        return SchwabTickets.Plan(new OrderPlan.Single(SchwabTickets.Apply(current, replace.Change)));
    }

    /// <summary>The replaced order names no successor and the new one no predecessor: what we prepared says it.</summary>
    private Order Read(JsonNode wire, OrderIntent intent)
    {
        var order = SchwabOrderMapping.Order(wire, intent.Account, connection.Now);
        return intent is OrderIntent.Replace replace ? order with { Replaces = replace.Target } : order;
    }

    private static bool Same(JsonNode wire, JsonNode? ticket) =>
        wire.Word("orderStrategyType") == ticket.Word("orderStrategyType")
        && wire.Word("orderType") == ticket.Word("orderType")
        && wire.Number("quantity") == ticket.Number("quantity")
        && wire.Number("price") == ticket.Number("price")
        && wire.Number("stopPrice") == ticket.Number("stopPrice")
        && Legs(wire).SequenceEqual(Legs(ticket));

    private static IEnumerable<string> Legs(JsonNode? order) =>
        order.List("orderLegCollection").Select(leg => $"{leg.Word("instruction")} {leg.Number("quantity")} {leg.At("instrument").Word("symbol")}");

    private async Task<List<Order>> ListAsync(AccountRef account, CancellationToken cancellationToken) =>
        [.. (await ListRawAsync(account, cancellationToken)).Select(wire => SchwabOrderMapping.Order(wire, account, connection.Now))];

    private async Task<List<JsonNode>> ListRawAsync(AccountRef account, CancellationToken cancellationToken)
    {
        var hash = await connection.HashAsync(account.Account, cancellationToken);
        var path = $"/accounts/{hash}/orders?fromEnteredTime={connection.Now.AddDays(-1):O}&toEnteredTime={connection.Now:O}";
        return [.. Json.Read((await connection.ReadAsync(path, cancellationToken)).Body).List("")];
    }
}
