namespace Brokerage.Fit.Kit;

/// <summary>Instruments from brokers' words. What is not a proper symbol stays what it is: unclassified, with a key that the broker knows.</summary>
internal static class Named
{
    public static Instrument Equity(BrokerId broker, string symbol, string kind, string market = Instrument.Equity.UnitedStates) =>
        Read<Instrument.Equity>(market == Instrument.Equity.UnitedStates ? symbol : $"{symbol}@{market}") ?? Unclassified(broker, symbol, kind);

    public static Instrument Fund(BrokerId broker, string symbol, string kind) => Read<Instrument.Fund>("fund:" + symbol) ?? Unclassified(broker, symbol, kind);

    public static Instrument Index(BrokerId broker, string symbol, string kind) => Read<Instrument.Index>("index:" + symbol) ?? Unclassified(broker, symbol, kind);

    public static Instrument Bond(BrokerId broker, string symbol, string kind) => Read<Instrument.Bond>("bond:" + symbol) ?? Unclassified(broker, symbol, kind);

    public static Instrument Crypto(BrokerId broker, string coin, string quote, string kind) => Read<Instrument.Crypto>($"{coin}/{quote}") ?? Unclassified(broker, coin, kind);

    public static Instrument Forex(BrokerId broker, string pair, string kind) => Read<Instrument.Forex>("forex:" + pair) ?? Unclassified(broker, pair, kind);

    /// <summary>An OCC symbol, padded or not: <c>ACME261218C00045000</c>.</summary>
    public static Instrument Option(BrokerId broker, string symbol, string kind)
    {
        var compact = symbol.Replace(" ", "", StringComparison.Ordinal);
        var padded = compact.Length is > 15 and <= 21 ? compact[..^15].PadRight(6) + compact[^15..] : symbol;
        return Read<Instrument.Option>(padded) ?? Unclassified(broker, symbol, kind);
    }

    public static Instrument Unclassified(BrokerId broker, string? key, string? kind) => new Instrument.Unclassified(broker, Clean(key) ?? "?", Clean(kind));

    private static T? Read<T>(string text) where T : Instrument => Instrument.TryParse(text, out var instrument) ? instrument as T : null;

    private static string? Clean(string? text)
    {
        var clean = text?.Trim() ?? "";
        if (clean.Length > 64 || clean.Any(letter => letter is < ' ' or > '~')) clean = Uri.EscapeDataString(clean);
        return clean.Length == 0 ? null : clean[..Math.Min(clean.Length, 64)];
    }
}
