using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Portfolio;

public sealed class MergedPositionTests
{
    private static readonly AccountRef One = Make.Ref("one");
    private static readonly AccountRef Two = Make.Ref("two");

    [Fact]
    public void Cost_is_weighted_by_quantity()
    {
        var merged = Readings.Merged(Make.Position(One, "BRK.B", 10m, 400m, 410m), Make.Position(Two, "BRK.B", 30m, 420m, 410m));

        Assert.Equal(40m, merged.Quantity);
        Assert.Equal(415m, merged.AverageCost);
        Assert.Equal(415m, merged.Long!.AverageCost);
        Assert.Equal(0, merged.Long.UnknownCosts);
        Assert.Null(merged.Short);
        Assert.Equal(16_400m, merged.MarketValue.Total);
        Assert.Equal(-200m, merged.UnrealizedProfit.Total);
        Assert.Equal(-200m / 16_600m, merged.UnrealizedProfitFraction);
    }

    [Fact]
    public void Long_and_short_keep_their_own_averages_and_meet_in_the_net_quantity_alone()
    {
        var merged = Readings.Merged(
            Make.Position(One, "TSLA", 10m, 200m, 250m), Make.Position(One, "TSLA", 30m, 240m, 250m, bucket: "margin"), Make.Position(Two, "TSLA", -40m, 260m, 250m));

        Assert.Equal(0m, merged.Quantity);
        Assert.Null(merged.AverageCost);
        Assert.Equal((40m, 230m), (merged.Long!.Quantity, merged.Long.AverageCost));
        Assert.Equal((-40m, 260m), (merged.Short!.Quantity, merged.Short.AverageCost));
        Assert.Equal((10_000m, -10_000m), (merged.Long.MarketValue.Total, merged.Short.MarketValue.Total));
        Assert.Equal(0m, merged.MarketValue.Total);
        // 10 × 50 + 30 × 10 on the long side, 40 × 10 on the short one.
        Assert.Equal(1200m, merged.UnrealizedProfit.Total);
        // Against what was paid (2000 + 7200) and what the short sale brought (10400).
        Assert.Equal(1200m / 19_600m, merged.UnrealizedProfitFraction);
    }

    [Fact]
    public void A_short_position_alone_has_a_positive_average_cost()
    {
        var merged = Readings.Merged(Make.Position(One, "TSLA", -5m, 260m, 250m), Make.Position(Two, "TSLA", -15m, 280m, 250m));

        Assert.Equal(-20m, merged.Quantity);
        Assert.Equal(275m, merged.AverageCost);
        Assert.Null(merged.Long);
        Assert.Equal(-5000m, merged.MarketValue.Total);
        Assert.Equal(500m, merged.UnrealizedProfit.Total);
    }

    [Fact]
    public void One_unknown_cost_makes_its_sides_average_unknown_and_is_counted()
    {
        var merged = Readings.Merged(
            Make.Position(One, "BTC/USD", 1m, null, 60_000m), Make.Position(Two, "BTC/USD", 2m, 50_000m, 60_000m), Make.Position(Two, "BTC/USD", -1m, 70_000m, 60_000m, bucket: "short"));

        Assert.Null(merged.Long!.AverageCost);
        Assert.Equal(1, merged.Long.UnknownCosts);
        Assert.Equal((70_000m, 0), (merged.Short!.AverageCost!.Value, merged.Short.UnknownCosts));
        Assert.Equal(new PortfolioFigure(30_000m, 1), merged.UnrealizedProfit);
        Assert.Null(merged.UnrealizedProfit.Total);
        Assert.Null(merged.UnrealizedProfitFraction);
        Assert.Equal(120_000m, merged.MarketValue.Total);
    }

    [Fact]
    public void A_cost_of_zero_is_a_cost()
    {
        var merged = Readings.Merged(Make.Position(One, "GIFT", 10m, 0m, 5m), Make.Position(Two, "GIFT", 10m, 4m, 5m));

        Assert.Equal(2m, merged.AverageCost);
        Assert.Equal(60m, merged.UnrealizedProfit.Total);
    }

