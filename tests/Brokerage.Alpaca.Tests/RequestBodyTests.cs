using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using System.Text.Json;

namespace Brokerage.Alpaca.Tests;

/// <summary>Every kind of order as the body that places it, pinned to the letter.</summary>
public sealed class RequestBodyTests
{
    private static readonly Instrument Share = new Instrument.Equity("BRK.B");

    [Fact]
    public void Market() => Body(Plain(new PriceTerms.Market()), """{"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"buy","type":"market","time_in_force":"day"}""");

    [Fact]
    public void Stop() => Body(
        Plain(new PriceTerms.Stop(460m)),
        """{"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"buy","type":"stop","time_in_force":"day","stop_price":"460"}""");

    [Fact]
    public void Stop_limit() => Body(
        Plain(new PriceTerms.StopLimit(460m, 461.50m)),
        """{"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"buy","type":"stop_limit","time_in_force":"day","limit_price":"461.5","stop_price":"460"}""");

    [Fact]
    public void Trailing_by_amount() => Body(
        Plain(new PriceTerms.Trailing(6.15m, InPercent: false)) with { TimeInForce = TimeInForce.GoodTillCancelled },
        """{"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"buy","type":"trailing_stop","time_in_force":"gtc","trail_price":"6.15"}""");

    [Fact]
    public void Trailing_by_fraction_is_sent_in_percent() => Body(
        Plain(new PriceTerms.Trailing(0.025m, InPercent: true)),
        """{"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"buy","type":"trailing_stop","time_in_force":"day","trail_percent":"2.5"}""");

    [Fact]
    public void Extended_hours() => Body(
        Plain(new PriceTerms.Limit(455m)) with { Sessions = Sessions.Extended },
        """{"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"buy","type":"limit","time_in_force":"day","limit_price":"455","extended_hours":true}""");

    [Theory]
    [InlineData(TimeInForceKind.GoodTillCancelled, "gtc")]
    [InlineData(TimeInForceKind.ImmediateOrCancel, "ioc")]
    [InlineData(TimeInForceKind.FillOrKill, "fok")]
    [InlineData(TimeInForceKind.AtOpen, "opg")]
    [InlineData(TimeInForceKind.AtClose, "cls")]
    public void Times(TimeInForceKind kind, string word) => Body(
        Plain(new PriceTerms.Market()) with { TimeInForce = new TimeInForce(kind) },
        $$"""{"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"buy","type":"market","time_in_force":"{{word}}"}""");

    [Fact]
    public void Cash_amount() => Body(
        Plain(new PriceTerms.Market()) with { Quantity = new OrderQuantity.Cash(new Money(25.50m, Currency.Usd)) },
        """{"client_order_id":"w.1","symbol":"BRK.B","notional":"25.5","side":"buy","type":"market","time_in_force":"day"}""");

    [Fact]
    public void Fractions_keep_nine_digits() => Body(
        Plain(new PriceTerms.Market()) with { Quantity = new OrderQuantity.Units(0.123456789m) },
        """{"client_order_id":"w.1","symbol":"BRK.B","qty":"0.123456789","side":"buy","type":"market","time_in_force":"day"}""");

    [Theory]
    [InlineData(Side.Sell, PositionEffect.Open, "sell", "sell_to_open")]
    [InlineData(Side.Buy, PositionEffect.Close, "buy", "buy_to_close")]
    public void Selling_short_and_covering_are_intents(Side side, PositionEffect effect, string word, string intent) => Body(
        Plain(new PriceTerms.Market()) with { Legs = [new OrderLeg(Share, side, effect)] },
        $$"""{"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"{{word}}","type":"market","time_in_force":"day","position_intent":"{{intent}}"}""");

    [Fact]
    public void Crypto_is_spelt_as_a_pair() => Body(
        Plain(new PriceTerms.Limit(61500.5m)) with
        {
            Legs = [new OrderLeg(Sample.Bitcoin, Side.Buy)],
            Quantity = new OrderQuantity.Units(0.015m),
            TimeInForce = TimeInForce.GoodTillCancelled,
        },
        """{"client_order_id":"w.1","symbol":"BTC/USD","qty":"0.015","side":"buy","type":"limit","time_in_force":"gtc","limit_price":"61500.5"}""");

