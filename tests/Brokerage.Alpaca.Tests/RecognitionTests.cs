using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Tests;

/// <summary>An order is adopted for what it keeps for life, and never for its id alone.</summary>
public sealed class RecognitionTests
{
    private static readonly OrderWire Found = Fixture.Read("Orders/GET-order-filled", AlpacaJson.Default.OrderWire);

    [Fact]
    public void The_order_that_was_asked_for_is_recognised_whatever_became_of_it()
    {
        Assert.True(IsSame(Sample.Limit()));
        Assert.True(IsSame(Sample.Limit(), Found with { Status = "canceled", FilledQty = 0m, OrderClass = "simple" }));
    }

    [Fact]
    public void Another_order_is_not()
    {
        Assert.False(IsSame(Sample.Limit(side: Side.Sell)));
        Assert.False(IsSame(Sample.Limit(units: 9m)));
        Assert.False(IsSame(Sample.Limit(price: 455.26m)));
        Assert.False(IsSame(Sample.Limit() with { TimeInForce = TimeInForce.GoodTillCancelled }));
        Assert.False(IsSame(OrderSpec.Limit(new Instrument.Equity("KO"), Side.Buy, 10m, 455.25m)));
        Assert.False(IsSame(OrderSpec.Market(Sample.BrkB, Side.Buy, 10m)));
        Assert.False(IsSame(Sample.Limit(), Found with { OrderClass = "bracket" }));
    }

    [Fact]
    public void A_buy_stop_may_have_become_a_stop_limit()
    {
        var stop = OrderSpec.One(Sample.BrkB, Side.Buy, 10m, new PriceTerms.Stop(460m));

        Assert.True(IsSame(stop, Found with { Type = "stop_limit", OrderType = "stop_limit", StopPrice = 460m, LimitPrice = 471.5m }));
    }

    [Fact]
    public void An_amount_of_cash_is_compared_as_such()
    {
        var cash = OrderSpec.Market(new Instrument.Equity("KO"), Side.Buy, 1m) with { Quantity = new OrderQuantity.Cash(new Money(25m, Currency.Usd)) };
        var found = Fixture.Read("Orders/POST-order-notional", AlpacaJson.Default.OrderWire);

        Assert.True(IsSame(cash, found));
        Assert.True(IsSame(cash, found with { Qty = 0.35m }));
        Assert.False(IsSame(cash, found with { Notional = 30m }));
    }

    [Fact]
    public void A_trail_and_a_quantity_of_another_kind_are_another_order()
    {
        var amount = Fixture.Read("Orders/POST-order-trailing-amount", AlpacaJson.Default.OrderWire);

        Assert.False(Recognition.IsSame(Asked(amount), amount with { TrailPrice = null, TrailPercent = amount.TrailPrice }));
        Assert.False(Recognition.IsSame(Asked(amount) with { TrailPrice = null, TrailPercent = Text(amount.TrailPrice) }, amount));
        Assert.Null(Recognition.IsSame(Asked(amount), amount with { TrailPrice = null }));
        Assert.False(Recognition.IsSame(Asked(Found), Found with { Qty = null, Notional = 10m }));
    }

    [Fact]
    public void Both_spellings_of_a_pair_are_one()
    {
        var pair = OrderSpec.Limit(Sample.Bitcoin, Side.Buy, 0.015m, 61500.5m) with { TimeInForce = TimeInForce.GoodTillCancelled };
        var found = Fixture.Read("Orders/POST-order-crypto", AlpacaJson.Default.OrderWire);

        Assert.True(IsSame(pair, found));
        Assert.True(IsSame(pair, found with { Symbol = "BTCUSD" }));
    }

    [Theory]
    [InlineData("Orders/GET-order-filled")]
    [InlineData("Orders/POST-order-trailing-amount")]
    [InlineData("Orders/POST-order-trailing-percent")]
    [InlineData("Orders/POST-order-option")]
    [InlineData("Orders/POST-order-mleg")]
    [InlineData("Orders/POST-order-bracket")]
    [InlineData("Orders/POST-order-oco")]
    [InlineData("Orders/POST-order-oto")]
    public void Every_kind_of_order_is_itself(string fixture)
    {
        var found = Fixture.Read(fixture, AlpacaJson.Default.OrderWire);

        Assert.True(Recognition.IsSame(Asked(found), found));
        Assert.True(Recognition.IsSame(Asked(found), found with { PositionIntent = null, ExtendedHours = null }));
    }

