using System.Text.Json;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

/// <summary>The simulated answers against the broker's own OpenAPI documents, where those are at hand.</summary>
public sealed class ContractTests
{
    // Allowed beside the document. Most was sent by the real paper hosts (recorded in October 2026).
    private static readonly HashSet<string> Recorded = new(StringComparer.Ordinal)
    {
        "Account.effective_buying_power", "Account.position_market_value", "Account.crypto_tier", "Account.admin_configurations", "Account.user_configurations",
        "Order.subtag", "Order.source",
        // No exchange of the document's list trades crypto; public clients of the broker know this one.
        "Exchange=CRYPTO", "ExchangeForPosition=CRYPTO",
        // Legs are orders; the document's schema for them lags behind.
        "OrderLeg.subtag", "OrderLeg.source", "OrderLeg.expires_at",
    };

    [Theory]
    [InlineData("Account", "/v2/account")]
    [InlineData("AccountConfigurations", "/v2/account/configurations")]
    [InlineData("Position", "/v2/positions")]
    [InlineData("Order", "/v2/orders?status=all&nested=true")]
    [InlineData("Assets", "/v2/assets")]
    [InlineData("Assets", "/v2/assets?asset_class=crypto")]
    [InlineData("legacy_clock", "/v2/clock")]
    [InlineData("legacy_calendar_day", "/v2/calendar?start=2026-03-01&end=2026-03-31")]
    [InlineData("PortfolioHistory", "/v2/account/portfolio/history")]
    [InlineData("TradingActivities", "/v2/account/activities/FILL")]
    [InlineData("NonTradeActivities", "/v2/account/activities?category=non_trade_activity")]
    [InlineData("OptionContract", "/v2/options/contracts?underlying_symbols=AAPL&expiration_date_gte=2026-01-01", "option_contracts")]
    [InlineData("WatchlistWithoutAsset", "/v2/watchlists")]
    public async Task Trading_answers_keep_to_the_document(string schema, string path, string? inside = null) =>
        await CheckAsync("trading-api.json", schema, path, inside);

    [Theory]
    [InlineData("stock_quote", "/v2/stocks/quotes/latest?symbols=AAPL,BRK.B", "quotes")]
    [InlineData("stock_trade", "/v2/stocks/trades/latest?symbols=AAPL", "trades")]
    [InlineData("stock_bar", "/v2/stocks/bars/latest?symbols=AAPL", "bars")]
    [InlineData("stock_snapshot", "/v2/stocks/snapshots?symbols=AAPL,MSFT", "")]
    [InlineData("crypto_quote", "/v1beta3/crypto/us/latest/quotes?symbols=BTC/USD", "quotes")]
    [InlineData("crypto_trade", "/v1beta3/crypto/us/latest/trades?symbols=BTC/USD", "trades")]
    [InlineData("crypto_snapshot", "/v1beta3/crypto/us/snapshots?symbols=BTC/USD", "snapshots")]
    [InlineData("option_snapshot", "/v1beta1/options/snapshots/AAPL?limit=20", "snapshots")]
    public async Task Data_answers_keep_to_the_document(string schema, string path, string inside) =>
        await CheckAsync("market-data-api.json", schema, path, inside, byName: true);

    private static async Task CheckAsync(string document, string schema, string path, string? inside, bool byName = false)
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(BrokerFacts.Require("alpaca", "openapi", document), TestContext.Current.CancellationToken));
        var validator = new OpenApiShape(file.RootElement, Recorded);
        await using var alpaca = await TestAlpaca.StartAsync();
        await PrepareAsync(alpaca);
        var answer = await alpaca.GetAsync(path);
        var items = string.IsNullOrEmpty(inside) ? answer : answer.GetProperty(inside);
        var all = items.ValueKind is JsonValueKind.Array ? [.. items.EnumerateArray()]
            : byName ? [.. items.EnumerateObject().Select(item => item.Value)]
            : new List<JsonElement> { items };
        Assert.NotEmpty(all);
        Assert.Empty(all.SelectMany(item => validator.Differences(schema, item)).Distinct(StringComparer.Ordinal));
    }

    private static async Task PrepareAsync(TestAlpaca alpaca)
    {
        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"2","side":"buy","type":"market","time_in_force":"day"}""");
        await alpaca.OrderAsync("""{"symbol":"BTC/USD","qty":"0.01","side":"buy","type":"limit","limit_price":"50000","time_in_force":"gtc"}""");
        await alpaca.OrderAsync("""
            {"symbol":"MSFT","qty":"1","side":"buy","type":"limit","limit_price":"300","time_in_force":"gtc","order_class":"bracket",
             "take_profit":{"limit_price":"500"},"stop_loss":{"stop_price":"250"}}
            """);
        await alpaca.SendAsync("POST", "/v2/watchlists", """{"name":"mine","symbols":["AAPL"]}""");
    }
}
