using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests;

/// <summary>Prices, chains, bars and hours from their fixtures.</summary>
public sealed class MarketDataTests
{
    [Fact]
    public async Task Quotes_of_three_classes_come_in_three_requests()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/stocks/snapshots", "Data/GET-stock-snapshots");
        house.Answer("GET", "v1beta1/options/snapshots", "Data/GET-option-snapshots");
        house.Answer("GET", "v1beta3/crypto/us/snapshots", "Data/GET-crypto-snapshots");

        var quotes = await house.Connection.MarketData!.GetQuotesAsync([Sample.BrkB, Sample.Bitcoin, Sample.Call, Sample.BrkB], house.Token);

        Assert.True(quotes.IsComplete);
        Assert.Equal(3, quotes.Items.Count);
        var share = quotes.Items[0];
        Assert.Equal((471.2m, 471.3m, 471.25m, 200m, 300m), (share.Bid, share.Ask, share.Last, share.BidSize, share.AskSize));
        Assert.Equal((470.7m, 473.3m, 468.7m, 469.7m, 3811240m), (share.Open, share.High, share.Low, share.PreviousClose, share.Volume));
        Assert.Equal(new Raw<Freshness>(Freshness.RealTime, "iex"), share.Freshness);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 15, 31, 27, TimeSpan.Zero).AddTicks(527632), share.AsOf.BrokerTime);
        Assert.Equal(Freshness.Indicative, quotes.Items.Single(quote => quote.Instrument == Sample.Call).Freshness.Value);
        Assert.Equal(66005.5m, quotes.Items.Single(quote => quote.Instrument == Sample.Bitcoin).Bid);
        Assert.Contains(house.Requests, request => request.Address.AbsoluteUri is "https://data.alpaca.markets/v2/stocks/snapshots?symbols=BRK.B&feed=iex");
    }

    [Fact]
    public async Task A_price_of_zero_is_no_price_and_a_missing_symbol_is_a_failure()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/stocks/snapshots", "Data/GET-stock-snapshots");

        var quotes = await house.Connection.MarketData!.GetQuotesAsync(
            [new Instrument.Equity("NEWCO"), new Instrument.Equity("HALT"), new Instrument.Equity("NONE"), new Instrument.Fund("VFIAX")], house.Token);

        Assert.False(quotes.IsComplete);
        var thin = Assert.Single(quotes.Items);
        Assert.Equal((19.95m, 100m), (thin.Bid, thin.BidSize));
        Assert.Null(thin.Ask);
        Assert.Null(thin.AskSize);
        Assert.Null(thin.Last);
        Assert.Equal(["HALT", "NONE", "fund:VFIAX"], quotes.Failures.Select(failure => failure.Item).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_chain_joins_prices_greeks_and_open_interest()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/options/contracts", "Options/GET-contracts");
        house.Answer("GET", "v1beta1/options/snapshots/AAPL", "Data/GET-option-snapshots");

        var chain = await house.Connection.MarketData!.GetOptionChainAsync(new Instrument.Equity("AAPL"), new DateOnly(2027, 1, 15), cancellationToken: house.Token);

        var call = chain.Items[0];
        Assert.Equal(Sample.Call, call.Quote.Instrument);
        Assert.Equal((2713m, 0.2871, 0.6123), (call.OpenInterest!.Value, call.ImpliedVolatility!.Value, call.Delta!.Value));
        Assert.Equal((12.3m, 12.5m), (call.Quote.Bid, call.Quote.Ask));
        var put = chain.Items.Single(quote => quote.Quote.Instrument is Instrument.Option { IsCall: false });
        Assert.Null(put.OpenInterest);
        Assert.Null(put.Delta);
    }

    [Fact]
    public async Task Expirations_are_the_contracts_days_once_each()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/options/contracts", "Options/GET-contracts");

        var days = await house.Connection.MarketData!.GetExpirationsAsync(new Instrument.Equity("AAPL"), house.Token);

        Assert.Equal([new DateOnly(2027, 1, 15), new DateOnly(2027, 2, 19)], days.Items);
        Assert.Contains("expiration_date_gte=2026-11-19&expiration_date_lte=2032-11-19", house.Requests[^1].Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_whose_day_cannot_be_read_is_told_beside_the_expirations()
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/options/contracts", Fixture.Text("Options/GET-contracts").Replace("\"2027-02-19\"", "\"soon\"", StringComparison.Ordinal));

        var days = await house.Connection.MarketData!.GetExpirationsAsync(new Instrument.Equity("AAPL"), house.Token);

        Assert.Equal([new DateOnly(2027, 1, 15)], days.Items);
        Assert.False(days.IsComplete);
        Assert.All(days.Failures, failure => Assert.Equal(BrokerageErrorCode.UnexpectedResponse, failure.Error.Code));
        Assert.NotEmpty(days.Failures);
    }

    [Theory]
    [InlineData("\"symbol\": \"AAPL270115P00250000\"", "\"symbol\": null", "?")]
    [InlineData("\"AAPL270115P00250000\"", "\"AAPL27P\"", "AAPL27P")]
    public async Task A_contract_that_cannot_be_named_is_told_beside_the_chain(string text, string damaged, string item)
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/options/contracts", Fixture.Text("Options/GET-contracts").Replace(text, damaged, StringComparison.Ordinal));
        house.AnswerText("GET", "v1beta1/options/snapshots/AAPL", """{"snapshots":{},"next_page_token":null}""");

        var chain = await house.Connection.MarketData!.GetOptionChainAsync(new Instrument.Equity("AAPL"), new DateOnly(2027, 1, 15), cancellationToken: house.Token);

        Assert.Contains(chain.Items, quote => quote.Quote.Instrument == Sample.Call);
        Assert.False(chain.IsComplete);
        Assert.Equal(item, Assert.Single(chain.Failures).Item);
    }

    [Fact]
    public async Task Bars_keep_their_cursor_and_end_before_their_end()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/stocks/bars", "Data/GET-stock-bars");
        var to = new DateTimeOffset(2026, 11, 19, 5, 0, 0, TimeSpan.Zero);

        var page = await house.Connection.MarketData!.GetBarsAsync(Sample.BrkB, TimeSpan.FromDays(1), to.AddDays(-5), to, cancellationToken: house.Token);

        var bar = Assert.Single(page.Items);
        Assert.Equal((468.2m, 470.4m, 467.1m, 469.7m, 3500111m), (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume));
        Assert.Equal("QlJLLkJ8RHwyMDI2", page.Next);
        Assert.Contains("timeframe=1Day", house.Requests[^1].Address.Query, StringComparison.Ordinal);
        Assert.Contains("sort=asc&adjustment=raw&feed=iex", house.Requests[^1].Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bar_size_that_Alpaca_lacks_is_refused_before_anything_is_sent()
    {
        await using var house = new TestHouse();

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => house.Connection.MarketData!.GetBarsAsync(
            Sample.BrkB, TimeSpan.FromMinutes(90), house.Clock.GetUtcNow().AddDays(-1), house.Clock.GetUtcNow(), cancellationToken: house.Token));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, thrown.Code);
        Assert.Empty(house.Requests);
    }

    [Fact]
    public async Task Hours_are_sessions_in_universal_time()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/calendar", "Calendar/GET-calendar");

        var hours = await house.Connection.MarketData!.GetHoursAsync("US", new DateOnly(2026, 11, 25), new DateOnly(2026, 11, 27), house.Token);

        Assert.Equal([Sessions.Pre, Sessions.Regular, Sessions.Post, Sessions.Pre, Sessions.Regular, Sessions.Post], hours.Items.Select(session => session.Kind));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 14, 30, 0, TimeSpan.Zero), hours.Items[1].Opens);
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.Zero), hours.Items[4].Closes);
    }

    [Fact]
    public async Task Instruments_are_found_by_symbol_before_name()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/assets", "Assets/GET-assets");

        var found = await house.Connection.MarketData!.FindInstrumentsAsync("brk", AssetClass.Equity, house.Token);
        var named = await house.Connection.MarketData!.FindInstrumentsAsync("coca", AssetClass.Equity, house.Token);

        Assert.Equal(["BRK.A", "BRK.B"], found.Items.Select(info => info.Instrument.ToString()));
        Assert.Equal((false, true), (found.Items[0].Fractional, found.Items[1].Fractional));
        Assert.Equal("KO", Assert.Single(named.Items).Instrument.ToString());
        Assert.Equal(1, house.Sent("GET", "v2/assets"));
    }

    [Fact]
    public async Task An_asset_that_cannot_be_read_is_told_beside_what_is_found_and_the_list_is_asked_for_again()
    {
        await using var house = new TestHouse();
        var whole = Fixture.Text("Assets/GET-assets");
        house.Script(
            "GET", "v2/assets", ScriptedAnswer.Json(200, whole.Replace("\"symbol\": \"BRK.A\"", "\"symbol\": null", StringComparison.Ordinal)), ScriptedAnswer.Json(200, whole));

        var holed = await house.Connection.MarketData!.FindInstrumentsAsync("brk", AssetClass.Equity, house.Token);
        var all = await house.Connection.MarketData!.FindInstrumentsAsync("brk", AssetClass.Equity, house.Token);

        Assert.Equal("BRK.B", Assert.Single(holed.Items).Instrument.ToString());
        Assert.Equal((false, 1), (holed.IsComplete, holed.Failures.Count));
        Assert.Equal((true, 2), (all.IsComplete, all.Items.Count));
    }

    [Fact]
    public async Task What_is_known_of_an_instrument_is_asked_once_an_hour()
    {
        await using var house = new TestHouse();

        var share = await house.Connection.MarketData!.GetInstrumentAsync(Sample.BrkB, house.Token);
        await house.Connection.MarketData!.GetInstrumentAsync(Sample.BrkB, house.Token);
        var pair = await house.Connection.MarketData!.GetInstrumentAsync(Sample.Bitcoin, house.Token);
        var option = await house.Connection.MarketData!.GetInstrumentAsync(Sample.Call, house.Token);
        house.Clock.Advance(TimeSpan.FromHours(2));
        await house.Connection.MarketData!.GetInstrumentAsync(Sample.BrkB, house.Token);

        Assert.Equal(2, house.Sent("GET", "v2/assets/BRK.B"));
        Assert.Equal((0.000000001m, true, true), (share.QuantityStep, share.Shortable, share.Tradable));
        Assert.Equal((0.000016m, 0.000000001m, 1m), (pair.MinQuantity, pair.QuantityStep, pair.PriceStep));
        Assert.Equal((100m, new Instrument.Equity("AAPL")), (option.Multiplier, option.Underlying));
    }
}