    [Theory]
    [InlineData("Orders/POST-order-trailing-amount", "trail_price")]
    [InlineData("Orders/POST-order-trailing-percent", "trail_percent")]
    [InlineData("Orders/POST-order-option", "position_intent")]
    [InlineData("Orders/POST-order-bracket", "extended_hours")]
    [InlineData("Orders/POST-order-bracket", "legs[0].limit_price")]
    [InlineData("Orders/POST-order-bracket", "legs[1].stop_price")]
    [InlineData("Orders/POST-order-bracket", "legs[1].limit_price")]
    [InlineData("Orders/POST-order-bracket", "legs[1].type")]
    [InlineData("Orders/POST-order-oco", "limit_price")]
    [InlineData("Orders/POST-order-oco", "legs[0].stop_price")]
    [InlineData("Orders/POST-order-oto", "legs[0].stop_price")]
    [InlineData("Orders/POST-order-mleg", "limit_price")]
    [InlineData("Orders/POST-order-mleg", "legs[0].symbol")]
    [InlineData("Orders/POST-order-mleg", "legs[0].side")]
    [InlineData("Orders/POST-order-mleg", "legs[1].ratio_qty")]
    [InlineData("Orders/POST-order-mleg", "legs[1].position_intent")]
    public void What_differs_in_one_term_is_another_order(string fixture, string term)
    {
        var found = Fixture.Read(fixture, AlpacaJson.Default.OrderWire);

        Assert.False(Recognition.IsSame(Asked(found), Changed(fixture, term)));
    }

    [Theory]
    [InlineData(PriceIs.Stop, false)]
    [InlineData(PriceIs.StopLimit, false)]
    [InlineData(PriceIs.StopLimit, true)]
    public void The_prices_of_a_stop_are_compared(PriceIs kind, bool isLimitOther)
    {
        PriceTerms price = kind == PriceIs.Stop ? new PriceTerms.Stop(460m) : new PriceTerms.StopLimit(460m, 461m);
        var word = kind == PriceIs.Stop ? "stop" : "stop_limit";
        var found = Found with { Type = word, OrderType = word, StopPrice = 460m, LimitPrice = kind == PriceIs.Stop ? null : 461m };
        var spec = OrderSpec.One(Sample.BrkB, Side.Buy, 10m, price);

        Assert.True(IsSame(spec, found));
        Assert.False(IsSame(spec, isLimitOther ? found with { LimitPrice = 462m } : found with { StopPrice = 459m }));
    }

    [Fact]
    public void A_sell_stop_stays_one()
    {
        var stop = OrderSpec.One(Sample.BrkB, Side.Sell, 10m, new PriceTerms.Stop(440m));

        Assert.False(IsSame(stop, Found with { Side = "sell", PositionIntent = null, Type = "stop_limit", StopPrice = 440m, LimitPrice = 430m }));
    }

