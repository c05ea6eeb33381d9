using System.Collections.Concurrent;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Markets;

namespace Brokerage.ETrade;

/// <summary>
/// By which symbol E*TRADE names the options of a root: ours are named by the root that the OCC gives them (BRKB, SPXW, AAPL1), E*TRADE's by a
/// symbol of its own (BRK.B). Learnt from every row that has both. Thread-safe.
/// </summary>
internal sealed class SymbolBook
{
    private readonly ConcurrentDictionary<string, string> _symbols = new(StringComparer.Ordinal);

    /// <summary>Takes in the product of a row, if it is that of an option.</summary>
    public void Learn(ProductWire? product, string? osiKey)
    {
        if (string.Equals(product?.SecurityType, "OPTN", StringComparison.OrdinalIgnoreCase) && product!.Symbol?.Trim() is { Length: > 0 } symbol
            && !Knows(Products.RootOf(osiKey), symbol) && Products.ToInstrument(product, osiKey) is Instrument.Option option)
        {
            Learn(option.Root, symbol);
        }
    }

    // Row after row says the same.
    private bool Knows(ReadOnlySpan<char> root, string symbol) =>
        _symbols.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(root, out var known) && string.Equals(known, symbol, StringComparison.OrdinalIgnoreCase);

    public void Learn(string root, string symbol) => _symbols[root] = symbol.ToUpperInvariant();

    /// <summary>Takes a symbol for a root's as long as nothing better is known.</summary>
    public void Assume(string root, string symbol) => _symbols.TryAdd(root, symbol.ToUpperInvariant());

    /// <summary>
    /// The symbol of an option; null where it cannot be said for certain. An adjusted contract has a digit in its root: by the plain symbol and
    /// the same terms another contract would be meant. So would be where two roots share a symbol on the day of the monthly options.
    /// </summary>
    public string? Of(Instrument.Option option)
    {
        var root = option.Root;
        var symbol = _symbols.GetValueOrDefault(root, root);
        var isAdjusted = root.Any(char.IsAsciiDigit);
        if (isAdjusted)
        {
            return _symbols.ContainsKey(root) && symbol.Any(char.IsAsciiDigit) ? symbol : null;
        }

        var isShared = !string.Equals(symbol.Replace(".", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal), root, StringComparison.Ordinal);
        return isShared && IsMonthly(option.Expires) ? null : symbol;
    }

    // The third Friday; where that is a holiday, the trading day before it.
    private static bool IsMonthly(DateOnly expires)
    {
        var friday = expires.AddDays(DayOfWeek.Friday - expires.DayOfWeek);
        if (friday.Day is < 15 or > 21)
        {
            return false;
        }

        var day = friday;
        while (UsMarketCalendar.Instance.GetDay(day) is null)
        {
            day = day.AddDays(-1);
        }

        return expires == day || expires == friday;
    }
}