    [Fact]
    public void What_cost_nothing_has_no_percentage() =>
        Assert.Null(Readings.Merged(Make.Position(One, "GIFT", 10m, 0m, 5m)).UnrealizedProfitFraction);

    [Fact]
    public void Buckets_of_one_account_stay_apart_in_the_breakdown()
    {
        var merged = Readings.Merged(Make.Position(One, "F", 100m, 10m, 12m, bucket: "cash"), Make.Position(One, "F", 300m, 14m, 12m, bucket: "margin"));

        Assert.Equal(["cash", "margin"], merged.Breakdown.Select(part => part.Bucket));
        Assert.Equal([100m, 300m], merged.Breakdown.Select(part => part.Quantity));
        Assert.Equal([10m, 14m], merged.Breakdown.Select(part => part.AverageCost));
        Assert.Equal([1200m, 3600m], merged.Breakdown.Select(part => part.MarketValue));
        Assert.Equal(13m, merged.AverageCost);
    }

    [Fact]
    public void The_multiplier_is_in_values_and_never_in_costs()
    {
        var merged = Readings.Merged(
            Make.Position(One, "AAPL  270115C00190000", 2m, 5.10m, 6.00m, multiplier: 100m), Make.Position(Two, "AAPL  270115C00190000", 1m, 4.80m, 6.00m, multiplier: 100m));

        Assert.Equal(5m, merged.AverageCost);
        Assert.Equal(1800m, merged.MarketValue.Total);
        Assert.Equal(300m, merged.UnrealizedProfit.Total);
        Assert.Equal(0.2m, merged.UnrealizedProfitFraction);
    }

    [Fact]
    public void The_same_name_on_another_market_is_another_holding()
    {
        var portfolio = Readings.Portfolio(Readings.Of("one", EnvironmentKind.Paper, Readings.Holding(
            One, Make.Position(One, "VOD", 10m, 9m, 9m), Make.Position(One, "VOD@XLON", 10m, 70m, 71m, currency: "GBX"))));

        Assert.Equal(["VOD", "VOD@XLON"], portfolio.Positions.Select(position => position.Instrument.ToString()));
    }

    [Fact]
    public void One_instrument_in_two_currencies_makes_two_rows()
    {
        var portfolio = Readings.Portfolio(Readings.Of("one", EnvironmentKind.Paper, Readings.Holding(
            One, Make.Position(One, "SAP", 10m, 100m, 110m, currency: "EUR"), Make.Position(One, "SAP", 5m, 120m, 130m))));

        Assert.Equal(
            [("EUR", 100m, 100m), ("USD", 120m, 50m)],
            portfolio.Positions.Select(position => (position.Currency.Code, position.AverageCost!.Value, position.UnrealizedProfit.Total!.Value)));
    }

    [Fact]
    public void A_missing_value_and_profit_are_computed_where_their_parts_are_known()
    {
        var bare = Make.Position(One, "XYZ", -3m, 10m, 12m) with { MarketValue = null, UnrealizedProfit = null };

        var merged = Readings.Merged(bare);

        Assert.Equal(-36m, merged.MarketValue.Total);
        Assert.Equal(-6m, merged.UnrealizedProfit.Total);
    }

    [Fact]
    public void A_missing_price_is_missing_and_not_zero()
    {
        var bare = Make.Position(One, "XYZ", 3m, 10m, null);

        var merged = Readings.Merged(bare, Make.Position(Two, "XYZ", 1m, 10m, 12m));

        Assert.Equal(new PortfolioFigure(12m, 1), merged.MarketValue);
        Assert.Equal(new PortfolioFigure(2m, 1), merged.UnrealizedProfit);
        Assert.Equal(10m, merged.AverageCost);
    }

    [Fact]
    public void A_row_of_nothing_keeps_its_day_profit_and_is_neither_long_nor_short()
    {
        var merged = Readings.Merged(Make.Position(One, "SOLD", 0m, null, 12m, dayProfit: 40m));

        Assert.Equal((0m, null, null), (merged.Quantity, merged.Long, merged.Short));
        Assert.Equal(40m, merged.DayProfit.Total);
        Assert.Null(merged.AverageCost);
    }

