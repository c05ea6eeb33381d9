namespace Brokerage.Abstractions.Tests.Orders;

/// <summary>
/// The stored bytes of every case, for ever: a journal written by the first version must be read by the last. A test that fails here
/// means a new version of the format beside the old one, never a new expectation.
/// </summary>
public sealed class OrderCodecPinnedBytesTests
{
    public static TheoryData<string> Names => [.. Cases.Keys];

    private static Dictionary<string, OrderIntent> Cases { get; } = new(StringComparer.Ordinal)
    {
        ["market"] = Single(OrderSpec.Market(Samples.Apple, Side.Buy, 1m)),
        ["limit"] = Single(OrderSpec.Limit(Samples.Apple, Side.Sell, 2.5m, 187.50m)),
        ["stop"] = Single(OrderSpec.One(Samples.Apple, Side.Sell, 3m, new PriceTerms.Stop(180m, TriggerBasis.Bid))),
        ["stop-limit"] = Single(OrderSpec.One(Samples.Apple, Side.Sell, 3m, new PriceTerms.StopLimit(180m, 179.5m))),
        ["trailing"] = Single(OrderSpec.One(Samples.Apple, Side.Sell, 3m, new PriceTerms.Trailing(0.05m, InPercent: true, 0.1m, TriggerBasis.Mark))),
        ["other"] = Single(OrderSpec.One(Samples.Apple, Side.Sell, 3m, new PriceTerms.Other("HIDDEN_STOP"))),
        ["cash"] = Single(OrderSpec.Market(Samples.Apple, Side.Buy, 1m) with { Quantity = new OrderQuantity.Cash(Money.Usd(250m)) }),
        ["full"] = Samples.Intent,
        ["one-cancels"] = new OrderIntent.New(Samples.Account, ClientOrderId.Parse("c"), new OrderPlan.OneCancels(
            [new OrderPlan.Single(OrderSpec.Limit(Samples.Apple, Side.Sell, 1m, 200m)), new OrderPlan.Single(OrderSpec.One(Samples.Apple, Side.Sell, 1m, new PriceTerms.Stop(150m)))])),
        ["replace"] = Samples.Replacement,
        ["replace-nothing"] = new OrderIntent.Replace(Samples.Account, ClientOrderId.Parse("c"), OrderId.Parse("9"), new OrderChange()),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bytes_of_an_intent_never_change(string name)
    {
        var bytes = OrderCodec.Encode(Cases[name]);
        Assert.Equal(PinnedBytes.Read("intent-" + name, bytes), Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void The_bytes_of_a_prepared_order_never_change()
    {
        var bytes = OrderCodec.Encode(Samples.Prepared);
        Assert.Equal(PinnedBytes.Read("prepared", bytes), Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void The_hash_of_an_intent_never_changes() =>
        Assert.Equal(PinnedBytes.Read("hash", Convert.FromHexString(OrderCodec.Hash(Samples.Intent))), OrderCodec.Hash(Samples.Intent));

    private static OrderIntent.New Single(OrderSpec spec) => new(Samples.Account, ClientOrderId.Parse("c"), new OrderPlan.Single(spec));
}
