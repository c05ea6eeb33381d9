using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Xml;

namespace Brokerage.ETrade.Wire;

/// <summary>
/// E*TRADE writes the same tree in JSON and in XML, with the same names. XML is turned into that JSON, and read by the same records: an
/// element that occurs several times is a list, one with nothing in it is null, text stays text, since XML tells no number from a word.
/// </summary>
internal static class XmlTree
{
    private const int Deepest = 32;
    private static readonly byte[] Bom = [0xEF, 0xBB, 0xBF];

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    public static bool IsXml(ReadOnlySpan<byte> body)
    {
        var text = body.StartsWith(Bom) ? body[Bom.Length..] : body;
        return text.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
    }

    /// <summary>The document as JSON, its root as the one member of an object.</summary>
    /// <exception cref="XmlException">It is not well formed, or nested too deeply.</exception>
    public static ReadOnlyMemory<byte> ToJson(ReadOnlyMemory<byte> xml)
    {
        using var stream = Stream(xml);
        using var reader = XmlReader.Create(stream, Settings);
        reader.MoveToContent();

        // Of every depth one, since the elements of a depth are read one after the other.
        var lastOf = new Dictionary<string, XmlNode>[Deepest + 1];
        var root = Read(reader, depth: 0, lastOf);
        var buffer = new ArrayBufferWriter<byte>(xml.Length);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName(root.Name);
            if (root.First is null && root.Text.Length == 0)
            {
                // An answer that holds nothing is still that answer.
                writer.WriteStartObject();
                writer.WriteEndObject();
            }
            else
            {
                Write(writer, root);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> xml) => MemoryMarshal.TryGetArray(xml, out var part)
        ? new MemoryStream(part.Array!, part.Offset, part.Count, writable: false)
        : new MemoryStream(xml.ToArray(), writable: false);

    private static XmlNode Read(XmlReader reader, int depth, Dictionary<string, XmlNode>[] lastOf)
    {
        if (reader.NodeType != XmlNodeType.Element || depth > Deepest)
        {
            throw new XmlException("This is no answer.");
        }

        var node = new XmlNode(reader.LocalName);
        var names = lastOf[depth] ??= new Dictionary<string, XmlNode>(StringComparer.Ordinal);
        names.Clear();
        XmlNode? lastNamed = null;
        var isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                node.Add(Read(reader, depth + 1, lastOf), ref lastNamed, names);
                continue;
            }

            node.Text += reader.Value;
            if (!reader.Read())
            {
                throw new XmlException("The answer ends too early.");
            }
        }

        if (!isEmpty)
        {
            reader.Read();
        }

        return node;
    }

    private static void Write(Utf8JsonWriter writer, XmlNode node)
    {
        if (node.First is null)
        {
            if (node.Text.Length == 0)
            {
                writer.WriteNullValue();
            }
            else
            {
                writer.WriteStringValue(node.Text);
            }

            return;
        }

        writer.WriteStartObject();
        for (var child = node.First; child is not null; child = child.Next)
        {
            writer.WritePropertyName(child.Name);
            WriteAll(writer, child);
        }

        writer.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter writer, XmlNode first)
    {
        if (first.Again is null)
        {
            Write(writer, first);
            return;
        }

        writer.WriteStartArray();
        for (var node = first; node is not null; node = node.Again)
        {
            Write(writer, node);
        }

        writer.WriteEndArray();
    }
}