    [Fact]
    public void An_option_is_spelt_without_blanks() => Body(
        Plain(new PriceTerms.Limit(11.2m)) with { Legs = [new OrderLeg(Sample.Call, Side.Buy, PositionEffect.Open)], Quantity = new OrderQuantity.Units(2m) },
        """{"client_order_id":"w.1","symbol":"AAPL270115C00250000","qty":"2","side":"buy","type":"limit","time_in_force":"day","limit_price":"11.2","position_intent":"buy_to_open"}""");

    [Fact]
    public void Several_legs_have_ratios_and_a_signed_net_price() => Body(
        new OrderPlan.Single(Plain(new PriceTerms.Limit(-1.25m)) with
        {
            Legs = [new OrderLeg(Sample.Call, Side.Sell, PositionEffect.Open), new OrderLeg(Sample.Call with { Strike = 260m }, Side.Buy, PositionEffect.Open, 2)],
            Quantity = new OrderQuantity.Units(3m),
        }),
        """
        {"client_order_id":"w.1","qty":"3","type":"limit","time_in_force":"day","limit_price":"-1.25","order_class":"mleg","legs":[
        {"symbol":"AAPL270115C00250000","ratio_qty":"1","side":"sell","position_intent":"sell_to_open"},
        {"symbol":"AAPL270115C00260000","ratio_qty":"2","side":"buy","position_intent":"buy_to_open"}]}
        """);

    [Fact]
    public void Bracket() => Body(
        OrderPlan.Bracket(Plain(new PriceTerms.Limit(455m)), Exit(new PriceTerms.Limit(480m)), Exit(new PriceTerms.StopLimit(440m, 439m))),
        """
        {"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"buy","type":"limit","time_in_force":"day","limit_price":"455","order_class":"bracket",
        "take_profit":{"limit_price":"480"},"stop_loss":{"stop_price":"440","limit_price":"439"}}
        """);

    [Fact]
    public void A_bracket_takes_its_exits_in_either_order() => Body(
        OrderPlan.Bracket(Plain(new PriceTerms.Market()), Exit(new PriceTerms.Stop(440m)), Exit(new PriceTerms.Limit(480m))),
        """
        {"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"buy","type":"market","time_in_force":"day","order_class":"bracket",
        "take_profit":{"limit_price":"480"},"stop_loss":{"stop_price":"440"}}
        """);

    [Fact]
    public void One_cancels_the_other() => Body(
        new OrderPlan.OneCancels([new OrderPlan.Single(Exit(new PriceTerms.Limit(480m))), new OrderPlan.Single(Exit(new PriceTerms.Stop(440m)))]),
        """
        {"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"sell","type":"limit","time_in_force":"day","order_class":"oco",
        "take_profit":{"limit_price":"480"},"stop_loss":{"stop_price":"440"}}
        """);

    [Fact]
    public void One_triggers_the_other() => Body(
        new OrderPlan.OneTriggers(Plain(new PriceTerms.Limit(455m)), new OrderPlan.Single(Exit(new PriceTerms.Stop(440m)))),
        """
        {"client_order_id":"w.1","symbol":"BRK.B","qty":"10","side":"buy","type":"limit","time_in_force":"day","limit_price":"455","order_class":"oto",
        "stop_loss":{"stop_price":"440"}}
        """);

