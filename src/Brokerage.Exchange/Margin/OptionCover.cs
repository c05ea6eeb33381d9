namespace Brokerage.Exchange;

/// <summary>Pairs the short options on one underlying with what covers them: shares first for calls, then long options that live at least as long.</summary>
internal static class OptionCover
{
    /// <param name="group">The positions on the underlying.</param>
    /// <param name="shares">The shares held, signed: long ones cover calls, short ones cover puts.</param>
    /// <param name="uncovered">What one uncovered contract needs.</param>
    /// <param name="lossOnly">True: only the losses, for cash accounts, where long options are paid for. False: in terms of equity.</param>
    public static decimal Of(IReadOnlyList<MarginPosition> group, decimal shares, Func<MarginPosition, decimal> uncovered, bool lossOnly)
    {
        var longs = new List<(MarginPosition Position, decimal Left)>();
        var need = 0m;
        foreach (var position in group)
        {
            if (position.Listing.Instrument is Instrument.Option && position.Quantity > 0m)
            {
                longs.Add((position, position.Quantity));
            }
        }

        foreach (var position in ShortsByRisk(group))
        {
            var option = (Instrument.Option)position.Listing.Instrument;
            var left = -position.Quantity;
            var byShares = Math.Min(left, decimal.Floor(Math.Max(0m, option.IsCall ? shares : -shares) / position.Listing.Multiplier));
            shares -= (option.IsCall ? byShares : -byShares) * position.Listing.Multiplier;
            left -= byShares;
            need += Pair(position, option, ref left, longs, lossOnly);
            need += left * uncovered(position);
        }

        if (!lossOnly)
        {
            foreach (var (position, left) in longs)
            {
                need += left * position.Price * position.Listing.Multiplier;
            }
        }

        return need;
    }

    private static decimal Pair(
        in MarginPosition sold, Instrument.Option option, ref decimal left, List<(MarginPosition Position, decimal Left)> longs, bool lossOnly)
    {
        var need = 0m;
        for (var i = 0; i < longs.Count && left > 0m; i++)
        {
            var (bought, available) = longs[i];
            var cover = (Instrument.Option)bought.Listing.Instrument;
            if (cover.IsCall != option.IsCall || cover.Expires < option.Expires || available <= 0m)
            {
                continue;
            }

            var pairs = Math.Min(left, available);
            var width = Math.Max(0m, option.IsCall ? cover.Strike - option.Strike : option.Strike - cover.Strike);
            var net = lossOnly ? 0m : bought.Price - sold.Price;
            need += pairs * Math.Max(0m, width + net) * sold.Listing.Multiplier;
            left -= pairs;
            longs[i] = (bought, available - pairs);
        }

        return need;
    }

    private static IEnumerable<MarginPosition> ShortsByRisk(IReadOnlyList<MarginPosition> group) =>
        group.Where(one => one.Listing.Instrument is Instrument.Option && one.Quantity < 0m)
            .OrderByDescending(one => ((Instrument.Option)one.Listing.Instrument).Expires)
            .ThenBy(one => one.Listing.Instrument.ToString(), StringComparer.Ordinal);
}
