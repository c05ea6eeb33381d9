using Brokerage.Exchange;

namespace Brokerage.Mock.Tests;

public sealed class MockMarketDataTests
{
    [Fact]
    public async Task An_unknown_instrument_is_a_failure_beside_the_quotes()
    {
        await using var demo = new Demo();

        var quotes = await demo.Connection.MarketData!.GetQuotesAsync([Demo.Berkshire, Instrument.Parse("NOPE")], Demo.Token);

        var quote = Assert.Single(quotes.Items);
        Assert.Equal((Demo.Berkshire, Freshness.RealTime, Currency.Usd), (quote.Instrument, quote.Freshness.Value, quote.Currency));
        Assert.True(quote.Bid < quote.Ask);
        Assert.False(quotes.IsComplete);
        Assert.Equal(("NOPE", BrokerageErrorCode.SymbolNotFound), (quotes.Failures[0].Item, quotes.Failures[0].Error.Code));
    }

    [Fact]
    public async Task Instruments_are_found_by_symbol_and_by_name()
    {
        await using var demo = new Demo();
        var market = demo.Connection.MarketData!;

        Assert.Contains((await market.FindInstrumentsAsync("berkshire", cancellationToken: Demo.Token)).Items, info => info.Instrument == Demo.Berkshire);
        Assert.Equal(Demo.Bitcoin, Assert.Single((await market.FindInstrumentsAsync("btc", AssetClass.Crypto, Demo.Token)).Items).Instrument);
        Assert.Empty((await market.FindInstrumentsAsync("btc", AssetClass.Equity, Demo.Token)).Items);
        Assert.Equal(
            BrokerageErrorCode.SymbolNotFound,
            (await Assert.ThrowsAsync<BrokerageException>(() => market.GetInstrumentAsync(Instrument.Parse("NOPE"), Demo.Token))).Code);
    }

    [Fact]
    public async Task Chains_come_by_strike_calls_before_puts_around_the_price()
    {
        await using var demo = new Demo();
        var expires = new DateOnly(2026, 6, 19);
        var price = demo.Exchange.GetQuote(Demo.Apple).Last;
        foreach (var offset in new[] { -20m, -10m, 10m, 20m })
        {
            foreach (var isCall in new[] { true, false })
                demo.Exchange.List(Contract(new Instrument.Option("AAPL", expires, decimal.Round(price) + offset, isCall)));
        }

        var market = demo.Connection.MarketData!;
        var near = await market.GetOptionChainAsync(Demo.Apple, expires, strikesAround: 1, Demo.Token);

        Assert.Equal([expires], (await market.GetExpirationsAsync(Demo.Apple, Demo.Token)).Items);
        Assert.Equal(8, (await market.GetOptionChainAsync(Demo.Apple, expires, cancellationToken: Demo.Token)).Items.Count);
        Assert.Equal(
            [(-10m, true), (-10m, false), (10m, true), (10m, false)],
            near.Items.Select(one => (Instrument.Option)one.Quote.Instrument).Select(one => (one.Strike - decimal.Round(price), one.IsCall)));
        Assert.Empty((await market.GetExpirationsAsync(Demo.Berkshire, Demo.Token)).Items);
    }

    [Fact]
    public async Task Hours_are_those_of_the_real_calendar()
    {
        await using var demo = new Demo();

        var hours = await demo.Connection.MarketData!.GetHoursAsync("US", new DateOnly(2026, 7, 2), new DateOnly(2026, 7, 6), Demo.Token);

        // The 3rd is the holiday's observance, the 4th and 5th a weekend.
        var regular = hours.Items.Where(session => session.Kind == Sessions.Regular).ToList();
        Assert.Equal([2, 6], regular.Select(session => session.Opens.Day));
        await Assert.ThrowsAsync<ArgumentException>(() => demo.Connection.MarketData.GetHoursAsync(
            "US", new DateOnly(2026, 7, 2), new DateOnly(2026, 7, 1), Demo.Token));
    }

    [Fact]
    public async Task What_the_features_deny_is_refused()
    {
        await using var demo = new Demo();

        Assert.False(demo.Connection.Features.Has(Feature.Bars));
        var refused = await Assert.ThrowsAsync<BrokerageException>(() => demo.Connection.MarketData!.GetBarsAsync(
            Demo.Apple, TimeSpan.FromMinutes(1), demo.Clock.GetUtcNow(), demo.Clock.GetUtcNow(), cancellationToken: Demo.Token));
        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, refused.Code);
    }

    private static Listing Contract(Instrument.Option option) => new()
    {
        Instrument = option,
        Description = option.ToString(),
        Underlying = Demo.Apple,
        Multiplier = 100m,
        Shortable = false,
    };
}
