namespace Brokerage.Exchange;

/// <summary>
/// Regulation T and FINRA rule 4210, in terms of equity: the proceeds of a short sale are in the cash and its value is subtracted, so 150 %
/// of which 100 % are proceeds appears here as 50 %.
/// <list type="bullet">
/// <item>Long stock: initial 50 %, maintenance 25 %; not marginable: 100 %.</item>
/// <item>Short stock: initial 50 %, maintenance the greater of 30 % and 5.00 a share; under 5.00 the greater of 100 % and 2.50 a share.</item>
/// <item>Long options and crypto: 100 %.</item>
/// <item>Short options: none when covered by stock; the possible loss when covered by a long option; else the greater of
/// 20 % of the underlying less what it is out of the money and 10 % (of the underlying for calls, of the strike for puts).</item>
/// </list>
/// </summary>
internal static class RegT
{
    private const decimal InitialRate = 0.50m;
    private const decimal LongMaintenance = 0.25m;
    private const decimal ShortMaintenance = 0.30m;
    private const decimal LowPrice = 5m;
    private const decimal LowPriceAmount = 2.50m;

    /// <summary>What the positions on one underlying need together; stock and options cover each other.</summary>
    public static MarginNeed Of(IReadOnlyList<MarginPosition> group)
    {
        if (group.Count == 1 && group[0].Listing.Instrument is not Instrument.Option)
        {
            return OfSimple(group[0]);
        }

        var need = default(MarginNeed);
        var shares = 0m;
        foreach (var position in group)
        {
            if (position.Listing.Instrument is not Instrument.Option)
            {
                need += OfSimple(position);
                shares += position.Quantity;
            }
        }

        var options = OptionCover.Of(group, shares, UncoveredNeed, lossOnly: false);
        return need + new MarginNeed(options, options);
    }

    public static MarginNeed OfSimple(in MarginPosition position)
    {
        var value = Math.Abs(position.Value);
        if (position.Quantity >= 0m)
        {
            return position.Listing.Marginable ? new MarginNeed(value * InitialRate, value * LongMaintenance) : new MarginNeed(value, value);
        }

        var shares = Math.Abs(position.Quantity);
        var keep = position.Price >= LowPrice
            ? Math.Max(value * ShortMaintenance, shares * LowPrice)
            : Math.Max(value, shares * LowPriceAmount);
        return new MarginNeed(Math.Max(value * InitialRate, keep), keep);
    }

    private static decimal UncoveredNeed(MarginPosition position)
    {
        var option = (Instrument.Option)position.Listing.Instrument;
        var spot = position.UnderlyingPrice;
        var outOfMoney = Math.Max(0m, option.IsCall ? option.Strike - spot : spot - option.Strike);
        var least = 0.10m * (option.IsCall ? spot : option.Strike);
        return Math.Max((0.20m * spot) - outOfMoney, least) * position.Listing.Multiplier;
    }
}
