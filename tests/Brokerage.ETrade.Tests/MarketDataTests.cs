using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

public sealed class MarketDataTests
{
    public static TheoryData<bool> Formats { get; } = [false, true];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Quotes_of_shares_and_options_and_what_is_not_known(bool inXml)
    {
        await using var house = new TestHouse(inXml: inXml);
        var path = "v1/market/quote/KO,KO:2027:1:15:CALL:70.000000,NOSUCH";
        house.Answer("GET", path, "Market/GET-quotes");

        var quotes = await house.Connection.MarketData!.GetQuotesAsync([Sample.Ko, Sample.Call, new Instrument.Equity("NOSUCH")], house.Stop);

        Assert.False(quotes.IsComplete);
        var (share, option) = (quotes.Items[0], quotes.Items[1]);
        Assert.Equal((61.24m, 61.26m, 61.25m, 200m, 300m), (share.Bid, share.Ask, share.Last, share.BidSize, share.AskSize));
        Assert.Equal((Freshness.RealTime, Sample.Now.AddSeconds(-2)), (share.Freshness.Value, share.AsOf.BrokerTime));
        Assert.Equal((Sample.Call, 1.12m, Freshness.Delayed, null), (option.Instrument, option.Last, option.Freshness.Value, option.Open));
        var failure = Assert.Single(quotes.Failures);
        Assert.Equal(("NOSUCH", BrokerageErrorCode.SymbolNotFound, "1019"), (failure.Item, failure.Error.Code, failure.Error.BrokerCode));
        Assert.DoesNotContain("overrideSymbolCount", house.Requests[^1].Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_open_the_early_prices_count_and_zeros_are_none()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v1/market/quote/KO", "Market/GET-quotes-early");

        var quote = Assert.Single((await house.Connection.MarketData!.GetQuotesAsync([Sample.Ko], house.Stop)).Items);

        Assert.Equal((60.9m, 61.05m, 60.95m), (quote.Bid, quote.Ask, quote.Last));
        Assert.Equal((null, null, null, 60.7m), (quote.Open, quote.High, quote.Low, quote.PreviousClose));
        Assert.Equal("EH_REALTIME", quote.Freshness.Text);
    }

    [Fact]
    public async Task A_bid_of_the_regular_session_is_none_of_the_late_one()
    {
        await using var house = new TestHouse();
        house.Script("GET", "v1/market/quote/KO", TestHouse.Text(Fixture.Text("Market/GET-quotes-early")
            .Replace("\"bid\": 0,", "\"bid\": 61.2,", StringComparison.Ordinal).Replace("\"ask\": 0,", "\"ask\": 61.3,", StringComparison.Ordinal)
            .Replace("\"bid\": 60.9,", "\"bid\": 0,", StringComparison.Ordinal)));

        var quote = Assert.Single((await house.Connection.MarketData!.GetQuotesAsync([Sample.Ko], house.Stop)).Items);

        Assert.Equal((null, null, 61.05m, Freshness.RealTime), (quote.Bid, quote.BidSize, quote.Ask, quote.Freshness.Value));
    }

    [Theory]
    [InlineData("ehQuote", 60.9, 61.05, 60.95)]
    [InlineData("EhQuote", 60.9, 61.05, 60.95)]
    [InlineData("lateQuote", null, null, 60.7)]   // of the late session nothing is told
    public async Task The_late_session_is_told_by_several_names_or_not_at_all(string name, double? bid, double? ask, double last)
    {
        await using var house = new TestHouse();
        house.Script("GET", "v1/market/quote/KO", TestHouse.Text(Fixture.Text("Market/GET-quotes-early")
            .Replace("\"bid\": 0,", "\"bid\": 61.2,", StringComparison.Ordinal).Replace("\"ask\": 0,", "\"ask\": 61.3,", StringComparison.Ordinal)
            .Replace("ExtendedHourQuoteDetail", name, StringComparison.Ordinal)));

        var quote = Assert.Single((await house.Connection.MarketData!.GetQuotesAsync([Sample.Ko], house.Stop)).Items);

        Assert.Equal(((decimal?)bid, (decimal?)ask, (decimal)last), (quote.Bid, quote.Ask, quote.Last!.Value));
        Assert.Equal((bid is null, ask is null), (quote.BidSize is null, quote.AskSize is null));
    }

    [Fact]
    public async Task Messages_without_data_are_failures_not_exceptions()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v1/market/quote/NOSUCH", "Market/GET-quotes-unknown");

        var quotes = await house.Connection.MarketData!.GetQuotesAsync([new Instrument.Equity("NOSUCH")], house.Stop);

        Assert.Empty(quotes.Items);
        Assert.Equal("NOSUCH", Assert.Single(quotes.Failures).Item);
        Assert.Equal(BrokerageErrorCode.SymbolNotFound, (await house.ErrorAsync(() => house.Connection.MarketData.GetInstrumentAsync(new Instrument.Equity("NOSUCH"), house.Stop))).Code);
    }

