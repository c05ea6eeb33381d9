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
    public void Both_spellings_of_a_pair_are_one()
    {
        var pair = OrderSpec.Limit(Sample.Bitcoin, Side.Buy, 0.015m, 61500.5m) with { TimeInForce = TimeInForce.GoodTillCancelled };
        var found = Fixture.Read("Orders/POST-order-crypto", AlpacaJson.Default.OrderWire);

        Assert.True(IsSame(pair, found));
        Assert.True(IsSame(pair, found with { Symbol = "BTCUSD" }));
    }

    private static bool IsSame(OrderSpec spec) => IsSame(spec, Found);

    private static bool IsSame(OrderSpec spec, OrderWire found) => Recognition.IsSame(RequestMapping.ToNewOrder(new OrderPlan.Single(spec), "w.1"), found);
}
