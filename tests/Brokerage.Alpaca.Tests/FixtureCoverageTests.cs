using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Brokerage.Shapes.Coverage;

namespace Brokerage.Alpaca.Tests;

/// <summary>
/// Every field of every payload is read or listed as left alone, with the reason; and every name that we read occurs in some payload, so that
/// no mapping goes untried. What the broker itself sends is held against the same list in tests/Shapes.
/// </summary>
public sealed class FixtureCoverageTests
{
    // Stands for whatever Alpaca adds tomorrow.
    private const string Invented = "OrderWire.brand_new_field";

    private static readonly FieldTable Table = FieldTable.Load("alpaca");

    [Fact]
    public void Every_field_of_every_payload_is_read_or_left_alone_on_purpose()
    {
        var unknown = Payloads().SelectMany(payload => Walk(payload.Root, payload.Type, payload.Name))
            .Where(field => field.Known is null && !IsLeftAlone(field.Path))
            .Select(field => $"{field.Payload}: {field.Path}")
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_name_that_is_read_occurs_in_some_payload()
    {
        var seen = Payloads().SelectMany(payload => Walk(payload.Root, payload.Type, payload.Name)).Where(field => field.Known is not null)
            .Select(field => field.Path).ToHashSet(StringComparer.Ordinal);
        var read = WireTypes.Answers.SelectMany(type => type.Properties.Select(property => $"{type.Type.Name}.{property.Name}"));

        Assert.Empty(read.Except(seen, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_fixture_is_a_payload_of_some_kind()
    {
        var all = Directory.GetFiles(Fixture.Root, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Fixture.Root, path)[..^5].Replace('\\', '/'));

        Assert.DoesNotContain(all, name => WireTypes.Of(name) is null);
    }

    private static bool IsLeftAlone(string field) => field is Invented || Table.LeftAlone.ContainsKey(field);

    private static IEnumerable<(string Name, JsonElement Root, JsonTypeInfo Type)> Payloads() =>
        from path in Directory.GetFiles(Fixture.Root, "*.json", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Fixture.Root, path)[..^5].Replace('\\', '/')
        let type = WireTypes.Of(name)
        where type is not null
        select (name, JsonDocument.Parse(File.ReadAllText(path)).RootElement, type);

    private static IEnumerable<(string Payload, string Path, JsonPropertyInfo? Known)> Walk(JsonElement element, JsonTypeInfo type, string payload)
    {
        if (element.ValueKind == JsonValueKind.Array && type.ElementType is { } item)
        {
            foreach (var child in element.EnumerateArray())
            {
                foreach (var field in Walk(child, WireTypes.Info(item), payload))
                {
                    yield return field;
                }
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (type.Kind != JsonTypeInfoKind.Object && WireRecords.ElementOf(type) is { } value)
            {
                foreach (var field in Walk(property.Value, WireTypes.Info(value), payload))
                {
                    yield return field;
                }

                continue;
            }

            var known = type.Properties.FirstOrDefault(candidate => string.Equals(candidate.Name, property.Name, StringComparison.Ordinal));
            yield return (payload, $"{type.Type.Name}.{property.Name}", known);
            if (known is null || known.PropertyType == typeof(JsonElement?))
            {
                continue;
            }

            foreach (var field in Walk(property.Value, WireTypes.Info(known.PropertyType), payload))
            {
                yield return field;
            }
        }
    }
}
