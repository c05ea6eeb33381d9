using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>What Alpaca tells beyond the common contract.</summary>
internal static class ExtrasMapping
{
    // The first and the last second that a time here can name.
    private const decimal FirstSecond = -62_135_596_800m;
    private const decimal LastSecond = 253_402_300_799m;

    public static AlpacaAccountSettings ToSettings(SettingsWire wire) => new()
    {
        FractionalTrading = wire.FractionalTrading,
        OvernightTrading = !wire.DisableOvernightTrading,
        ShortSelling = !wire.NoShorting,
        TradingSuspended = wire.SuspendTrade,
        MaxMarginMultiplier = wire.MaxMarginMultiplier,
        MaxOptionLevel = wire.MaxOptionsTradingLevel,
        PartnershipsWithoutException = wire.PtpNoExceptionEntry,
        ConfirmationMails = wire.TradeConfirmEmail,
    };

    /// <summary>A row without a time is left out; a column that is shorter than the others has no more to say.</summary>
    public static IReadOnlyList<AlpacaPortfolioPoint> ToPoints(PortfolioHistoryWire wire)
    {
        var times = wire.Timestamp ?? [];
        var points = new List<AlpacaPortfolioPoint>(times.Count);
        for (var row = 0; row < times.Count; row++)
        {
            if (times[row] is { } seconds and >= FirstSecond and <= LastSecond)
            {
                var time = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
                points.Add(new AlpacaPortfolioPoint(time, At(wire.Equity, row), At(wire.ProfitLoss, row), At(wire.ProfitLossPct, row)));
            }
        }

        points.Sort((one, other) => one.Time.CompareTo(other.Time));
        return points;
    }

    /// <summary>Null for a list without an id or a name.</summary>
    public static AlpacaWatchlist? ToWatchlist(WatchlistWire wire)
    {
        if (string.IsNullOrEmpty(wire.Id) || wire.Name is null)
        {
            return null;
        }

        var instruments = wire.Assets?.Where(asset => !string.IsNullOrEmpty(asset?.Symbol)).Select(asset => Symbols.ToInstrument(asset.Symbol!, asset.Class)).ToList();
        return new AlpacaWatchlist(wire.Id, wire.Name, instruments, wire.UpdatedAt);
    }

    private static decimal? At(IReadOnlyList<decimal?>? column, int row) => column is not null && row < column.Count ? column[row] : null;
}
