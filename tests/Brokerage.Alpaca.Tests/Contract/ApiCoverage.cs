using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Brokerage.Shapes.Coverage;
using Brokerage.Shapes.Making;
using Brokerage.Shapes.Reading;
using Brokerage.Simulator.Tests.Support;
using Brokerage.Testing;
using Brokerage.TestSupport.OpenApi;

namespace Brokerage.Alpaca.Tests;

/// <summary>Counts what of Alpaca's documents the adapter sends and reads, and the simulator answers.</summary>
internal sealed class ApiCoverage
{
    private static readonly string[] Files = ["trading-api.json", "market-data-api.json"];

    private readonly FieldTable _table = FieldTable.Load("alpaca");
    private readonly WireRecords _records;
    private readonly IReadOnlyCollection<Shape> _shapes = [.. ShapeManifest.Load("alpaca").Shapes.Values];

    private ApiCoverage() => _records = new WireRecords(_table.Adapter);

    /// <summary>Every operation of the documents, in their order. Skips the running test where they are not at hand.</summary>
    public static async Task<IReadOnlyList<OperationRow>> TakeAsync()
    {
        var documents = Files.Select(file => OpenApiDocument.Require("alpaca", file)).ToList();
        await using var house = new TestHouse();
        await Everything.AskAsync(house);
        await using var alpaca = await TestAlpaca.StartAsync();
        var stops = await Tour.TakeAsync(alpaca);

        var coverage = new ApiCoverage();
        var requests = house.Requests.ToLookup(request => Find(documents, request.Method.Method, request.Address.AbsolutePath));
        var answers = stops.Where(stop => (int)stop.Answer.Status < 400).ToLookup(stop => Find(documents, stop.Method, stop.Path));
        return
        [
            .. documents.Zip(Files, (document, file) => (document, Schemas: ApiDocument.Load(BrokerFacts.Require("alpaca", "openapi", file))))
                .SelectMany(pair => pair.document.Operations.Select(operation => coverage.Count(operation, pair.Schemas, [.. requests[operation]], [.. answers[operation]]))),
        ];
    }

    private static OpenApiOperation? Find(IEnumerable<OpenApiDocument> documents, string method, string path) =>
        documents.Select(document => document.Find(method, path)).FirstOrDefault(found => found is not null);

    private OperationRow Count(OpenApiOperation operation, ApiDocument schemas, List<RecordedRequest> requests, List<Tour.Stop> answers)
    {
        var name = $"{operation.Method} {operation.Path}";
        var takes = Fields(schemas.Request(name));
        var gives = Fields(schemas.Answer(name));
        var bodies = requests.Where(request => request.Body.Length > 0).Select(request => Parse(request.Text)).ToList();
        var texts = answers.Where(stop => stop.Answer.Text.Length > 0).Select(stop => stop.Answer.Json).ToList();
        var asked = requests.SelectMany(request => request.Address.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')[0])).ToHashSet(StringComparer.Ordinal);
        return new OperationRow(
            name,
            requests.Count > 0,
            operation.Parameters.Count + takes.Count,
            operation.Parameters.Count(asked.Contains) + takes.Count(field => bodies.Exists(body => Has(body, field))),
            answers.Count > 0,
            gives.Count,
            gives.Count(field => texts.Exists(text => Has(text, field))),
            requests.Count == 0 ? 0 : gives.Count(field => Reads(name, field)));
    }

    private static List<string[]> Fields(Dictionary<string, SpecifiedField>? schema) =>
        [.. (schema?.Keys.ToList() ?? []).Where(path => path.TrimStart('$').Length > 0 && !path.EndsWith(']') && !path.EndsWith('*')).Order(StringComparer.Ordinal).Select(Steps)];

    private static string[] Steps(string path) =>
        [.. path.Split('/').SelectMany(step => Enumerable.Repeat("[]", step.Split("[]").Length - 1).Prepend(step.Replace("[]", "", StringComparison.Ordinal))).Where(step => step is not (Shape.Root or ""))];

    private static bool Has(JsonElement value, ReadOnlySpan<string> steps)
    {
        if (steps.IsEmpty)
        {
            return true;
        }

        var rest = steps[1..].ToArray();
        return steps[0] switch
        {
            "[]" => value.ValueKind is JsonValueKind.Array && value.EnumerateArray().Any(item => Has(item, rest)),
            "*" => value.ValueKind is JsonValueKind.Object && value.EnumerateObject().Any(member => Has(member.Value, rest)),
            var name => value.ValueKind is JsonValueKind.Object && value.TryGetProperty(name, out var member) && Has(member, rest),
        };
    }

    // Shapes of lists are shapes of their items, and a record may stand for each value of a map.
    private bool Reads(string operation, string[] field)
    {
        foreach (var shape in _shapes)
        {
            var isList = shape.Endpoints.Contains(operation + " []", StringComparer.Ordinal);
            if (isList || shape.Endpoints.Contains(operation, StringComparer.Ordinal))
            {
                return _table.Rows.Exists(row => row.Record is { } record && string.Equals(row.Shape, shape.Name, StringComparison.Ordinal)
                    && Reads(_records.Of(record), field.AsSpan(isList || row.OfEach ? 1 : 0)));
            }
        }

        return false;
    }

    private bool Reads(JsonTypeInfo type, ReadOnlySpan<string> steps)
    {
        foreach (var step in steps)
        {
            if (step is "[]" or "*")
            {
                if (WireRecords.ElementOf(type) is not { } element)
                {
                    return false;
                }

                type = _records.Of(element);
                continue;
            }

            if (type.Kind is not JsonTypeInfoKind.Object || type.Properties.FirstOrDefault(property => string.Equals(property.Name, step, StringComparison.Ordinal)) is not { } known)
            {
                return false;
            }

            if (known.PropertyType == typeof(JsonElement?))
            {
                return true;
            }

            type = _records.Of(known.PropertyType);
        }

        return true;
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