    [Theory]
    [InlineData("Orders/POST-order-mleg")]
    [InlineData("Orders/POST-order-bracket")]
    public void Of_an_order_that_does_not_tell_its_legs_nobody_can_say(string fixture)
    {
        var found = Fixture.Read(fixture, AlpacaJson.Default.OrderWire);

        Assert.Null(Recognition.IsSame(Asked(found), found with { Legs = null }));
        Assert.False(Recognition.IsSame(Asked(found), found with { Legs = null, Qty = 3m }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_an_order_with_an_empty_leg_nobody_can_say(int empty)
    {
        var found = Fixture.Read("Orders/POST-order-bracket", AlpacaJson.Default.OrderWire);

        Assert.Null(Recognition.IsSame(Asked(found), found with { Legs = [.. found.Legs!.Select((leg, index) => index == empty ? null! : leg)] }));
    }

    [Theory]
    [InlineData("client_order_id", "another.1")]
    [InlineData("symbol", null)]
    [InlineData("side", null)]
    [InlineData("qty", "many")]
    [InlineData("limit_price", null)]
    [InlineData("time_in_force", null)]
    [InlineData("order_class", null)]
    [InlineData("order_class", "family")]
    [InlineData("side", "acquire")]
    [InlineData("time_in_force", "week")]
    [InlineData("position_intent", "buy_to_keep")]
    [InlineData("type", "limit_or_better")]
    public void Of_a_term_that_is_not_told_nobody_can_say(string term, string? value)
    {
        var asked = Asked(Fixture.Read("Orders/POST-order-bracket", AlpacaJson.Default.OrderWire));
        var order = JsonNode.Parse(Fixture.Text("Orders/POST-order-bracket"))!;
        order[term] = value;

        Assert.Null(Recognition.IsSame(asked, JsonSerializer.Deserialize(order.ToJsonString(), AlpacaJson.Default.OrderWire)!));
    }

    [Theory]
    [InlineData("""{"time_in_force":"gtc"}""")]
    [InlineData("""{"trail":"7.15"}""")]
    [InlineData("""{"qty":"9"}""")]
    public void A_change_is_recognised_by_every_term_of_it(string other)
    {
        var found = Fixture.Read("Orders/POST-order-trailing-amount", AlpacaJson.Default.OrderWire) with { Replaces = Sample.OrderId, TimeInForce = "day", TrailPrice = 6.15m };
        var asked = new PatchOrderWire { ClientOrderId = found.ClientOrderId!, TimeInForce = "day", Trail = "6.15" };
        var changed = JsonNode.Parse(other)!.AsObject().Single();

        Assert.True(Recognition.IsSame(asked, Sample.OrderId, found));
        Assert.False(Recognition.IsSame(changed.Key switch
        {
            "time_in_force" => asked with { TimeInForce = (string?)changed.Value },
            "trail" => asked with { Trail = (string?)changed.Value },
            _ => asked with { Qty = (string?)changed.Value },
        }, Sample.OrderId, found));
    }

    public enum PriceIs
    {
        Stop,
        StopLimit,
    }

    // What one would have asked to get it.
    private static NewOrderWire Asked(OrderWire found)
    {
        var loss = found.Legs?.LastOrDefault(leg => leg.StopPrice is not null);
        var profit = found.OrderClass is "oco" ? found : found.Legs?.FirstOrDefault(leg => leg.Type is "limit");
        return new NewOrderWire
        {
            ClientOrderId = found.ClientOrderId!,
            Symbol = string.IsNullOrEmpty(found.Symbol) ? null : found.Symbol,
            Side = string.IsNullOrEmpty(found.Side) ? null : found.Side,
            Qty = Text(found.Qty),
            Type = found.Type!,
            TimeInForce = found.TimeInForce!,
            LimitPrice = found.OrderClass is "oco" ? null : Text(found.LimitPrice),
            StopPrice = found.Type is "trailing_stop" ? null : Text(found.StopPrice),
            TrailPrice = Text(found.TrailPrice),
            TrailPercent = Text(found.TrailPercent),
            OrderClass = string.IsNullOrEmpty(found.OrderClass) ? null : found.OrderClass,
            PositionIntent = found.PositionIntent,
            TakeProfit = profit is null ? null : new TakeProfitWire(Text(profit.LimitPrice)!),
            StopLoss = loss is null ? null : new StopLossWire(Text(loss.StopPrice)!, Text(loss.LimitPrice)),
            Legs = found.OrderClass is "mleg" ? [.. found.Legs!.Select(leg => new NewOrderLegWire(leg.Symbol!, Text(leg.RatioQty)!, leg.Side!, leg.PositionIntent))] : null,
        };
    }

    private static OrderWire Changed(string fixture, string term)
    {
        var order = JsonNode.Parse(Fixture.Text(fixture))!;
        var at = term.StartsWith("legs[", StringComparison.Ordinal) ? order["legs"]![term[5] - '0']! : order;
        var name = term[(term.IndexOf('.', StringComparison.Ordinal) + 1)..];
        at[name] = name switch
        {
            "extended_hours" => true,
            "side" => (string?)at[name] is "buy" ? "sell" : "buy",
            "symbol" => "AAPL270115C00255000",
            "type" => "market",
            "position_intent" => "sell_to_close",
            _ => "77",
        };
        return JsonSerializer.Deserialize(order.ToJsonString(), AlpacaJson.Default.OrderWire)!;
    }

    private static string? Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static bool IsSame(OrderSpec spec) => IsSame(spec, Found);

    private static bool IsSame(OrderSpec spec, OrderWire found) => Recognition.IsSame(RequestMapping.ToNewOrder(new OrderPlan.Single(spec), found.ClientOrderId!), found) is true;
}