    [Fact]
    public void What_this_wire_cannot_say_is_refused()
    {
        Refused(Plain(new PriceTerms.Limit(455m)) with { AllOrNone = true });
        Refused(Plain(new PriceTerms.Limit(455m)) with { Sessions = Sessions.Pre });
        Refused(Plain(new PriceTerms.Limit(455m)) with { TimeInForce = TimeInForce.GoodTill(new DateOnly(2026, 12, 1)) });
        Refused(Plain(new PriceTerms.Stop(455m, TriggerBasis.Bid)));
        Refused(Plain(new PriceTerms.Other("pegged")));
        Refused(Plain(new PriceTerms.Trailing(1m, false, LimitOffset: 0.5m)));
        Refused(Plain(new PriceTerms.Market()) with { Quantity = new OrderQuantity.Cash(new Money(5m, Currency.Parse("EUR"))) });
        Refused(Plain(new PriceTerms.Market()) with { Legs = [new OrderLeg(Share, Side.Unknown)] });
        Refused(Plain(new PriceTerms.Market()) with { Legs = [new OrderLeg(new Instrument.Fund("VFIAX"), Side.Buy)] });
        Refused(Plain(new PriceTerms.Market()) with { Extras = new Dictionary<string, string>(StringComparer.Ordinal) { ["ibkr.extOperator"] = "me" } });
    }

    [Fact]
    public void Exits_that_differ_from_their_entry_are_refused_and_never_bent()
    {
        var entry = Plain(new PriceTerms.Limit(455m));
        var stop = Exit(new PriceTerms.Stop(440m));
        foreach (var odd in (OrderSpec[])
        [
            Exit(new PriceTerms.Limit(480m)) with { Quantity = new OrderQuantity.Units(5m) },
            Exit(new PriceTerms.Limit(480m)) with { TimeInForce = TimeInForce.GoodTillCancelled },
            Exit(new PriceTerms.Limit(480m)) with { Legs = [new OrderLeg(Share, Side.Buy)] },
            Exit(new PriceTerms.Limit(480m)) with { Legs = [new OrderLeg(new Instrument.Equity("KO"), Side.Sell)] },
            Exit(new PriceTerms.Limit(480m)) with { Sessions = Sessions.Extended },
        ])
        {
            Assert.Throws<BrokerageException>(() => RequestMapping.ToNewOrder(OrderPlan.Bracket(entry, odd, stop), "w.1"));
        }
    }

    [Theory]
    [InlineData("1000", "1000")]
    [InlineData("1.50", "1.5")]
    [InlineData("0.000000001", "0.000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void Numbers_are_sent_without_exponent_and_padding(string value, string text) =>
        Assert.Equal(text, RequestMapping.Text(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_replacement_says_what_changes_alone()
    {
        Patch(new OrderChange(Price: new PriceTerms.Limit(454.90m)), """{"client_order_id":"w.1","limit_price":"454.9"}""");
        Patch(new OrderChange(TotalQuantity: 12m), """{"client_order_id":"w.1","qty":"12"}""");
        Patch(new OrderChange(TimeInForce: TimeInForce.GoodTillCancelled), """{"client_order_id":"w.1","time_in_force":"gtc"}""");
        Patch(new OrderChange(Price: new PriceTerms.StopLimit(1m, 2m)), """{"client_order_id":"w.1","stop_price":"1","limit_price":"2"}""");
        Patch(new OrderChange(Price: new PriceTerms.Trailing(0.03m, InPercent: true)), """{"client_order_id":"w.1","trail":"3"}""");
    }

    private static OrderSpec Plain(PriceTerms price) => OrderSpec.One(Share, Side.Buy, 10m, price);

    private static OrderSpec Exit(PriceTerms price) => OrderSpec.One(Share, Side.Sell, 10m, price);

    private static void Body(OrderSpec spec, string expected) => Body(new OrderPlan.Single(spec), expected);

    private static void Body(OrderPlan plan, string expected) => SubmitTests.AssertJson(
        expected, JsonSerializer.Serialize(RequestMapping.ToNewOrder(plan, "w.1"), AlpacaJson.Default.NewOrderWire));

    private static void Patch(OrderChange change, string expected) => SubmitTests.AssertJson(
        expected, JsonSerializer.Serialize(RequestMapping.ToPatch(change, "w.1"), AlpacaJson.Default.PatchOrderWire));

    private static void Refused(OrderSpec spec) => Assert.Equal(
        BrokerageErrorCode.FeatureNotSupported,
        Assert.Throws<BrokerageException>(() => RequestMapping.ToNewOrder(new OrderPlan.Single(spec), "w.1")).Code);
}
