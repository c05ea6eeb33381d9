using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Brokerage.Shapes.Reading;

/// <summary>Every shape that is known of one broker, as it is committed in <c>tests/Shapes/&lt;broker&gt;.json</c>: names and types, never values.</summary>
internal sealed record ShapeManifest(string Broker, IReadOnlyDictionary<string, Shape> Shapes)
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string FileOf(string broker) => Repository.At("tests", "Shapes", broker + ".json");

    public static ShapeManifest Load(string broker)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(FileOf(broker)));
        var shapes = document.RootElement.GetProperty("shapes").EnumerateObject().Select(shape => new Shape(
            shape.Name,
            [.. shape.Value.GetProperty("endpoints").EnumerateArray().Select(endpoint => endpoint.GetString()!)],
            shape.Value.GetProperty("fields").EnumerateObject().ToDictionary(field => field.Name, field => ShapeField.Parse(field.Value.GetString()!), StringComparer.Ordinal)));
        return new ShapeManifest(broker, shapes.ToDictionary(shape => shape.Name, StringComparer.Ordinal));
    }

    /// <summary>The shape of one name; names stand in <c>Sources/&lt;broker&gt;.txt</c>.</summary>
    public Shape this[string name] => Shapes.TryGetValue(name, out var shape) ? shape : throw new KeyNotFoundException($"{Broker} has no shape '{name}'.");

    public string ToText()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Format))
        {
            json.WriteStartObject();
            json.WriteString("broker", Broker);
            json.WriteStartObject("shapes");
            foreach (var shape in Shapes.Values.OrderBy(shape => shape.Name, StringComparer.Ordinal))
            {
                Write(json, shape);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Shape shape)
    {
        json.WriteStartObject(shape.Name);
        json.WriteStartArray("endpoints");
        foreach (string endpoint in shape.Endpoints.Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(endpoint);
        }

        json.WriteEndArray();
        json.WriteStartObject("fields");
        foreach (var (path, field) in shape.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            json.WriteString(path, field.ToString());
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
