using System.Globalization;
using System.Text.Json;
using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Orders;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>Holdings, and closing them by a market order.</summary>
internal sealed class PositionEndpoints(AlpacaDesk desk, OrderEndpoints orders)
{
    public void Map(AlpacaEndpoints endpoints)
    {
        endpoints.Map("GET", "/v2/positions", null, _ => AlpacaEndpoints.Ok(
            [.. Held().Select(position => HoldingMapping.Position(position, desk.Ids))], AlpacaJson.Wire.IReadOnlyListPositionWire));
        endpoints.Map("GET", "/v2/positions/{**symbol}", null, call => AlpacaEndpoints.Ok(
            HoldingMapping.Position(Find(call), desk.Ids), AlpacaJson.Wire.PositionWire));
        endpoints.Map("DELETE", "/v2/positions", AlpacaAccess.Trading, CloseAll);
        endpoints.Map("DELETE", "/v2/positions/{**symbol}", AlpacaAccess.Trading, Close);
    }

    private IEnumerable<ExchangePosition> Held() =>
        desk.Exchange.GetPositions(desk.Account).Where(position => position.Quantity != 0).OrderBy(position => Symbols.Of(position.Instrument), StringComparer.Ordinal);

    private ExchangePosition Find(Call call) =>
        desk.Assets.Find(call.Route("symbol")) is { } listing && desk.Position(listing.Instrument) is { } position
            ? position
            : throw new AlpacaRefusal(AlpacaErrors.NoPosition());

    private Reply Close(Call call)
    {
        var position = Find(call);
        return AlpacaEndpoints.Ok(orders.Place(Closing(position, Part(call, position))), AlpacaJson.Wire.OrderWire);
    }

    private Reply CloseAll(Call call)
    {
        if (call.Query("cancel_orders") is "true")
        {
            foreach (var order in desk.Exchange.GetOrders(desk.Account, new OrderFilter { IsOpen = true }).Where(OrderMapping.IsShown))
            {
                desk.Exchange.Cancel(desk.Account, order.Id);
            }
        }

        var rows = Held().ToList().ConvertAll(Row);
        return AlpacaEndpoints.Ok(rows, AlpacaJson.Wire.IReadOnlyListClosedPositionWire, 207);
    }

    private ClosedPositionWire Row(ExchangePosition position)
    {
        var symbol = Symbols.OfHolding(position.Instrument);
        try
        {
            var order = orders.Place(Closing(position, Math.Abs(position.Quantity)));
            return new ClosedPositionWire { Symbol = symbol, Status = 200, Body = JsonSerializer.SerializeToElement(order, AlpacaJson.Wire.OrderWire) };
        }
        catch (AlpacaRefusal refusal)
        {
            using var body = JsonDocument.Parse(refusal.Reply.Body);
            return new ClosedPositionWire { Symbol = symbol, Status = refusal.Reply.Status, Body = body.RootElement.Clone() };
        }
    }

    private static decimal Part(Call call, ExchangePosition position)
    {
        var whole = Math.Abs(position.Quantity);
        return (Number(call, "qty"), Number(call, "percentage")) switch
        {
            (null, null) => whole,
            ({ } quantity, null) => OrderChecks.Quantity(quantity),
            (null, { } percentage) when percentage is > 0 and <= 100 => Cut(whole * percentage / 100m, position.Listing.QuantityStep),
            (null, not null) => throw new AlpacaRefusal(AlpacaErrors.Invalid("percentage must be between 0 and 100")),
            _ => throw new AlpacaRefusal(AlpacaErrors.Invalid("only one of qty or percentage is accepted")),
        };
    }

    private static decimal Cut(decimal quantity, decimal step) => decimal.Truncate(quantity / step) * step;

    private static decimal? Number(Call call, string name)
    {
        if (call.Query(name) is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new AlpacaRefusal(AlpacaErrors.Invalid($"invalid {name}"));
    }

    private OrderTicket Closing(ExchangePosition position, decimal quantity)
    {
        var leg = new OrderLeg(position.Instrument, position.Quantity > 0 ? Side.Sell : Side.Buy, PositionEffect.Close);
        var isCrypto = position.Instrument is Instrument.Crypto;
        var spec = new OrderSpec
        {
            Legs = [leg],
            Quantity = new OrderQuantity.Units(quantity),
            Price = new PriceTerms.Market(),
            TimeInForce = new TimeInForce(isCrypto ? TimeInForceKind.GoodTillCancelled : TimeInForceKind.Day),
        };
        return new OrderTicket
        {
            Account = desk.Account,
            Plan = new OrderPlan.Single(spec),
            ClientId = desk.NewClientOrderId(),
            Tags = desk.TagsForNewOrder(position.Instrument),
        };
    }
}
