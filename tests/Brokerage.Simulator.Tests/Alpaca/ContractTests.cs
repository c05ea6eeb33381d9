using Brokerage.Simulator.Tests.Support;
using Brokerage.TestSupport.OpenApi;

namespace Brokerage.Simulator.Tests.Alpaca;

/// <summary>The simulated answers against the broker's own OpenAPI documents, where those are at hand.</summary>
public sealed class ContractTests
{
    [Fact]
    public async Task Every_answer_keeps_to_the_documents()
    {
        OpenApiDocument[] documents = [OpenApiDocument.Require("alpaca", "trading-api.json"), OpenApiDocument.Require("alpaca", "market-data-api.json")];
        var reasons = KnownDifferences.Load("alpaca");
        await using var alpaca = await TestAlpaca.StartAsync();
        var stops = await Tour.TakeAsync(alpaca);

        var found = stops.SelectMany(stop => Differences(documents, stop)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var unexplained = found.Where(difference => !reasons.ContainsKey(difference)).ToList();
        Assert.True(unexplained.Count == 0, string.Join('\n', unexplained));
        Assert.Empty(reasons.Keys.Except(found, StringComparer.Ordinal));
        Assert.True(stops.Count(stop => (int)stop.Answer.Status < 400) > 50);
    }

    private static IEnumerable<string> Differences(OpenApiDocument[] documents, Tour.Stop stop)
    {
        var operation = documents.Select(document => document.Find(stop.Method, stop.Path)).FirstOrDefault(found => found is not null);
        if (operation is null)
        {
            return [$"{stop.Method} {stop.Path}"];
        }

        var status = (int)stop.Answer.Status;
        return operation.AnswerDifferences(status, stop.Answer.Text) ?? [$"{operation.Method} {operation.Path} {status}"];
    }
}
