using System.Text.Json.Nodes;

namespace Brokerage.Simulator.ETrade.Wire;

/// <summary>Adds what the documentation does not name, as the broker does over the years: fields, and words of open lists. Thread-safe.</summary>
internal sealed class UnknownFields(ulong seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(unchecked((int)(seed ^ 0xE7_8ADE)));

    public void AddTo(JsonObject tree)
    {
        lock (_lock)
        {
            Visit(tree, isRoot: true);
        }
    }

    private void Visit(JsonNode? node, bool isRoot = false)
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

                if (!isRoot)
                {
                    Add(record);
                }

                break;
        }
    }

    private void Add(JsonObject record)
    {
        // Names of XML elements, so that both languages can say them.
        record[$"x{_random.Next(1000)}Flag"] = _random.Next(5) switch
        {
            0 => JsonValue.Create("NEW_WORD"),
            1 => JsonValue.Create(7),
            2 => null,
            3 => new JsonArray(JsonValue.Create(1)),
            _ => new JsonObject { ["deep"] = JsonValue.Create(true) },
        };
        Replace(record, "egQual", "EG_QUAL_SOMETHING_NEW");
        Replace(record, "primaryExchange", "MOON");
        Replace(record, "institutionType", "STARSHIP");
    }

    // Nobody should act on these words.
    private void Replace(JsonObject record, string name, string word)
    {
        if (record.ContainsKey(name) && _random.Next(3) == 0)
        {
            record[name] = word;
        }
    }
}
