using System.Text.Json;
using System.Text.Json.Nodes;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca;

/// <summary>Adds what the documentation does not name, as the broker does over the years: fields, and values of open word lists. Thread-safe.</summary>
internal sealed class UnknownFields(ulong seed)
{
    // What tells a record from a list by symbol, in which a new name would be a new symbol.
    private static readonly string[] Signs = ["id", "asset_id", "symbol", "activity_type", "status", "date", "is_open", "t"];

    private readonly Lock _lock = new();
    private readonly Random _random = new(unchecked((int)(seed ^ 0xF1E1D5)));

    public Reply AddTo(Reply reply)
    {
        if (reply.ContentType?.StartsWith("application/json", StringComparison.Ordinal) is not true || reply.Status is >= 300 || reply.Body.IsEmpty)
        {
            return reply;
        }

        var node = JsonNode.Parse(reply.Body.Span);
        lock (_lock)
        {
            Visit(node);
        }

        return reply with { Body = System.Text.Encoding.UTF8.GetBytes(node!.ToJsonString()) };
    }

    private void Visit(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Visit(item);
                }

                break;
            case JsonObject record:
                foreach (var (_, value) in record)
                {
                    Visit(value);
                }

                if (Array.Exists(Signs, record.ContainsKey))
                {
                    Add(record);
                }

                break;
        }
    }

    private void Add(JsonObject record)
    {
        var name = $"x_{_random.Next(1000)}";
        record[name] = _random.Next(5) switch
        {
            0 => JsonValue.Create("new"),
            1 => JsonValue.Create(7),
            2 => null,
            3 => new JsonArray(JsonValue.Create(1)),
            _ => new JsonObject { ["deep"] = JsonValue.Create(true) },
        };

        // Exchanges come and go; nobody should act on their names.
        if (record.ContainsKey("exchange") && record["exchange"]?.GetValueKind() is JsonValueKind.String && _random.Next(3) == 0)
        {
            record["exchange"] = "MOONX";
        }

        if (record.ContainsKey("source") && _random.Next(3) == 0)
        {
            record["source"] = "some_new_app";
        }
    }
}
