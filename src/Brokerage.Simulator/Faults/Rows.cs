using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Faults;

/// <summary>Lists inside answers, whatever their broker names them: the longest list of records is the one that was asked for.</summary>
internal static class Rows
{
    /// <summary>The same answer with nothing in its first row; an answer without rows as it is.</summary>
    public static Reply WithoutFirst(Reply reply)
    {
        var spoilt = reply.Body.IsEmpty ? null : reply.Body.Span[0] == (byte)'<' ? OfXml(reply.Body) : OfJson(reply.Body);
        return spoilt is null ? reply : reply with { Body = Encoding.UTF8.GetBytes(spoilt) };
    }

    private static string? OfJson(ReadOnlyMemory<byte> body)
    {
        if (ParseJson(body) is not { } answer || ListsIn(answer).Where(list => list.FirstOrDefault() is JsonObject).MaxBy(list => list.Count) is not { } rows)
        {
            return null;
        }

        rows[0] = new JsonObject();
        return answer.ToJsonString();
    }

    // A list is a name that its parent holds more than once: a single one could as well be no row, but a part of a record.
    private static string? OfXml(ReadOnlyMemory<byte> body)
    {
        var answer = ParseXml(body);
        var rows = answer?.Descendants().Where(element => element.HasElements).GroupBy(element => (element.Parent, element.Name))
            .Where(list => list.Skip(1).Any()).MaxBy(list => list.Count());
        rows?.First().RemoveAll();
        return rows is null ? null : answer!.Declaration + answer.ToString(SaveOptions.DisableFormatting);
    }

    private static JsonNode? ParseJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static XDocument? ParseXml(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var bytes = new MemoryStream(body.ToArray());
            return XDocument.Load(bytes);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonArray> ListsIn(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(ListsIn).Prepend(list),
        JsonObject record => record.SelectMany(member => ListsIn(member.Value)),
        _ => [],
    };
}
