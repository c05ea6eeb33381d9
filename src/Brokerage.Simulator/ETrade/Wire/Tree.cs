using System.Text.Json.Nodes;

namespace Brokerage.Simulator.ETrade.Wire;

/// <summary>Parts of the tree that an answer is before it becomes JSON or XML.</summary>
internal static class Tree
{
    // Dividing by a one of many digits strips trailing zeros.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>A number without trailing zeros.</summary>
    public static JsonValue Number(decimal value) => JsonValue.Create(value / One);

    /// <summary>An amount of money or a price: at most four decimals.</summary>
    public static JsonValue Money(decimal value) => Number(decimal.Round(value, 4));

    /// <summary>A measure that was reckoned with floating point.</summary>
    public static JsonValue Measure(double? value) => Number(value is { } known && double.IsFinite(known) ? decimal.Round((decimal)Math.Clamp(known, -1e9, 1e9), 6) : 0m);

    /// <summary>A part of a whole in percent, 0 of nothing.</summary>
    public static JsonValue Percent(decimal part, decimal whole) => Number(whole == 0m ? 0m : decimal.Round(part / whole * 100m, 4));

    public static JsonArray List(IEnumerable<JsonNode> items) => new([.. items]);

    /// <summary>An answer with its one root.</summary>
    public static JsonObject Rooted(string root, JsonNode content) => new() { [root] = content };
}
