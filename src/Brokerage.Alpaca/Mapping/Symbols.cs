namespace Brokerage.Alpaca.Mapping;

/// <summary>
/// Our instruments in Alpaca's spelling and back: "BRK.B", "AAPL250117C00190000", "BTC/USD" in orders and data, "BTCUSD" in positions.
/// </summary>
internal static class Symbols
{
    public const string EquityClass = "us_equity";
    public const string OptionClass = "us_option";
    public const string CryptoClass = "crypto";

    // A position spells its pair without the stroke; these are the quote currencies that Alpaca lists, longest first.
    private static readonly string[] QuoteCurrencies = ["USDT", "USDC", "USDG", "USD", "EUR", "BTC"];

    /// <summary>The text Alpaca knows the instrument by, or null where it lists no such thing.</summary>
    public static string? ToWire(Instrument instrument) => instrument switch
    {
        Instrument.Equity { Market: "US" } equity => equity.Symbol,
        Instrument.Option option => OptionSymbol(option),
        Instrument.Crypto crypto => $"{crypto.Base}/{crypto.Quote}",
        Instrument.Unclassified unclassified when unclassified.Broker == AlpacaAdapter.BrokerId => unclassified.Key,
        _ => null,
    };

    /// <summary>What a symbol of the given class names; anything that cannot be told keeps its key and can still be traded by it.</summary>
    public static Instrument ToInstrument(string symbol, string? assetClass)
    {
        var named = assetClass switch
        {
            EquityClass => Equity(symbol),
            OptionClass => Option(symbol),
            CryptoClass => Crypto(symbol),
            _ => null,
        };
        return named ?? new Instrument.Unclassified(AlpacaAdapter.BrokerId, Printable(symbol, 128), Kind(assetClass));
    }

    /// <summary>For places that send a symbol without its class, such as activities and order legs.</summary>
    public static Instrument Guess(string symbol) =>
        symbol.Contains('/', StringComparison.Ordinal) ? ToInstrument(symbol, CryptoClass)
        : Option(symbol) ?? ToInstrument(symbol, EquityClass);

    private static Instrument? Equity(string symbol) =>
        Instrument.TryParse(symbol, out var parsed) && parsed is Instrument.Equity { Market: "US" } ? parsed : null;

    private static Instrument? Crypto(string symbol)
    {
        if (!symbol.Contains('/', StringComparison.Ordinal))
        {
            var quote = Array.Find(QuoteCurrencies, q => symbol.Length > q.Length && symbol.EndsWith(q, StringComparison.Ordinal));
            symbol = quote is null ? symbol : $"{symbol[..^quote.Length]}/{quote}";
        }

        return Instrument.TryParse(symbol, out var parsed) && parsed is Instrument.Crypto ? parsed : null;
    }

    private static string? Kind(string? assetClass) => string.IsNullOrEmpty(assetClass) ? null : Printable(assetClass, 64);

    // A key holds printable ASCII; what is not cannot be sent back either.
    private static string Printable(string text, int longest)
    {
        var kept = text.Length > longest ? text[..longest] : text;
        return kept.Length == 0 ? "?" : string.Create(kept.Length, kept, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = source[i] is > ' ' and <= '~' ? source[i] : '?';
            }
        });
    }

    // Alpaca leaves out the blanks with which OCC pads the root to six characters.
    private static string OptionSymbol(Instrument.Option option) => option.ToString().Replace(" ", "", StringComparison.Ordinal);

    private static Instrument? Option(string symbol)
    {
        const int Tail = 15;
        if (symbol.Length is <= Tail or > 21)
        {
            return null;
        }

        var padded = string.Concat(symbol.AsSpan(0, symbol.Length - Tail).ToString().PadRight(6), symbol.AsSpan(symbol.Length - Tail));
        return Instrument.TryParse(padded, out var parsed) && parsed is Instrument.Option ? parsed : null;
    }
}
