using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Tests;

/// <summary>Orders as they read back: what the official SDK loses is here.</summary>
public sealed class OrderMappingTests
{
    [Theory]
    [InlineData("POST-order-limit", OrderState.Received, 0)]
    [InlineData("GET-order-new", OrderState.Working, 0)]
    [InlineData("GET-order-partially-filled", OrderState.PartiallyFilled, 4)]
    [InlineData("GET-order-filled", OrderState.Filled, 10)]
    [InlineData("GET-order-canceled", OrderState.Cancelled, 4)]
    [InlineData("GET-order-rejected", OrderState.Rejected, 0)]
    [InlineData("GET-order-replaced", OrderState.Replaced, 0)]
    [InlineData("GET-order-expired", OrderState.Expired, 0)]
    public void States_and_fills_are_read(string fixture, OrderState state, int filled)
    {
        var order = Read(fixture);

        Assert.Equal(state, order.State.Value);
        Assert.Equal(filled, order.Filled);
        Assert.Equal(OrderLifecycle.IsFinal(state), order.ClosedAt is not null);
        Assert.Equal(filled > 0, order.AveragePrice is not null);
    }

    [Theory]
    [InlineData("accepted", OrderState.Received)]
    [InlineData("pending_new", OrderState.Received)]
    [InlineData("accepted_for_bidding", OrderState.Received)]
    [InlineData("held", OrderState.Held)]
    [InlineData("new", OrderState.Working)]
    [InlineData("stopped", OrderState.Working)]
    [InlineData("done_for_day", OrderState.Suspended)]
    [InlineData("suspended", OrderState.Suspended)]
    [InlineData("calculated", OrderState.Suspended)]
    [InlineData("pending_cancel", OrderState.PendingCancel)]
    [InlineData("pending_replace", OrderState.PendingReplace)]
    [InlineData("pending_review", OrderState.Received)]
    [InlineData("a word of tomorrow", OrderState.Unknown)]
    [InlineData(null, OrderState.Unknown)]
    public void Every_status_word_has_its_state_and_keeps_its_text(string? word, OrderState state)
    {
        var order = Map(Wire("POST-order-limit") with { Status = word });

        Assert.Equal(new Raw<OrderState>(state, word), order.State);
    }

