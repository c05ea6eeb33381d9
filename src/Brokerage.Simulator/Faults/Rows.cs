using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Faults;

/// <summary>Lists inside answers, whatever their broker names them: the longest list of records is the one that was asked for.</summary>
internal static class Rows
{
    /// <summary>The same answer with nothing in its first row; an answer without rows as it is.</summary>
    public static Reply WithoutFirst(Reply reply)
    {
        if (Parse(reply) is not { } answer || ListsIn(answer).Where(list => list.FirstOrDefault() is JsonObject).MaxBy(list => list.Count) is not { } rows)
        {
            return reply;
        }

        rows[0] = new JsonObject();
        return reply with { Body = Encoding.UTF8.GetBytes(answer.ToJsonString()) };
    }

    private static JsonNode? Parse(Reply reply)
    {
        try
        {
            return reply.Body.IsEmpty ? null : JsonNode.Parse(reply.Body.Span);
        }
        catch (JsonException)
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
