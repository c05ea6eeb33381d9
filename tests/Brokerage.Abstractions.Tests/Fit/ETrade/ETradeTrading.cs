using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

internal sealed class ETradeTrading(ETradeConnection connection, BrokerageConnectionContext context) : ITrading
{
    // Not documented; clients place within a second. The web site allows about this long.
    private static readonly TimeSpan PreviewLife = TimeSpan.FromMinutes(3);

    private readonly SubmitOnce _once = new(context, ETradeAdapter.Broker);

    /// <summary>The preview creates nothing. What is listed before it tells a lost order apart later: no client id ever comes back.</summary>
    public async Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        var now = connection.Now;
        var account = intent.Account.Account;
        Rules.Demand(connection.Features, intent);
        var (ticket, type, target) = await TicketAsync(intent, cancellationToken);
        var seen = (await ListAsync(account, cancellationToken)).Select(order => order.Ref.Order.Value);
        var wireId = WireId(intent.ClientOrderId, now);
        var body = ETradeTickets.Request("PreviewOrderRequest", type, wireId, ticket, null);
        var path = target is null ? $"/v1/accounts/{account}/orders/preview.json" : $"/v1/accounts/{account}/orders/{target}/change/preview.json";
        var answer = await connection.SendAsync(target is null ? "POST" : "PUT", path, body, cancellationToken);
        if (!answer.IsSuccess) throw new BrokerageException(ETradeErrors.Of(answer));
        var reply = Json.Read(answer.Body).At("PreviewOrderResponse");
        return new PreparedOrder
        {
            Intent = intent,
            Attempt = 1,
            WireId = wireId,
            Evidence = new ETradeEvidence(reply.List("PreviewIds").First().Word("previewId"), type, ticket, target, [.. seen]).Write(),
            PreparedAt = now,
            ExpiresAt = now + PreviewLife,
            Preview = ETradeTickets.Preview(reply),
        };
    }

    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        if (_once.Begin(order) is { } refusal) return new SubmitResult.Rejected(refusal);
        if (order.ExpiresAt <= connection.Now) return new SubmitResult.Rejected(Expired);
        var evidence = ETradeEvidence.Read(order.Evidence);
        var account = order.Intent.Account.Account;
        var body = ETradeTickets.Request("PlaceOrderRequest", evidence.Type, order.WireId!, evidence.Ticket, evidence.Preview);
        var path = evidence.Target is null ? $"/v1/accounts/{account}/orders/place.json" : $"/v1/accounts/{account}/orders/{evidence.Target}/change/place.json";
        try
        {
            var answer = await connection.SendAsync(evidence.Target is null ? "POST" : "PUT", path, body, cancellationToken);
            if (answer.IsSuccess) return ETradeTradingAnswers.Placed(Json.Read(answer.Body)!)[0];
            var error = ETradeErrors.Of(answer);
            return error.Effect == Effect.None ? new SubmitResult.Rejected(error) : new SubmitResult.OutcomeUnknown(order, error);
        }
        catch (AnswerLostException)
        {
            return new SubmitResult.OutcomeUnknown(order, ETradeErrors.Lost);
        }
    }

    public async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject { ["CancelOrderRequest"] = new JsonObject { ["orderId"] = JsonNode.Parse(order.Order.Value) } }.ToJsonString();
        try
        {
            var answer = await connection.SendAsync("PUT", $"/v1/accounts/{order.Account.Account}/orders/cancel.json", body, cancellationToken);
            if (answer.IsSuccess) return new CancelResult.Requested();
            var error = ETradeErrors.Of(answer);
            return error.Code switch
            {
                BrokerageErrorCode.OrderStateConflict => new CancelResult.AlreadyFinal(await GetOrderAsync(order, cancellationToken)),
                _ when error.Effect == Effect.Unknown => new CancelResult.OutcomeUnknown(error),
                _ => new CancelResult.Refused(error),
            };
        }
        catch (AnswerLostException)
        {
            return new CancelResult.OutcomeUnknown(ETradeErrors.Lost);
        }
    }

    public async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var evidence = ETradeEvidence.Read(order.Evidence);
        var listed = await ListAsync(order.Intent.Account.Account, cancellationToken);
        var candidates = listed.Where(candidate => evidence.Fits(candidate)).ToList();
        return candidates switch
        {
            [var one] => new Sighting.Found([one]) { VisibilityDelay = TimeSpan.FromSeconds(5) },
            [] => new Sighting.NotSeen(TimeSpan.FromSeconds(5), ProvesAbsence: false),
            _ => new Sighting.Ambiguous(candidates),
        };
    }

    public async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        var answer = await connection.ReadAsync($"/v1/accounts/{order.Account.Account}/orders/{order.Order}.json", cancellationToken);
        return ETradeOrderMapping.Orders(Json.Read(answer.Body), order.Account, connection.Now)[0];
    }

    public async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var orders = await ListAsync(account, cancellationToken);
        var open = orders.Where(order => order.State.Value is OrderState.Working or OrderState.PartiallyFilled or OrderState.PendingCancel);
        return Snapshot<Order>.Complete([.. open], new AsOf(connection.Now, null));
    }

    public async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        var orders = await ListAsync(query.Account, cancellationToken);
        return new Page<Order>([.. orders.OrderByDescending(order => order.SubmittedAt)], null, connection.Now.AddYears(-2), []);
    }

    public async Task<IReadOnlyList<Order>> ListAsync(AccountId account, CancellationToken cancellationToken)
    {
        var answer = await connection.ReadAsync($"/v1/accounts/{account}/orders.json", cancellationToken);
        return ETradeOrderMapping.Orders(Json.Read(answer.Body), connection.Ref(account), connection.Now);
    }

    private static BrokerageError Expired { get; } =
        new(BrokerageErrorCode.PreparationExpired, ETradeAdapter.Broker, "The preview is too old to be placed.") { Recovery = RecoveryAction.PrepareAgain };

    /// <summary>1 to 20 letters and digits, never used twice: a second preparation of the same intent needs another.</summary>
    private static string WireId(ClientOrderId id, DateTimeOffset preparedAt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}/{preparedAt.UtcTicks}")))[..20];

    private async Task<(JsonObject Ticket, string Type, string? Target)> TicketAsync(OrderIntent intent, CancellationToken cancellationToken)
    {
        if (intent is not OrderIntent.Replace replace)
        {
            var spec = Rules.Single(intent, ETradeAdapter.Broker);
            return (ETradeTickets.Ticket(spec), ETradeTickets.Type(spec.Legs), null);
        }
        // A change is the whole ticket again: read the order, apply the change.
        var current = await GetOrderAsync(new OrderRef(intent.Account, replace.Target), cancellationToken);
        var changed = ETradeTickets.Apply(current, replace.Change);
        return (ETradeTickets.Ticket(changed), ETradeTickets.Type(changed.Legs), replace.Target.Value);
    }
}
