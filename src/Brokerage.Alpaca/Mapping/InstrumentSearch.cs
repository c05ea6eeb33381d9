namespace Brokerage.Alpaca.Mapping;

/// <summary>Alpaca has no search: the list of assets is searched here, the best fit first.</summary>
internal static class InstrumentSearch
{
    public static IReadOnlyList<InstrumentInfo> Best(IEnumerable<InstrumentInfo> all, string text, int most) =>
        [.. all
            .Select(info => (Info: info, Symbol: info.Instrument.ToString(), Rank: Rank(info, text)))
            .Where(row => row.Rank < int.MaxValue)
            .OrderBy(row => row.Rank)
            .ThenBy(row => row.Symbol.Length)
            .ThenBy(row => row.Symbol, StringComparer.Ordinal)
            .Take(most)
            .Select(row => row.Info)];

    private static int Rank(InstrumentInfo info, string text)
    {
        var symbol = info.Instrument.ToString();
        if (symbol.Equals(text, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        if (symbol.StartsWith(text, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        return info.Description?.Contains(text, StringComparison.OrdinalIgnoreCase) == true ? 2 : int.MaxValue;
    }
}
