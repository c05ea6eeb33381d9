using System.Text.Json;
using Brokerage.Shapes.Reading;

namespace Brokerage.Shapes;

/// <summary>The check bites.</summary>
public sealed class ShapeCheckTests
{
    private static readonly Shape Own = new("own", ["GET /own"], new Dictionary<string, ShapeField>(StringComparer.Ordinal)
    {
        [Shape.Root] = ShapeField.Parse("object"),
        ["id"] = ShapeField.Parse("string"),
        ["price"] = ShapeField.Parse("null|string, sometimes"),
        ["legs"] = ShapeField.Parse("array, sometimes"),
        ["legs[]"] = ShapeField.Parse("object"),
        ["legs[]/id"] = ShapeField.Parse("string, specified"),
        ["bars"] = ShapeField.Parse("object, sometimes"),
        ["bars/*"] = ShapeField.Parse("object, sometimes"),
        ["bars/*/c"] = ShapeField.Parse("number"),
        ["free"] = ShapeField.Parse("any, sometimes, described"),
    });

    [Theory]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"id":"1","price":null,"legs":[],"bars":{}}""")]
    [InlineData("""{"id":"1","price":"2","legs":[{"id":"3"}],"bars":{"A/B":{"c":1}},"free":{"x":[1]}}""")]
    public void What_fits_passes(string message) => Assert.Empty(Check(message));

    [Theory]
    [InlineData("""[]""", "own: $ is array, not object")]
    [InlineData("""{}""", "own: id is missing")]
    [InlineData("""{"id":1}""", "own: id is number, not string")]
    [InlineData("""{"id":null}""", "own: id is null, not string")]
    [InlineData("""{"id":"1","more":2}""", "own: more is not known")]
    [InlineData("""{"id":"1","legs":[{"id":"2"},{"no":"3"}]}""", "own: legs[]/no is not known|own: legs[]/id is missing")]
    [InlineData("""{"id":"1","bars":{"A":{"c":"1"},"B":{}}}""", "own: bars/*/c is string, not number|own: bars/*/c is missing")]
    public void What_does_not_fit_is_named(string message, string expected) => Assert.Equal(expected.Split('|'), Check(message));

    private static IEnumerable<string> Check(string message)
    {
        using var document = JsonDocument.Parse(message);
        return [.. ShapeCheck.Differences(Own, document.RootElement)];
    }
}
