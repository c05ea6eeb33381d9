using System.Text.Json;
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
        var unknown = Fields().Where(field => !field.IsRead && !IsLeftAlone(field.Path)).Select(field => $"{field.Payload}: {field.Path}").Distinct(StringComparer.Ordinal);

        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_name_that_is_read_occurs_in_some_payload()
    {
        var seen = Fields().Where(field => field.IsRead).Select(field => field.Path).ToHashSet(StringComparer.Ordinal);
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

    private static IEnumerable<(string Payload, string Path, bool IsRead)> Fields() =>
        from path in Directory.GetFiles(Fixture.Root, "*.json", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Fixture.Root, path)[..^5].Replace('\\', '/')
        let type = WireTypes.Of(name)
        where type is not null
        from field in new FieldWalk(WireTypes.Info).Fields(JsonDocument.Parse(File.ReadAllText(path)).RootElement, type)
        select (name, field.Path, field.IsRead);
}
