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
    public async Task Chains_come_by_strike_calls_before_puts_around_the_price_with_greeks()
    {
        await using var demo = new Demo(options => options.ClassShareSeparator = '-');
        var expires = new DateOnly(2026, 6, 19);
        var price = decimal.Round(demo.Exchange.GetQuote(Demo.Apple).Last);
        demo.Exchange.ListOptions(new OptionListing { Underlying = Demo.Apple, Expiries = [expires], Strikes = [price - 20m, price - 10m, price + 10m, price + 20m] });

        var market = demo.Connection.MarketData!;
        var near = await market.GetOptionChainAsync(Demo.Apple, expires, strikesAround: 1, Demo.Token);

        Assert.Equal([expires], (await market.GetExpirationsAsync(Demo.Apple, Demo.Token)).Items);
        Assert.Equal(8, (await market.GetOptionChainAsync(Demo.Apple, expires, cancellationToken: Demo.Token)).Items.Count);
        Assert.Equal(
            [(-10m, true), (-10m, false), (10m, true), (10m, false)],
            near.Items.Select(one => (Instrument.Option)one.Quote.Instrument).Select(one => (one.Strike - price, one.IsCall)));
        Assert.All(near.Items, one => Assert.Equal(((Instrument.Option)one.Quote.Instrument).IsCall, one.Delta > 0.0));
        Assert.All(near.Items, one => Assert.True(one is { Gamma: > 0.0, Vega: > 0.0, Theta: < 0.0, ImpliedVolatility: > 0.0 }));
        Assert.Empty((await market.GetExpirationsAsync(Demo.Berkshire, Demo.Token)).Items);
    }

    [Fact]
    public async Task Bars_come_in_pages_oldest_first_without_a_gap()
    {
        await using var demo = new Demo(options => options.ClassShareSeparator = '-');
        var to = demo.Clock.GetUtcNow();
        var bars = new List<Bar>();
        string? next = null;
        do
        {
            var page = await demo.Connection.MarketData!.GetBarsAsync(Demo.Berkshire, TimeSpan.FromMinutes(1), to.AddDays(-5), to, next, Demo.Token);
            bars.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        var whole = demo.Exchange.GetBars(new Instrument.Equity("BRK-B"), TimeSpan.FromMinutes(1), to.AddDays(-5), to);
        Assert.True(whole.Count > 1000);
        Assert.Equal(whole, bars);
        Assert.True(demo.Connection.Features.Has(Feature.Bars));
    }

    [Fact]
    public async Task Bars_shorter_than_a_minute_and_of_the_unknown_are_refused()
    {
        await using var demo = new Demo();
        var now = demo.Clock.GetUtcNow();

        await RefusedAsync(BrokerageErrorCode.FeatureNotSupported, Demo.Apple, TimeSpan.FromSeconds(90), null);
        await RefusedAsync(BrokerageErrorCode.SymbolNotFound, Instrument.Parse("NOPE"), TimeSpan.FromMinutes(1), null);
        await RefusedAsync(BrokerageErrorCode.InvalidRequest, Demo.Apple, TimeSpan.FromMinutes(1), "9999999999999999999");

        async Task RefusedAsync(BrokerageErrorCode code, Instrument instrument, TimeSpan size, string? cursor) => Assert.Equal(
            code,
            (await Assert.ThrowsAsync<BrokerageException>(() => demo.Connection.MarketData!.GetBarsAsync(
                instrument, size, now.AddHours(-1), now, cursor, Demo.Token))).Code);
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
}
