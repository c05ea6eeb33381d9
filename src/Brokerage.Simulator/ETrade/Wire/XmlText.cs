using System.Text.Json.Nodes;
using System.Xml;

namespace Brokerage.Simulator.ETrade.Wire;

/// <summary>Trees as XML and back: members are elements, lists repeat their name, everything is text.</summary>
internal static class XmlText
{
    // What nobody nests on purpose.
    private const int Deepest = 32;

    private static readonly XmlWriterSettings Writing = new() { Encoding = new System.Text.UTF8Encoding(false), Indent = false };
    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreWhitespace = true };

    public static byte[] Write(JsonObject tree)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Writing))
        {
            foreach (var (name, value) in tree)
            {
                WriteMember(xml, name, value);
            }
        }

        return bytes.ToArray();
    }

    /// <exception cref="XmlException">It is no XML, or nested beyond sense.</exception>
    public static JsonObject Read(ReadOnlyMemory<byte> body)
    {
        using var bytes = new MemoryStream(body.ToArray());
        using var xml = XmlReader.Create(bytes, Reading);
        xml.MoveToContent();
        var name = xml.LocalName;
        return new JsonObject { [name] = ReadElement(xml, 0) };
    }

    private static void WriteMember(XmlWriter xml, string name, JsonNode? value)
    {
        switch (value)
        {
            case null:
                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    WriteMember(xml, name, item);
                }

                break;
            case JsonObject record:
                xml.WriteStartElement(name);
                foreach (var (inner, content) in record)
                {
                    WriteMember(xml, inner, content);
                }

                xml.WriteEndElement();
                break;
            default:
                // Texts without their quotes, numbers and booleans as JSON writes them.
                xml.WriteElementString(name, Printable(value.ToString()));
                break;
        }
    }

    /// <summary>Without what XML cannot say, such as a control character that a client has sent.</summary>
    private static string Printable(string text) => text.All(XmlConvert.IsXmlChar)
        ? text
        : string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));

    private static JsonNode ReadElement(XmlReader xml, int depth)
    {
        if (depth > Deepest)
        {
            throw new XmlException("The elements are nested too deeply.");
        }

        if (xml.IsEmptyElement)
        {
            xml.Read();
            return JsonValue.Create("");
        }

        xml.ReadStartElement();
        var text = "";
        JsonObject? record = null;
        while (xml.NodeType is not XmlNodeType.EndElement)
        {
            if (xml.NodeType is XmlNodeType.Element)
            {
                var name = xml.LocalName;
                Add(record ??= [], name, ReadElement(xml, depth + 1));
                continue;
            }

            text += xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA ? xml.Value : "";
            if (!xml.Read())
            {
                throw new XmlException("The document ends early.");
            }
        }

        xml.ReadEndElement();
        return record ?? (JsonNode)JsonValue.Create(text);
    }

    private static void Add(JsonObject record, string name, JsonNode value)
    {
        if (!record.TryGetPropertyValue(name, out var there))
        {
            record[name] = value;
        }
        else if (there is JsonArray list)
        {
            list.Add(value);
        }
        else
        {
            record.Remove(name);
            record[name] = new JsonArray(there, value);
        }
    }
}