    [Fact]
    public void A_limit_order_is_read_whole()
    {
        var order = Read("GET-order-filled");

        Assert.Equal(Sample.Order, order.Ref);
        Assert.Equal(Sample.ClientId, order.ClientOrderId);
        Assert.StartsWith(Sample.ClientId.Value, order.WireId, StringComparison.Ordinal);
        Assert.Equal(OrderShape.Single, order.Shape.Value);
        Assert.Equal(OrderRole.Single, order.Role);
        Assert.Equal(new PriceTerms.Limit(455.25m), order.Price);
        Assert.Equal(new OrderQuantity.Units(10m), order.Quantity);
        Assert.Equal(TimeInForce.Day, order.TimeInForce);
        Assert.Equal(Sessions.Regular, order.Sessions);
        Assert.Equal(455.208m, order.AveragePrice);
        Assert.Equal([new Fee("commission", new Money(1.25m, Currency.Usd))], order.Fees);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 15, 33, 1, TimeSpan.Zero).AddTicks(41180), order.ClosedAt);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 15, 31, 2, TimeSpan.Zero).AddTicks(1182044), order.SubmittedAt);
        var leg = Assert.Single(order.Legs);
        Assert.Equal(new OrderLeg(Sample.BrkB, Side.Buy, PositionEffect.Open), leg.Leg);
        Assert.Equal((10m, 10m), (leg.Quantity!.Value, leg.Filled));
    }

    [Fact]
    public void Numbers_instead_of_text_read_the_same()
    {
        var order = Read("POST-order-numbers");

        Assert.Equal(new OrderQuantity.Units(3m), order.Quantity);
        Assert.Equal(new PriceTerms.Limit(455.25m), order.Price);
    }

    [Fact]
    public void A_bracket_keeps_its_legs()
    {
        var order = Read("POST-order-bracket");

        Assert.Equal((OrderShape.Bracket, OrderRole.Entry), (order.Shape.Value, order.Role));
        Assert.Equal([OrderRole.TakeProfit, OrderRole.StopLoss], order.Children.Select(child => child.Role));
        Assert.All(order.Children, child => Assert.Equal(order.Ref.Order, child.Parent));
        Assert.All(order.Children, child => Assert.Equal(OrderState.Held, child.State.Value));
        Assert.Equal(new PriceTerms.StopLimit(440m, 439m), order.Children[1].Price);
    }

    [Fact]
    public void Of_a_pair_the_parent_is_the_target_itself()
    {
        var order = Read("POST-order-oco");

        Assert.Equal((OrderShape.OneCancels, OrderRole.TakeProfit), (order.Shape.Value, order.Role));
        Assert.Equal(new PriceTerms.Stop(440m), Assert.Single(order.Children).Price);
    }

    [Fact]
    public void One_that_triggers_another_keeps_it()
    {
        var order = Read("POST-order-oto");

        Assert.Equal((OrderShape.OneTriggers, OrderRole.Entry), (order.Shape.Value, order.Role));
        Assert.Equal(OrderRole.StopLoss, Assert.Single(order.Children).Role);
    }

    [Fact]
    public void Several_option_legs_are_one_order_without_symbol_or_side_of_its_own()
    {
        var order = Read("POST-order-mleg");

        Assert.Equal(OrderShape.MultiLeg, order.Shape.Value);
        Assert.Empty(order.Children);
        Assert.Equal([1, 2], order.Legs.Select(leg => leg.Leg.Ratio));
        Assert.Equal([Side.Buy, Side.Sell], order.Legs.Select(leg => leg.Leg.Side));
        Assert.Equal([2m, 4m], order.Legs.Select(leg => leg.Filled));
        Assert.Equal(Sample.Call, order.Legs[0].Leg.Instrument);
        Assert.Equal(new PriceTerms.Limit(3.4m), order.Price);
        Assert.Equal(3.35m, order.AveragePrice);
    }

    [Fact]
    public void Words_of_tomorrow_are_kept_and_never_throw()
    {
        var order = Map(Fixture.Read("Orders/GET-orders-unknown-words", AlpacaJson.Default.IReadOnlyListOrderWire)[0]);

        Assert.Equal(new Raw<OrderState>(OrderState.Unknown, "under_review"), order.State);
        Assert.Equal(new Raw<OrderShape>(OrderShape.Unknown, "iceberg"), order.Shape);
        Assert.Equal(new PriceTerms.Other("pegged"), order.Price);
        Assert.Equal(new TimeInForce(TimeInForceKind.Unknown, Text: "eow"), order.TimeInForce);
        var leg = Assert.Single(order.Legs);
        Assert.Equal((Side.Unknown, "buy_to_cover"), (leg.Leg.Side, leg.RawAction));
        Assert.Equal(new Instrument.Unclassified(AlpacaAdapter.BrokerId, "912797KS5", "treasury"), leg.Leg.Instrument);
    }

    [Fact]
    public void A_filled_quantity_that_is_missing_is_never_read_as_nothing()
    {
        var wire = Wire("GET-order-canceled") with { FilledQty = null };

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, Assert.Throws<BrokerageException>(() => Map(wire)).Code);
    }

    [Fact]
    public void Trailing_stops_keep_amount_and_fraction()
    {
        Assert.Equal(new PriceTerms.Trailing(6.15m, InPercent: false), Read("POST-order-trailing-amount").Price);
        Assert.Equal(new PriceTerms.Trailing(0.02m, InPercent: true), Read("POST-order-trailing-percent").Price);
    }

    [Fact]
    public void An_amount_of_cash_reads_back_as_cash()
    {
        var order = Read("POST-order-notional");

        Assert.Equal(new OrderQuantity.Cash(new Money(25m, Currency.Usd)), order.Quantity);
        Assert.Equal(new PriceTerms.Market(), order.Price);
    }

    [Fact]
    public void A_chain_of_replacements_is_kept()
    {
        Assert.Equal("b5a0c1de-2b88-45f1-8c19-30d2d4a6e977", Read("GET-order-replaced").ReplacedBy!.Value.Value);
        Assert.Equal(Sample.OrderId, Read("PATCH-order").Replaces!.Value.Value);
    }

    [Theory]
    [InlineData("0199a1b2c3d4e5f60718293a4b5c6d7e.1", "0199a1b2c3d4e5f60718293a4b5c6d7e")]
    [InlineData("my-own_id.12", "my-own_id")]
    [InlineData("5b5d3d67-06ad-4ffa-af65-a117d0fc5a59", null)]
    [InlineData("somebody.else", null)]
    [InlineData("a.b.1", null)]
    [InlineData(".1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Our_id_is_read_back_and_nobody_elses(string? wireId, string? expected) =>
        Assert.Equal(expected, WireIds.ToClientOrderId(wireId)?.Value);

    private static Order Read(string fixture) => Map(Wire(fixture));

    private static OrderWire Wire(string fixture) => Fixture.Read($"Orders/{fixture}", AlpacaJson.Default.OrderWire);

    private static Order Map(OrderWire wire) => OrderMapping.ToOrder(wire, Sample.Ref, Currency.Usd, Sample.AsOf);
}
