using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

internal sealed class AlpacaTrading(AlpacaConnection connection, BrokerageConnectionContext context) : ITrading
{
    private readonly SubmitOnce _once = new(context, AlpacaAdapter.Broker);

    /// <summary>The same wish has the same wire id: prepared twice, Alpaca itself refuses the second.</summary>
    public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        Rules.Demand(connection.Features, intent);
        var body = intent switch
        {
            OrderIntent.New order => Ticket(order.Plan),
            OrderIntent.Replace replace => Change(replace.Change),
            _ => throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, AlpacaAdapter.Broker, "Alpaca knows no such order.")),
        };
        var wireId = $"{intent.ClientOrderId}-1";
        body["client_order_id"] = wireId;
        return Task.FromResult(new PreparedOrder
        {
            Intent = intent,
            Attempt = 1,
            WireId = wireId,
            Evidence = new JsonObject { ["v"] = 1, ["body"] = body }.ToJsonString(),
            PreparedAt = connection.Now,
        });
    }

    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        if (_once.Begin(order) is { } refusal) return new SubmitResult.Rejected(refusal);
        var body = Json.Read(order.Evidence).At("body")!.ToJsonString();
        try
        {
            var answer = order.Intent is OrderIntent.Replace replace
                ? await connection.SendAsync("PATCH", $"/v2/orders/{replace.Target}", body, cancellationToken)
                : await connection.SendAsync("POST", "/v2/orders", body, cancellationToken);
            if (answer.IsSuccess) return Placed(AlpacaOrderMapping.Order(Json.Read(answer.Body)!, order.Intent.Account, connection.Now));
            var error = AlpacaErrors.Of(answer);
            return error.Effect == Effect.None ? new SubmitResult.Rejected(error) : new SubmitResult.OutcomeUnknown(order, error);
        }
        catch (AnswerLostException)
        {
            return new SubmitResult.OutcomeUnknown(order, AlpacaErrors.Lost);
        }
    }

    public async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        var answer = await connection.SendAsync("DELETE", $"/v2/orders/{order.Order}", "", cancellationToken);
        if (answer.IsSuccess) return new CancelResult.Requested();
        var error = AlpacaErrors.Of(answer);
        return error.Code == BrokerageErrorCode.OrderStateConflict
            ? new CancelResult.AlreadyFinal(await GetOrderAsync(order, cancellationToken))
            : new CancelResult.Refused(error);
    }

    public async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var answer = await connection.SendAsync("GET", $"/v2/orders:by_client_order_id?client_order_id={order.WireId}", "", cancellationToken);
        if (answer.IsSuccess) return new Sighting.Found([AlpacaOrderMapping.Order(Json.Read(answer.Body)!, order.Intent.Account, connection.Now)]);
        var error = AlpacaErrors.Of(answer);
        return error.Code == BrokerageErrorCode.OrderNotFound ? new Sighting.NotSeen(TimeSpan.FromSeconds(2), ProvesAbsence: true) : throw new BrokerageException(error);
    }

    public async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        AlpacaOrderMapping.Order(Json.Read((await connection.ReadAsync($"/v2/orders/{order.Order}", cancellationToken)).Body)!, order.Account, connection.Now);

    public async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var orders = await ListAsync(account, "open", cancellationToken);
        return Snapshot<Order>.Complete(orders, new AsOf(connection.Now, null));
    }

    public async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        Page<Order>.Only(await ListAsync(query.Account, "all", cancellationToken));

    private async Task<IReadOnlyList<Order>> ListAsync(AccountId account, string status, CancellationToken cancellationToken)
    {
        var answer = await connection.ReadAsync($"/v2/orders?status={status}&nested=true", cancellationToken);
        return [.. Json.Read(answer.Body).List("").Select(wire => AlpacaOrderMapping.Order(wire, connection.Ref(account), connection.Now))];
    }

    /// <summary>200 is received, not judged; the exits come along with their own ids.</summary>
    private static SubmitResult.Placed Placed(Order order)
    {
        var rows = order.Children.Select(child => new OrderAck(child.Role, child.Ref.Order)).Prepend(new OrderAck(order.Role, order.Ref.Order));
        return new SubmitResult.Placed([.. rows], VerdictPending: true, [], order);
    }

    private static JsonObject Ticket(OrderPlan plan)
    {
        switch (plan)
        {
            case OrderPlan.Single single:
                return One(single.Spec);
            case OrderPlan.OneTriggers { Then: OrderPlan.OneCancels { Parts: [OrderPlan.Single target, OrderPlan.Single stop] } } bracket:
                var body = One(bracket.First);
                body["order_class"] = "bracket";
                body["take_profit"] = new JsonObject { ["limit_price"] = Text(((PriceTerms.Limit)target.Spec.Price).Price) };
                body["stop_loss"] = new JsonObject { ["stop_price"] = Text(((PriceTerms.Stop)stop.Spec.Price).Trigger) };
                return body;
            default:
                throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, AlpacaAdapter.Broker, "Not part of this sketch."));
        }
    }

    private static JsonObject One(OrderSpec spec)
    {
        var body = new JsonObject
        {
            ["type"] = spec.Price is PriceTerms.Limit ? "limit" : spec.Price is PriceTerms.Trailing ? "trailing_stop" : "market",
            ["time_in_force"] = spec.TimeInForce.Kind switch { TimeInForceKind.GoodTillCancelled => "gtc", TimeInForceKind.AtClose => "cls", TimeInForceKind.AtOpen => "opg", _ => "day" },
            ["extended_hours"] = spec.Sessions == Sessions.Extended,
        };
        if (spec.Price is PriceTerms.Limit limit) body["limit_price"] = Text(limit.Price);
        if (spec.Price is PriceTerms.Trailing { InPercent: true } trail) body["trail_percent"] = Text(trail.Distance * 100);
        if (spec.Quantity is OrderQuantity.Cash cash) body["notional"] = Text(cash.Value.Amount);
        else body["qty"] = Text(((OrderQuantity.Units)spec.Quantity).Value);
        if (spec.Legs is [var only])
        {
            body["symbol"] = AlpacaInstruments.Wire(only.Instrument);
            body["side"] = only.Side == Side.Buy ? "buy" : "sell";
            return body;
        }
        body["order_class"] = "mleg";
        body["legs"] = new JsonArray([.. spec.Legs.Select(leg => (JsonNode)new JsonObject
        {
            ["symbol"] = AlpacaInstruments.Wire(leg.Instrument),
            ["side"] = leg.Side == Side.Buy ? "buy" : "sell",
            ["ratio_qty"] = leg.Ratio.ToString(CultureInfo.InvariantCulture),
            ["position_intent"] = $"{(leg.Side == Side.Buy ? "buy" : "sell")}_to_{(leg.Effect == PositionEffect.Close ? "close" : "open")}",
        })]);
        return body;
    }

    private static JsonObject Change(OrderChange change)
    {
        var body = new JsonObject();
        if (change.TotalQuantity is { } total) body["qty"] = Text(total);
        if (change.Price is PriceTerms.Limit limit) body["limit_price"] = Text(limit.Price);
        return body;
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
