using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Brokerage.Shapes.Making;

/// <summary>A recorded message: JSON, one JSON document per line, or XML. XML is read as objects; an element that stands there twice is a list.</summary>
internal static class SampleFile
{
    public static IEnumerable<JsonElement> Read(string file) => Path.GetExtension(file) switch
    {
        ".ndjson" => File.ReadLines(file).Where(line => line.Trim().Length > 0).Select(Parse),
        ".xml" => [Parse(Document(XDocument.Load(file).Root!).ToJsonString())],
        _ => [Parse(File.ReadAllText(file))],
    };

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static JsonObject Document(XElement root) => new() { [root.Name.LocalName] = Node(root) };

    private static JsonNode? Node(XElement element)
    {
        if (!element.HasElements)
        {
            return JsonValue.Create(element.Value);
        }

        var members = new JsonObject();
        foreach (var group in element.Elements().GroupBy(child => child.Name.LocalName, StringComparer.Ordinal))
        {
            XElement[] children = [.. group];
            members[group.Key] = children.Length == 1 ? Node(children[0]) : new JsonArray([.. children.Select(Node)]);
        }

        return members;
    }
}
