using Brokerage.Transport;

namespace Brokerage.Alpaca.Wire;

/// <summary>Alpaca's words for kinds, sides, types and states.</summary>
internal sealed class AlpacaWordConverter() : WordConverter(Words)
{
    private static readonly string[] Words =
    [
        "us_equity", "us_option", "crypto", "long", "short", "buy", "sell", "buy_to_open", "buy_to_close", "sell_to_open", "sell_to_close",
        "simple", "bracket", "oco", "oto", "mleg", "market", "limit", "stop", "stop_limit", "trailing_stop", "day", "gtc", "ioc", "fok", "opg", "cls",
        "new", "accepted", "pending_new", "held", "partially_filled", "filled", "canceled", "replaced", "expired", "rejected", "done_for_day",
        "pending_cancel", "pending_replace",
    ];

    /// <summary>Whether it is one of them.</summary>
    public static bool IsKnown(string? text) => Array.IndexOf(Words, text) >= 0;
}
