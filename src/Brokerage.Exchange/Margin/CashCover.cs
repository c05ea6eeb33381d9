namespace Brokerage.Exchange;

/// <summary>What a cash account must keep back for its short options: the whole strike for a put, the possible loss of a spread.</summary>
internal static class CashCover
{
    public static decimal Of(IReadOnlyList<MarginPosition> group)
    {
        var (shares, hasShort) = (0m, false);
        foreach (var position in group)
        {
            shares += position.Listing.Instrument is Instrument.Option ? 0m : position.Quantity;
            hasShort |= position.Listing.Instrument is Instrument.Option && position.Quantity < 0m;
        }

        return hasShort ? OptionCover.Of(group, shares, Uncovered, lossOnly: true) : 0m;
    }

    // An uncovered call has no bound; admission refuses it in a cash account. A very high price stands for "not with cash".
    private static decimal Uncovered(MarginPosition position)
    {
        var option = (Instrument.Option)position.Listing.Instrument;
        return (option.IsCall ? position.UnderlyingPrice * 100m : option.Strike) * position.Listing.Multiplier;
    }
}
