using System.Text.Json;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Samples;

/// <summary>A recorded answer whose values can be found and changed one by one.</summary>
internal sealed class WireDocument(string name, JsonNode root)
{
    public string Name { get; } = name;

    public JsonNode Root { get; } = root;

    public static WireDocument Load(string file)
    {
        var text = File.ReadAllText(file);
        if (!file.EndsWith(".ndjson", StringComparison.Ordinal)) return new WireDocument(Path.GetFileName(file), JsonNode.Parse(text)!);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line));
        return new WireDocument(Path.GetFileName(file), new JsonArray([.. lines]));
    }

    /// <summary>Every value, and every container that holds nothing, with the way to it.</summary>
    public IReadOnlyList<(string Path, object[] Way)> Leaves { get; } = Walked(root);

    /// <summary>A copy in which one value is another, and its neighbours are as the row wants them.</summary>
    public JsonNode With(object[] way, JsonNode? value, IReadOnlyList<(string Name, string Value)> when)
    {
        var copy = Root.DeepClone();
        foreach (var (name, text) in when) SetBeside(copy, way, name, text);
        Set(copy, way, value);
        return copy;
    }

    public JsonNode Beside(object[] way, IReadOnlyList<(string Name, string Value)> when)
    {
        var copy = Root.DeepClone();
        foreach (var (name, text) in when) SetBeside(copy, way, name, text);
        return copy;
    }

    /// <summary>Other values that this one could have had: a number, a word, a time, a flag, whatever makes a difference.</summary>
    public IEnumerable<JsonNode?> Others(object[] way)
    {
        var value = way.Aggregate<object, JsonNode?>(Root, (node, step) => step is int index ? node![index] : node![(string)step]);
        switch (value?.GetValueKind())
        {
            case JsonValueKind.Number:
                var number = Json.Number(value.ToJsonString()) ?? 0;
                return [JsonValue.Create(number + 1), JsonValue.Create(number + 86_400_000), JsonValue.Create(-number - 7), JsonValue.Create("ZZZ")];
            case JsonValueKind.True or JsonValueKind.False:
                return [JsonValue.Create(value.GetValueKind() == JsonValueKind.False)];
            case JsonValueKind.String:
                var text = value.GetValue<string>();
                var others = new List<JsonNode?>();
                if (Json.Number(text) is { } figure) others.Add(JsonValue.Create((figure + 3).ToString(System.Globalization.CultureInfo.InvariantCulture)));
                if (Times.Instant(text) is { } time) others.Add(JsonValue.Create(time.AddDays(-3).ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
                return [.. others, JsonValue.Create(text + "X"), JsonValue.Create("ZZZ"), JsonValue.Create("12"), JsonValue.Create("240102030405")];
            default:
                return
                [
                    JsonValue.Create("2026-01-02T03:04:05Z"), JsonValue.Create(17.5m), JsonValue.Create("19"), JsonValue.Create("ZZZ"), JsonValue.Create(true), JsonValue.Create("2026-01-02"),
                    new JsonArray(new JsonObject { ["id"] = "77", ["symbol"] = "ZZZ" }),
                ];
        }
    }

    private static void SetBeside(JsonNode copy, object[] way, string name, string text) =>
        Set(copy, [.. way[..^1], .. name.Split('/')], text == "null" ? null : Json.Read(text) ?? JsonValue.Create(text));

    private static void Set(JsonNode copy, object[] way, JsonNode? value)
    {
        JsonNode? node = copy;
        foreach (var step in way[..^1])
        {
            node = step is int index ? node![index] : node![(string)step];
        }
        if (way[^1] is int place) node![place] = value?.DeepClone();
        else node![(string)way[^1]] = value?.DeepClone();
    }

    private static List<(string Path, object[] Way)> Walked(JsonNode root)
    {
        var found = new List<(string, object[])>();
        Walk(root, "", [], found);
        return found;
    }

    private static void Walk(JsonNode? node, string path, object[] way, List<(string, object[])> found)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                foreach (var (name, value) in members) Walk(value, path.Length == 0 ? name : $"{path}/{name}", [.. way, name], found);
                break;
            case JsonArray { Count: > 0 } items:
                for (var i = 0; i < items.Count; i++) Walk(items[i], path.Length == 0 ? "" : path.EndsWith("[]", StringComparison.Ordinal) ? path : path + "[]", [.. way, i], found);
                break;
            default:
                found.Add((path, way));
                break;
        }
    }

}
