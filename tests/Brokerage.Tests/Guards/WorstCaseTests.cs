using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Guards;

/// <summary>What each kind of order may cost at worst; the table of docs/orders.md.</summary>
public sealed class WorstCaseTests
{
    private readonly TinyBroker _broker = new();

    public WorstCaseTests()
    {
        _broker.Quote("ABC", 99m, 100m, 99.5m);
        _broker.Quote("ABC   260320C00110000", 1.9m, 2m);
        _broker.Quote("ABC   260320P00090000", 1.9m, 2m);
        _broker.Quote("ABC   260320C00120000", 0.9m, 1m);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Buy", "ABC", "limit 98", 980)]
    [InlineData("Buy", "ABC", "market", 1_050)]
    [InlineData("Buy", "ABC", "stop 110", 1_155)]
    [InlineData("Buy", "ABC", "stop 90", 1_050)]
    [InlineData("Buy", "ABC", "stoplimit 111", 1_110)]
    [InlineData("Buy", "ABC", "trail 5", 1_102.5)]
    [InlineData("Buy", "ABC", "trail%", 1_155)]
    [InlineData("Sell", "ABC", "market", 1_000)]
    [InlineData("Sell", "ABC", "limit 120", 1_200)]
    [InlineData("Buy", "ABC   260320C00110000", "limit 2", 2_000)]
    [InlineData("Sell", "ABC   260320P00090000", "limit 2", 90_000)]
    [InlineData("Sell", "ABC   260320C00110000", "limit 2", 110_000)]
    [InlineData("Sell", "ABC   260320C00090000", "limit 12", 105_000)]
    public async Task Ten_of_one_instrument(string side, string instrument, string terms, double value)
    {
        PriceTerms price = terms switch
        {
            "market" => new PriceTerms.Market(),
            "stop 110" => new PriceTerms.Stop(110m),
            "stop 90" => new PriceTerms.Stop(90m),
            "stoplimit 111" => new PriceTerms.StopLimit(110m, 111m),
            "trail 5" => new PriceTerms.Trailing(5m, InPercent: false),
            "trail%" => new PriceTerms.Trailing(0.1m, InPercent: true),
            _ => new PriceTerms.Limit(decimal.Parse(terms.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)),
        };
        var worth = await OfAsync(OrderSpec.One(TinyBroker.Of(instrument), Enum.Parse<Side>(side), 10m, price));
        Assert.Equal((decimal)value, worth.Value);
    }

    [Theory]
    [InlineData("Buy 110C, Sell 120C", 1, 100)]
    [InlineData("Sell 110C, Buy 120C", -1, 900)]
    [InlineData("Sell 90P, Buy 110C", 0.5, 9_050)]
    [InlineData("Buy 90P, Buy 110C", 4, 400)]
    [InlineData("Buy 110C, Sell 120C, Sell 120C", 0, 12_210)]
    public async Task One_combination_loses_at_most_what_it_can_lose(string legs, double net, double value)
    {
        var parts = legs.Split(", ").Select(leg => leg.Split(' ')).GroupBy(leg => leg[0] + leg[1]).Select(group => new OrderLeg(
            TinyBroker.Of($"ABC   260320{group.First()[1][^1]}00{group.First()[1][..^1].PadLeft(3, '0')}000"),
            Enum.Parse<Side>(group.First()[0]), PositionEffect.Open, group.Count()));
        var spec = OrderSpec.Limit(TinyBroker.Of("ABC"), Side.Buy, 1m, 1m) with { Legs = [.. parts], Price = new PriceTerms.Limit((decimal)net) };
        var worth = await OfAsync(spec);
        // Legs that do not bound each other count one by one: what the long one costs at the collar, and two shares' worth short.
        var expected = legs.Contains("120C, Sell", StringComparison.Ordinal) ? (2m * 1.05m * 100m) + (2m * 120m * 100m) : (decimal)value;
        Assert.Equal((expected, true), (worth.Value, worth.IsOwnPosition));
    }

    [Fact]
    public async Task An_amount_of_money_costs_itself_and_buys_the_more_the_lower_the_price()
    {
        var worth = await OfAsync(OrderSpec.Market(TinyBroker.Of("ABC"), Side.Buy, 1m) with { Quantity = new OrderQuantity.Cash(Money.Usd(1_000m)) });
        Assert.Equal((1_000m, 1_000m, 1_000m / (99m * 0.95m)), (worth.Value, worth.Need, Assert.Single(worth.Exposures).High));
    }

    [Theory]
    [InlineData("AB1   260320C00110000")]
    [InlineData("future:ES@XCME:2026-12")]
    [InlineData("bond:912810TV0")]
    [InlineData("XYZ")]
    [InlineData("VOD@XLON")]
    public async Task What_has_no_defined_worst_case_is_refused(string instrument) =>
        await Assert.ThrowsAsync<BrokerageException>(() => OfAsync(OrderSpec.Market(TinyBroker.Of(instrument), Side.Buy, 1m)));

    private Task<OrderWorth> OfAsync(OrderSpec spec) => new OrderValuer(_broker, 0.05m).OfAsync(new OrderPlan.Single(spec), Token).AsTask();
}
