namespace Brokerage.Mock.Tests;

/// <summary>A broker that writes BRK-B is spoken to and read as if it wrote BRK.B.</summary>
public sealed class MockSpellingTests
{
    private static readonly Instrument TheirBerkshire = new Instrument.Equity("BRK-B");

    [Fact]
    public async Task Holdings_orders_quotes_and_history_are_told_in_the_suites_spelling()
    {
        await using var demo = new Demo(options => options.ClassShareSeparator = '-');

        var placed = await demo.PlaceAsync(demo.Limit(10_000m, 2m));
        var positions = await demo.Connection.Accounts.GetPositionsAsync(demo.Account.Account, Demo.Token);
        var quotes = await demo.Connection.MarketData!.GetQuotesAsync([Demo.Berkshire], Demo.Token);
        var info = await demo.Connection.MarketData.GetInstrumentAsync(Demo.Berkshire, Demo.Token);
        var history = await demo.Connection.Accounts.GetTransactionsAsync(
            new HistoryQuery(demo.Account.Account, demo.Clock.GetUtcNow().AddDays(-1), demo.Clock.GetUtcNow().AddDays(1)), Demo.Token);

        Assert.Equal(12m, demo.Exchange.FindPosition(demo.Account.Account, TheirBerkshire)!.Quantity);
        var held = positions.Items.Single(position => position.Instrument == Demo.Berkshire);
        Assert.Equal((12m, Demo.Berkshire), (held.Quantity, held.Info!.Instrument));
        Assert.Equal(Demo.Berkshire, Assert.Single(placed.Snapshot!.Legs).Leg.Instrument);
        Assert.Equal(Demo.Berkshire, Assert.Single(quotes.Items).Instrument);
        Assert.Equal(Demo.Berkshire, info.Instrument);
        Assert.Contains(history.Items, row => row.Kind.Value == TransactionKind.Trade && row.Instrument == Demo.Berkshire);
        Assert.DoesNotContain(history.Items, row => row.Instrument == TheirBerkshire);
    }

    [Fact]
    public async Task A_dash_of_the_suites_own_stays_another_symbol()
    {
        var listed = Brokerage.Exchange.DefaultListings.All.ToList();
        listed.Add(Brokerage.Exchange.DefaultListings.Stock("BRK-B", "A stranger", 5m));
        await using var demo = new Demo(options =>
        {
            options.ClassShareSeparator = '-';
            options.Listings = listed;
        });

        var quotes = await demo.Connection.MarketData!.GetQuotesAsync([Demo.Berkshire, TheirBerkshire], Demo.Token);

        Assert.True(quotes.IsComplete);
        Assert.Equal("A stranger", (await demo.Connection.MarketData.GetInstrumentAsync(TheirBerkshire, Demo.Token)).Description);
        Assert.True(quotes.Items.Single(quote => quote.Instrument == Demo.Berkshire).Last > 100m);
        Assert.True(quotes.Items.Single(quote => quote.Instrument == TheirBerkshire).Last < 100m);
    }
}
