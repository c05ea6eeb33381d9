using System.Text.Json;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>What a data stream is subscribed to. Thread-safe.</summary>
internal sealed class DataChannels(DataKind kind)
{
    private const string Star = "*";

    private static readonly string[] Stocks = ["trades", "quotes", "bars", "updatedBars", "dailyBars", "statuses", "lulds", "imbalances"];
    private static readonly string[] Crypto = ["trades", "quotes", "orderbooks", "bars", "updatedBars", "dailyBars"];
    private static readonly string[] Options = ["trades", "quotes"];
    private static readonly string[] Anywhere = [.. Stocks.Concat(Crypto).Append("news").Distinct(StringComparer.Ordinal)];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedSet<string>> _symbols = Known(kind).ToDictionary(
        name => name, _ => new SortedSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>0, or the broker's code for why nothing changed.</summary>
    public int TryAdd(JsonElement frame, int? limit)
    {
        lock (_lock)
        {
            if (Read(frame) is not { } asked)
            {
                return 400;
            }

            if (asked.Any(row => row.Symbols.Count > 0 && !_symbols.ContainsKey(row.Channel)))
            {
                return 410;
            }

            if (kind is DataKind.Options && asked.Any(row => row.Channel is "quotes" && row.Symbols.Contains(Star)))
            {
                return 413;
            }

            if (limit is { } most && asked.Any(row => row.Channel is "trades" or "quotes" && _symbols[row.Channel].Union(row.Symbols, StringComparer.Ordinal).Count() > most))
            {
                return 405;
            }

            foreach (var (channel, symbols) in asked.Where(row => row.Symbols.Count > 0))
            {
                _symbols[channel].UnionWith(symbols);
            }

            return 0;
        }
    }

    public void Remove(JsonElement frame)
    {
        lock (_lock)
        {
            foreach (var (channel, symbols) in Read(frame) ?? [])
            {
                if (_symbols.TryGetValue(channel, out var have))
                {
                    have.ExceptWith(symbols);
                }
            }
        }
    }

    public bool Wants(string channel, string symbol)
    {
        lock (_lock)
        {
            return _symbols.TryGetValue(channel, out var symbols) && (symbols.Contains(symbol) || symbols.Contains(Star));
        }
    }

    /// <summary>Every symbol of any channel, and whether all are wanted.</summary>
    public (IReadOnlyCollection<string> Symbols, bool All) Everything()
    {
        lock (_lock)
        {
            var all = _symbols.Values.SelectMany(symbols => symbols).ToHashSet(StringComparer.Ordinal);
            return (all, all.Remove(Star));
        }
    }

    public DataSubscriptionWire ToWire()
    {
        lock (_lock)
        {
            var isStocks = kind is DataKind.Stocks;
            return new DataSubscriptionWire
            {
                Trades = Of("trades"),
                Quotes = Of("quotes"),
                Orderbooks = Of("orderbooks"),
                Bars = Of("bars"),
                UpdatedBars = Of("updatedBars"),
                DailyBars = Of("dailyBars"),
                Statuses = Of("statuses"),
                Lulds = Of("lulds"),
                // Whoever has trades is told of their corrections.
                Corrections = isStocks ? Of("trades") : null,
                CancelErrors = isStocks ? Of("trades") : null,
            };
        }
    }

    private List<string>? Of(string channel) => _symbols.TryGetValue(channel, out var symbols) ? [.. symbols] : null;

    private static string[] Known(DataKind kind) => kind switch
    {
        DataKind.Crypto => Crypto,
        DataKind.Options => Options,
        _ => Stocks,
    };

    /// <summary>Null where a channel is no list of texts.</summary>
    private static List<(string Channel, List<string> Symbols)>? Read(JsonElement frame)
    {
        var rows = new List<(string, List<string>)>();
        foreach (var name in Anywhere)
        {
            if (!frame.TryGetProperty(name, out var list) || list.ValueKind is JsonValueKind.Null)
            {
                continue;
            }

            if (list.ValueKind is not JsonValueKind.Array
                || list.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.String || string.IsNullOrWhiteSpace(item.GetString())))
            {
                return null;
            }

            rows.Add((name, [.. list.EnumerateArray().Select(item => item.GetString()!)]));
        }

        return rows;
    }
}
