namespace Brokerage.Conformance.Tests.Differential;

/// <summary>Where the markets of a story stand, and prices near them.</summary>
internal sealed class Prices
{
    private readonly Dictionary<string, decimal> _mid = new(StringComparer.Ordinal)
    {
        [Things.Stock] = 430m,
        [Things.Shorted] = 190m,
        [Things.Option] = 6m,
        [Things.Further] = 3m,
        [Things.Coin] = 58_000m,
    };

    /// <summary>Moves a market by up to two hundredths.</summary>
    public Step.Quote Move(Dice dice, string thing, bool plenty)
    {
        var tick = Tick(thing);
        var mid = _mid[thing] = Round(_mid[thing] * (1m + ((dice.Below(41) - 20) / 1000m)), tick);
        decimal Size() => plenty ? 1000m : dice.Of(1m, 2m, 3m, 5m, 8m, 200m);
        return new Step.Quote(thing, mid - (tick * (1 + dice.Below(3))), mid + (tick * (1 + dice.Below(3))), Size(), Size());
    }

    /// <summary>A price of any kind.</summary>
    public PriceTerms Of(Dice dice, string thing, Side side)
    {
        if (thing == Things.Spread)
            return new PriceTerms.Limit((side == Side.Buy ? 1 : -1) * (3m + ((dice.Below(9) - 4) * 0.1m)));
        return Near(dice, Any(dice), thing, side);
    }

    /// <summary>A price of the same kind, near the market as it stands.</summary>
    public PriceTerms Near(Dice dice, PriceTerms price, string thing, Side side)
    {
        if (thing == Things.Spread)
            return price is PriceTerms.Limit limit ? new PriceTerms.Limit(limit.Price + ((dice.Below(5) - 2) * 0.1m)) : price;
        var tick = Tick(thing);
        var mid = _mid[thing];
        var away = side == Side.Buy ? 1 : -1;
        var trigger = Round(mid * (1m + (away * (1 + dice.Below(20)) / 1000m)), tick);
        return price switch
        {
            PriceTerms.Limit => new PriceTerms.Limit(Round(mid * (1m + ((dice.Below(41) - 20) / 1000m)), tick)),
            PriceTerms.Stop => new PriceTerms.Stop(trigger),
            PriceTerms.StopLimit => new PriceTerms.StopLimit(trigger, trigger + (away * tick * dice.Below(5))),
            PriceTerms.Trailing { InPercent: false } => new PriceTerms.Trailing(Round(mid * 0.01m, tick) + (tick * dice.Below(9)), InPercent: false),
            PriceTerms.Trailing => new PriceTerms.Trailing(dice.Of(0.01m, 0.02m, 0.03m), InPercent: true),
            _ => price,
        };
    }

    /// <summary>The price of an exit, two hundredths from the market.</summary>
    /// <param name="thing">What is traded.</param>
    /// <param name="side">The side of the entry, or of the pair.</param>
    /// <param name="isTarget">True for the exit at a profit.</param>
    /// <param name="isPair">True where there is no entry.</param>
    public decimal Exit(string thing, Side side, bool isTarget, bool isPair)
    {
        var rises = (side == Side.Buy) != isPair;
        return Round(_mid[thing] * (rises == isTarget ? 1.02m : 0.98m), Tick(thing));
    }

    private static PriceTerms Any(Dice dice) => dice.Below(9) switch
    {
        0 or 1 => new PriceTerms.Market(),
        2 or 3 or 4 => new PriceTerms.Limit(1m),
        5 => new PriceTerms.Stop(1m),
        6 => new PriceTerms.StopLimit(1m, 1m),
        7 => new PriceTerms.Trailing(1m, InPercent: false),
        _ => new PriceTerms.Trailing(0.01m, InPercent: true),
    };

    private static decimal Tick(string thing) => thing switch
    {
        Things.Option or Things.Further => 0.05m,
        Things.Coin => 1m,
        _ => 0.01m,
    };

    private static decimal Round(decimal price, decimal tick) => Math.Max(tick, decimal.Round(price / tick) * tick);
}
