using System.Text.Json.Nodes;

namespace Brokerage.Simulator.ETrade.Wire;

/// <summary>Respells the names of a tree.</summary>
internal static class Casing
{
    public static JsonObject Apply(JsonObject tree, ETradeCasing casing) => casing switch
    {
        ETradeCasing.Camel => (JsonObject)Respell(tree, Camel, isRoot: true),
        ETradeCasing.Pascal => (JsonObject)Respell(tree, Pascal, isRoot: true),
        _ => tree,
    };

    private static JsonNode Respell(JsonNode node, Func<string, string> spell, bool isRoot = false) => node switch
    {
        // The root is the message's own name and stays.
        JsonObject record => new JsonObject(record.Select(member =>
            KeyValuePair.Create(isRoot ? member.Key : spell(member.Key), member.Value is null ? null : Respell(member.Value, spell)))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Respell(item, spell))]),
        _ => node.DeepClone(),
    };

    private static string Camel(string name) => name switch
    {
        "ExtendedHourQuoteDetail" => "ehQuote",
        "SelectedED" => "selectedED",
        _ => char.ToLowerInvariant(name[0]) + name[1..],
    };

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
