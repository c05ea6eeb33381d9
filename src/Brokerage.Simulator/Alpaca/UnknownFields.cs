using System.Text.Json;
using System.Text.Json.Nodes;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca;

/// <summary>Adds what the documentation does not name, as the broker does over the years: fields, and values of open word lists. Thread-safe.</summary>
internal sealed class UnknownFields(ulong seed)
{
    // What tells a record from a list by symbol, in which a new name would be a new symbol.
    private static readonly string[] Signs = ["id", "asset_id", "symbol", "activity_type", "status", "date", "is_open", "t", "event"];

    private readonly Lock _lock = new();
    private readonly Random _random = new(unchecked((int)(seed ^ 0xF1E1D5)));

    public Reply AddTo(Reply reply)
    {
        if (reply.ContentType?.StartsWith("application/json", StringComparison.Ordinal) is not true || reply.Status is >= 300 || reply.Body.IsEmpty)
        {
            return reply;
        }

        var node = JsonNode.Parse(reply.Body.Span)!;
        lock (_lock)
        {
            Visit(node);
        }

        return reply with { Body = Bytes(node) };
    }

    /// <summary>A message of a stream with more in it than is known, and at times one of an unknown kind behind it.</summary>
    public IEnumerable<byte[]> AddTo(byte[] message)
    {
        var node = JsonNode.Parse(message)!.AsObject();
        lock (_lock)
        {
            Visit(node);
            return _random.Next(4) > 0 ? [Bytes(node)] : [Bytes(node), Strange(node.DeepClone().AsObject())];
        }
    }

    private static byte[] Bytes(JsonNode node) => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());

    // The same once more, under a word that nobody knows: on the trading stream an event or a whole stream, on a data stream a kind of item.
    private byte[] Strange(JsonObject message)
    {
        if (message["data"] is JsonObject update && _random.Next(3) > 0)
        {
            update["event"] = "x_new_event";
        }
        else
        {
            message[message.ContainsKey("stream") ? "stream" : "T"] = "x_news";
        }

        return Bytes(message);
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

                AddTo(list);
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

    // A list of assets grows by one of a class and in a status of its own.
    private void AddTo(JsonArray list)
    {
        if (list is [.., JsonObject last] && last.ContainsKey("class") && last.ContainsKey("tradable") && _random.Next(2) == 0)
        {
            var more = last.DeepClone().AsObject();
            (more["id"], more["symbol"], more["class"], more["status"]) = ("5f1f8a52-0000-4000-8000-00000000c1a5", "XNEWX", "x_new_class", "x_new_status");
            list.Add((JsonNode)more);
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

        // The older name of the type: whoever reads the newer one does not mind.
        if (record["type"]?.GetValueKind() is JsonValueKind.String && record["type"]!.GetValue<string>().Length > 0 && record.ContainsKey("order_type") && _random.Next(3) == 0)
        {
            record["order_type"] = "x_new_type";
        }

        if (record["attributes"] is JsonArray attributes)
        {
            attributes.Add((JsonNode)"x_new_attribute");
        }
    }
}
