using System.Text.Json;
using System.Xml;

namespace Brokerage.ETrade.Wire;

/// <summary>A request's JSON as the same tree in XML: lists become repeated elements.</summary>
internal static class XmlBody
{
    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true };

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Settings))
        {
            WriteMembers(writer, document.RootElement);
        }

        // Without the mark that the platform writes before UTF-8.
        var bytes = stream.ToArray();
        return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
    }

    private static void WriteMembers(XmlWriter writer, JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array)
            {
                Write(writer, member.Name, member.Value);
                continue;
            }

            foreach (var item in member.Value.EnumerateArray())
            {
                Write(writer, member.Name, item);
            }
        }
    }

    private static void Write(XmlWriter writer, string name, JsonElement value)
    {
        writer.WriteStartElement(name);
        if (value.ValueKind == JsonValueKind.Object)
        {
            WriteMembers(writer, value);
        }
        else
        {
            writer.WriteString(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
        }

        writer.WriteEndElement();
    }
}