    [Fact]
    public async Task An_outage_beside_the_quotes_is_no_verdict_on_symbols()
    {
        await using var house = new TestHouse();
        house.Script("GET", "v1/market/quote/KO,PEP", TestHouse.Text("""{"QuoteResponse":{"Messages":{"Message":[{"code":163,"type":"ERROR","description":"Quote service is down."}]}}}"""));

        var quotes = await house.Connection.MarketData!.GetQuotesAsync([Sample.Ko, new Instrument.Equity("PEP")], house.Stop);

        Assert.All(quotes.Failures, failure => Assert.Equal((BrokerageErrorCode.BrokerUnavailable, true, "163"), (failure.Error.Code, failure.Error.IsTransient, failure.Error.BrokerCode)));
        Assert.Equal((2, false), (quotes.Failures.Count, ETradeQuotes.IsUnknownSymbol(quotes.Failures[0].Error)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_is_about_the_symbol_that_it_names_and_what_else_is_missing_is_asked_for_alone_once(bool isThere)
    {
        await using var house = new TestHouse();
        Instrument pep = new Instrument.Equity("PEP"), other = new Instrument.Equity("NOSUCH");
        house.Answer("GET", "v1/market/quote/KO,PEP,NOSUCH", "Market/GET-quotes");
        house.Script("GET", "v1/market/quote/PEP", TestHouse.Text(isThere
            ? Fixture.Text("Market/GET-quotes").Replace("\"symbol\": \"KO\"", "\"symbol\": \"PEP\"", StringComparison.Ordinal)
            : """{"QuoteResponse":{}}"""));

        var quotes = await house.Connection.MarketData!.GetQuotesAsync([Sample.Ko, pep, other], house.Stop);

        Assert.Equal(isThere ? [Sample.Ko, pep] : [Sample.Ko], quotes.Items.Select(quote => quote.Instrument));
        Assert.Equal("1019", Assert.Single(quotes.Failures, failure => failure.Item == "NOSUCH").Error.BrokerCode);
        Assert.Equal(isThere ? [] : new string?[] { null }, quotes.Failures.Where(failure => failure.Item == "PEP").Select(failure => failure.Error.BrokerCode));
        Assert.Equal(1, house.Sent("GET", "v1/market/quote/PEP"));
    }

    [Fact]
    public async Task A_row_that_names_nothing_is_nobody_s_quote()
    {
        await using var house = new TestHouse();
        house.Script("GET", "v1/market/quote/KO,PEP", TestHouse.Text("""
            {"QuoteResponse":{"QuoteData":[{"Product":{"symbol":" ","securityType":"EQ"},"All":{"lastTrade":1}},{"Product":{"symbol":"KO","securityType":"EQ"},"All":{"lastTrade":61.25}},
            {"Product":{"symbol":"PEP","securityType":"EQ"},"All":{"lastTrade":150}}]}}
            """));

        Assert.Equal([61.25m, 150m], (await house.Connection.MarketData!.GetQuotesAsync([Sample.Ko, new Instrument.Equity("PEP")], house.Stop)).Items.Select(quote => quote.Last!.Value));
    }

    [Theory]
    [InlineData("KOX is unknown.", "KO", false)]
    [InlineData("BRK.B is unknown", "BRK", false)]
    [InlineData("Unknown: BRK.B.", "BRK.B", true)]
    [InlineData("KO:2027:1:15:CALL:70.000000 is unknown", "KO", false)]
    [InlineData("A symbol is unknown", "A", false)]
    [InlineData("Symbols KO,PEP are unknown", "PEP", true)]
    public void A_symbol_is_a_word_of_its_own(string text, string symbol, bool isNamed)
    {
        var messages = new QuoteMessages(new MessagesWire { Message = [new MessageWire { Description = text, Code = "1019" }] }, isAboutOne: false);

        Assert.Equal(isNamed, messages.About(symbol) is not null);
    }

    [Fact]
    public async Task One_unknown_symbol_that_refuses_all_is_found_by_halving()
    {
        await using var house = new TestHouse();
        const string Unknown = """{"Error":{"code":1019,"message":"Invalid Symbol."}}""";
        house.Script("GET", "v1/market/quote/KO,NOSUCH", TestHouse.Text(Unknown, 400));
        house.Script("GET", "v1/market/quote/NOSUCH", TestHouse.Text(Unknown, 400));
        house.Answer("GET", "v1/market/quote/KO", "Market/GET-quotes");

        var quotes = await house.Connection.MarketData!.GetQuotesAsync([Sample.Ko, new Instrument.Equity("NOSUCH")], house.Stop);

        Assert.Equal(Sample.Ko, Assert.Single(quotes.Items).Instrument);
        Assert.Equal("NOSUCH", Assert.Single(quotes.Failures).Item);
    }

    [Fact]
    public async Task More_than_25_symbols_take_a_flag_and_more_than_50_another_request()
    {
        await using var house = new TestHouse();
        var many = Enumerable.Range(0, 60).Select(i => (Instrument)new Instrument.Equity($"S{i}")).ToList();
        foreach (var some in many.Chunk(50))
        {
            house.Script("GET", "v1/market/quote/" + string.Join(',', some.Select(one => one.ToString())), TestHouse.Text("""{"QuoteResponse":{}}"""));
        }

        var quotes = await house.Connection.MarketData!.GetQuotesAsync(many, house.Stop);

        Assert.Equal(60, quotes.Failures.Count);
        var sent = house.Requests.Where(request => request.Address.AbsolutePath.Contains("quote", StringComparison.Ordinal)).ToList();
        Assert.Equal([true, false], sent.Select(request => request.Address.Query.Contains("overrideSymbolCount=true", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_sandbox_s_answer_to_everything_is_nobody_s_quote()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v1/market/quote/PEP", "Market/GET-quotes");

        var quotes = await house.Connection.MarketData!.GetQuotesAsync([new Instrument.Equity("PEP")], house.Stop);

        Assert.Empty(quotes.Items);
        Assert.Single(quotes.Failures);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Look_up_expirations_and_chain(bool inXml)
    {
        await using var house = new TestHouse(inXml: inXml);
        house.Answer("GET", "v1/market/lookup/coca%20cola", "Market/GET-lookup");
        house.Answer("GET", "v1/market/optionexpiredate", "Market/GET-expirations");
        house.Answer("GET", "v1/market/optionchains", "Market/GET-chain");
        house.Answer("GET", "v1/market/quote/KO", "Market/GET-quotes");
        var market = house.Connection.MarketData!;

        Assert.Equal(["KO", "fund:KOFAX", "index:KOSPI"], (await market.FindInstrumentsAsync("coca cola", null, house.Stop)).Items.Select(info => info.Instrument.ToString()));
        Assert.Single((await market.FindInstrumentsAsync("coca cola", AssetClass.Fund, house.Stop)).Items);
        Assert.Equal([new DateOnly(2026, 12, 18), new DateOnly(2027, 1, 15)], (await market.GetExpirationsAsync(Sample.Ko, house.Stop)).Items);
        var chain = await market.GetOptionChainAsync(Sample.Ko, new DateOnly(2027, 1, 15), null, house.Stop);
        Assert.Equal(["60C", "60P", "65C", "65P", "70C"], chain.Items.Select(row => (Instrument.Option)row.Quote.Instrument).Select(option => $"{option.Strike:0}{(option.IsCall ? 'C' : 'P')}"));
        var call = chain.Items[0];
        Assert.Equal((4.9m, 5.1m, 2782m, 0.6, 0.17, Freshness.Delayed), (call.Quote.Bid, call.Quote.Ask, call.OpenInterest, call.Delta, call.ImpliedVolatility, call.Quote.Freshness.Value));
        Assert.Null(chain.Items[4].Quote.Bid);
        Assert.Equal(["60C", "60P", "65C", "65P"], (await market.GetOptionChainAsync(Sample.Ko, new DateOnly(2027, 1, 15), 1, house.Stop)).Items
            .Select(row => (Instrument.Option)row.Quote.Instrument).Select(option => $"{option.Strike:0}{(option.IsCall ? 'C' : 'P')}"));
    }

    [Fact]
    public async Task Another_day_than_the_one_asked_for_is_not_passed_off_as_it()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v1/market/optionchains", "Market/GET-chain");

        var chain = await house.Connection.MarketData!.GetOptionChainAsync(Sample.Ko, new DateOnly(2027, 1, 22), null, house.Stop);

        Assert.Empty(chain.Items);
        Assert.False(chain.IsComplete);
    }

    [Fact]
    public async Task A_day_without_options_is_an_empty_chain()
    {
        await using var house = new TestHouse();
        house.Script("GET", "v1/market/optionchains", TestHouse.Text("""{"Error":{"code":10031,"message":"There are no options for the given month."}}""", 400));

        Assert.Empty((await house.Connection.MarketData!.GetOptionChainAsync(Sample.Ko, new DateOnly(2027, 1, 22), null, house.Stop)).Items);
    }

    [Fact]
    public async Task What_E_TRADE_lacks_is_refused_before_anything_is_sent()
    {
        await using var house = new TestHouse();
        var market = house.Connection.MarketData!;

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, (await house.ErrorAsync(() => market.GetBarsAsync(Sample.Ko, TimeSpan.FromDays(1), Sample.Now, Sample.Now, null, house.Stop))).Code);
        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, (await house.ErrorAsync(() => market.GetHoursAsync("US", new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2), house.Stop))).Code);
        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, (await house.ErrorAsync(() => market.GetExpirationsAsync(new Instrument.Fund("VFIAX"), house.Stop))).Code);
        Assert.Empty(house.Requests);
    }
}
