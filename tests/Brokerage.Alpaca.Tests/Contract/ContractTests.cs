using System.Text.Json;
using Brokerage.Testing;
using Brokerage.TestSupport.OpenApi;

namespace Brokerage.Alpaca.Tests;

/// <summary>Every address, query and body that leaves is one that Alpaca's specifications know, and the page about them says what is exercised.</summary>
public sealed class ContractTests
{
    [Fact]
    public async Task What_leaves_is_specified()
    {
        var trading = OpenApiDocument.Require("alpaca", "trading-api.json");
        var data = OpenApiDocument.Require("alpaca", "market-data-api.json");
        await using var house = new TestHouse();
        await Everything.AskAsync(house);

        Assert.True(house.Requests.Count > 20);
        Assert.Equal([], house.Requests.SelectMany(request => Differences(request.Address.Host is "data.alpaca.markets" ? data : trading, request)));
    }

    [Fact]
    public async Task The_page_says_what_is_exercised()
    {
        var page = await CoveragePage.MakeAsync();
        var path = Repository.At("docs", "brokers", "alpaca-coverage.md");
        if (Environment.GetEnvironmentVariable("BROKERAGE_UPDATE") is "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task What_is_not_asked_for_has_a_reason_and_what_is_asked_for_is_simulated()
    {
        var coverage = await ApiCoverage.TakeAsync();
        var reasons = LeftOut.Load("alpaca");

        Assert.Equal([], coverage.Where(row => !row.IsAsked && reasons.ReasonOf(row.Operation) is null).Select(row => row.Operation));
        Assert.Equal([], coverage.Where(row => row.IsAsked && reasons.ReasonOf(row.Operation) is not null).Select(row => row.Operation));
        Assert.Equal([], reasons.Places.Keys.Where(place => !coverage.Any(row => LeftOut.Covers(place, row.Operation))));
        Assert.Equal([], coverage.Where(row => row.IsAsked && !row.IsAnswered).Select(row => row.Operation));
    }

    [Theory]
    [InlineData("GET", "https://paper-api.alpaca.markets/v2/order", "", "GET /v2/order")]
    [InlineData("GET", "https://paper-api.alpaca.markets/v2/orders?state=open", "", "GET /v2/orders?state")]
    [InlineData("POST", "https://paper-api.alpaca.markets/v2/orders", """{"symbol":"F","qty":"1","side":"buy","type":"market","time_in_force":"fortnight"}""", "TimeInForce=fortnight")]
    public void A_wrong_request_is_found(string method, string address, string body, string difference)
    {
        var trading = OpenApiDocument.Require("alpaca", "trading-api.json");
        var request = new RecordedRequest(new HttpMethod(method), new Uri(address), new Dictionary<string, string>(StringComparer.Ordinal), System.Text.Encoding.UTF8.GetBytes(body));

        Assert.Contains(difference, Differences(trading, request));
    }

    private static IEnumerable<string> Differences(OpenApiDocument document, RecordedRequest request)
    {
        if (document.Find(request.Method.Method, request.Address.AbsolutePath) is not { } operation)
        {
            return [$"{request.Method} {request.Address.AbsolutePath}"];
        }

        var query = operation.UnknownParameters(request.Address.Query);
        if (request.Body.Length == 0)
        {
            return query;
        }

        using var body = JsonDocument.Parse(request.Text);
        return [.. query, .. operation.BodyDifferences(body.RootElement)];
    }
}