    [Fact]
    public void Figures_beyond_a_decimal_are_unknown_and_harm_nobody_else()
    {
        var portfolio = Readings.Portfolio(Readings.Of("one", EnvironmentKind.Paper, Readings.Holding(
            One,
            Make.Position(One, "HUGE", decimal.MaxValue, null, null) with { AverageCost = 7m, Price = 8m },
            Make.Position(One, "HUGE", decimal.MaxValue, null, null, bucket: "2"),
            Make.Position(One, "SANE", 2m, 3m, 4m))));

        var huge = portfolio.Positions.Single(position => position.Instrument == Instrument.Parse("HUGE"));
        Assert.Null(huge.Quantity);
        Assert.Null(huge.Long!.AverageCost);
        Assert.Equal(2, huge.MarketValue.Missing);
        Assert.Equal(8m, portfolio.Positions.Single(position => position != huge).MarketValue.Total);
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 40, MemberType = typeof(Seeds))]
    public void Nothing_is_lost_or_doubled_and_the_order_of_brokers_does_not_matter(ulong seed)
    {
        var random = new Random((int)(seed % int.MaxValue));
        var readings = Enumerable.Range(0, 4).Select(index => RandomReading(random, "c" + index)).ToArray();
        var all = readings.SelectMany(reading => reading.Accounts).SelectMany(account => account.Positions!.Items).ToList();

        var portfolio = Readings.Portfolio(readings);
        var shuffled = Readings.Portfolio([.. readings.Reverse()]);

        Assert.Equal(all.Count, portfolio.Positions.Sum(position => position.Breakdown.Count));
        foreach (var position in portfolio.Positions)
        {
            var mine = all.Where(held => held.Instrument == position.Instrument).ToList();
            Assert.Equal(mine.Sum(held => held.Quantity), position.Quantity);
            Assert.Equal(position.Quantity, (position.Long?.Quantity ?? 0m) + (position.Short?.Quantity ?? 0m));
            Assert.Equal(mine.Sum(held => held.MarketValue), position.MarketValue.Total);
            AssertSide(position.Long, mine.Where(held => held.Quantity > 0m));
            AssertSide(position.Short, mine.Where(held => held.Quantity < 0m));
        }

        Assert.Equal(portfolio.Positions.Select(Figures), shuffled.Positions.Select(Figures));
        Assert.Equal(portfolio.Totals, shuffled.Totals);
    }

    private static (Instrument, decimal?, decimal?, PortfolioFigure) Figures(MergedPosition position) =>
        (position.Instrument, position.Quantity, position.AverageCost, position.UnrealizedProfit);

    private static void AssertSide(MergedSide? side, IEnumerable<Position> held)
    {
        var costs = held.Select(position => position.AverageCost).ToList();
        if (costs.Count == 0)
        {
            Assert.Null(side);
            return;
        }

        Assert.Equal(costs.Count(cost => cost is null), side!.UnknownCosts);
        Assert.Equal(side.UnknownCosts > 0, side.AverageCost is null);
        if (side.AverageCost is { } average)
            Assert.InRange(average, costs.Min()!.Value, costs.Max()!.Value);
    }

    private static ConnectionReading RandomReading(Random random, string connection)
    {
        string[] names = ["AAPL", "BRK.B", "BTC/USD", "VOD@XLON"];
        var account = Make.Ref(connection);
        var positions = Enumerable.Range(0, random.Next(6)).Select(index => Make.Position(
            account,
            names[random.Next(names.Length)],
            random.Next(-500, 500) / 10m,
            random.Next(5) == 0 ? null : random.Next(1, 100_000) / 100m,
            random.Next(1, 100_000) / 100m,
            bucket: "b" + index));
        return Readings.Of(connection, EnvironmentKind.Simulated, Readings.Holding(account, [.. positions]));
    }
}
