using System.Globalization;
using System.Text;

namespace Brokerage.Benchmarks;

/// <summary>What Alpaca would answer, made up: an account, a thousand positions and a page of five hundred orders of every kind.</summary>
internal static class AlpacaBytes
{
    private static readonly string[] Statuses = ["filled", "filled", "new", "partially_filled", "canceled", "expired", "accepted", "replaced"];

    public static byte[] Account { get; } = """
        {"id":"5b1e7c0a-92d4-4d0e-8c55-0a6f6a1f7d10","account_number":"PA3ZZZ000001","status":"ACTIVE","currency":"USD","cash":"125000.25",
         "buying_power":"250000.50","equity":"412345.67","multiplier":"2","shorting_enabled":true,"created_at":"2024-02-05T14:12:09.123456Z"}
        """u8.ToArray();

    public static byte[] Positions(int count) => Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Range(0, count).Select(Position)) + "]");

    public static byte[] Orders(int count) => Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Range(0, count).Select(Order)) + "]");

    private static string Position(int i)
    {
        (string symbol, string kind) = Symbol(i, stroke: false);
        bool isShort = i % 9 == 4 && kind == "us_equity";
        decimal quantity = (isShort ? -1 : 1) * (kind == "crypto" ? 0.125m + i : 10m + i), price = 25.5m + (i % 300), cost = price - 1.25m;
        decimal units = quantity * (kind == "us_option" ? 100m : 1m);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"asset_id":"{{Id(i)}}","symbol":"{{symbol}}","exchange":"NASDAQ","asset_class":"{{kind}}","asset_marginable":true,"qty":"{{quantity}}",
             "avg_entry_price":"{{cost}}","side":"{{(isShort ? "short" : "long")}}","market_value":"{{units * price}}","cost_basis":"{{units * cost}}",
             "unrealized_pl":"{{units * 1.25m}}","unrealized_plpc":"0.0515463917525773","unrealized_intraday_pl":"{{units * 0.5m}}",
             "unrealized_intraday_plpc":"0.0201","current_price":"{{price}}","lastday_price":"{{price - 0.5m}}","change_today":"0.0201","qty_available":"{{quantity}}"}
            """);
    }

    private static string Order(int i) => (i % 10) switch
    {
        7 => Order(i, "bracket", $"[{Order(i + 10_000, "bracket", "null", "limit", "held")},{Order(i + 20_000, "bracket", "null", "stop", "held")}]"),
        8 => Order(i, "", "null", "stop_limit"),
        9 => Order(i, "simple", "null", "trailing_stop"),
        _ => Order(i, "simple", "null", i % 3 == 0 ? "market" : "limit"),
    };

    private static string Order(int i, string shape, string legs, string type = "limit", string? status = null)
    {
        (string symbol, string kind) = Symbol(i, stroke: true);
        string state = status ?? Statuses[i % Statuses.Length];
        decimal quantity = 10m + (i % 90), filled = state == "filled" ? quantity : state == "partially_filled" ? 3m : 0m, price = 25.5m + (i % 300);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"id":"{{Id(i)}}","client_order_id":"{{(i % 2 == 0 ? "0199a1b2c3d47e5f8a9b0c1d2e3f4a5b.1" : Id(i + 5))}}","created_at":"{{Time(i, 0)}}","updated_at":"{{Time(i, 3)}}",
             "submitted_at":"{{Time(i, 1)}}","filled_at":{{(state == "filled" ? $"\"{Time(i, 3)}\"" : "null")}},"expired_at":{{(state == "expired" ? $"\"{Time(i, 3)}\"" : "null")}},
             "canceled_at":{{(state == "canceled" ? $"\"{Time(i, 3)}\"" : "null")}},"failed_at":null,"replaced_at":{{(state == "replaced" ? $"\"{Time(i, 3)}\"" : "null")}},
             "replaced_by":{{(state == "replaced" ? $"\"{Id(i + 1)}\"" : "null")}},"replaces":null,"asset_id":"{{Id(i + 3)}}","symbol":"{{symbol}}","asset_class":"{{kind}}",
             "notional":null,"qty":"{{quantity}}","filled_qty":"{{filled}}","filled_avg_price":{{(filled > 0 ? $"\"{price}\"" : "null")}},"order_class":"{{shape}}",
             "order_type":"{{type}}","type":"{{type}}","side":"{{(i % 4 == 1 ? "sell" : "buy")}}","position_intent":"{{(i % 4 == 1 ? "sell_to_close" : "buy_to_open")}}",
             "time_in_force":"{{(i % 5 == 2 ? "gtc" : "day")}}","limit_price":{{(type.EndsWith("limit", StringComparison.Ordinal) ? $"\"{price}\"" : "null")}},
             "stop_price":{{(type.StartsWith("stop", StringComparison.Ordinal) ? $"\"{price - 1}\"" : "null")}},"status":"{{state}}","extended_hours":false,"legs":{{legs}},
             "trail_percent":{{(type == "trailing_stop" ? "\"2.5\"" : "null")}},"trail_price":null,"hwm":null,"commission":{{(filled > 0 ? "\"0.35\"" : "null")}},
             "subtag":null,"source":null}
            """);
    }

    private static (string Symbol, string Kind) Symbol(int i, bool stroke) => (i % 10) switch
    {
        3 => ($"SYM{i % 100}26{1 + (i % 12):00}16C{(25 + (i % 200)) * 1000:00000000}", "us_option"),
        6 => (stroke ? $"C{i}/USD" : $"C{i}USD", "crypto"),
        _ => ($"SYM{i}", "us_equity"),
    };

    private static string Id(int i) => $"61e69015-8549-4bfd-b9c3-{i:x12}";

    private static string Time(int i, int second) => string.Create(CultureInfo.InvariantCulture, $"2026-03-0{1 + (i % 9)}T14:{i % 60:00}:{second:00}.942282751Z");
}
