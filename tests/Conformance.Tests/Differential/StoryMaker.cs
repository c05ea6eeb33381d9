namespace Brokerage.Conformance.Tests.Differential;

/// <summary>Makes a story of a seed, from what all of the brokers that it will be told at can do.</summary>
internal sealed class StoryMaker(ulong seed, Ground ground)
{
    private readonly Dice _dice = new(seed);
    private readonly Prices _prices = new();
    private readonly List<Step> _steps = [];
    private readonly List<(int Label, Terms Terms)> _placed = [];

    /// <summary>The story; the same for the same seed and the same features.</summary>
    public Story Make()
    {
        var known = ground.Names.ToList();
        foreach (var thing in known)
            _steps.Add(_prices.Move(_dice, thing, plenty: true));
        if (_dice.OneIn(25))
            _steps.Add(Elsewhere());
        for (var left = 6 + _dice.Below(14); left > 0; left--)
            Add(known);
        return new Story([.. _steps, new Step.Look()]);
    }

    private void Add(List<string> known)
    {
        switch (_dice.Below(24))
        {
            case < 10:
                Place();
                break;
            case < 16:
                _steps.Add(_prices.Move(_dice, known[_dice.Below(known.Count)], plenty: false));
                break;
            case < 18 when _placed.Count > 0:
                _steps.Add(new Step.Cancel(_placed[_dice.Below(_placed.Count)].Label));
                break;
            case < 20 when _placed.Count > 0:
                Replace();
                break;
            case < 21:
                Pass();
                break;
            default:
                _steps.Add(new Step.Look());
                break;
        }
    }

    // Nobody trades in between, and after a week without a trade a market has no history to speak of.
    private void Pass()
    {
        var by = TimeSpan.FromMinutes(_dice.Of(1, 20, 6 * 60, 18 * 60, 24 * 60, 4 * 24 * 60));
        if (_steps.OfType<Step.Pass>().Aggregate(by, (sum, step) => sum + step.By) < TimeSpan.FromDays(6))
            _steps.Add(new Step.Pass(by));
    }

    private Step.Elsewhere Elsewhere() => _dice.OneIn(2) || !ground.Trades(Things.Coin)
        ? new Step.Elsewhere(ground.ManyRows, Plain(Things.Stock, 1m, new PriceTerms.Limit(20m)))
        : new Step.Elsewhere(120, Plain(Things.Coin, 0.01m, new PriceTerms.Market()));

    private static Terms Plain(string thing, decimal amount, PriceTerms price) => new()
    {
        Thing = thing,
        Side = Side.Buy,
        Amount = amount,
        Price = price,
        Time = TimeInForceKind.GoodTillCancelled,
    };

    private void Place()
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var terms = RandomTerms();
            if (!ground.MayPlace(terms))
                continue;
            _placed.Add((_placed.Count + 1, terms));
            _steps.Add(new Step.Place(_placed.Count, terms));
            return;
        }
    }

    private void Replace()
    {
        var (label, terms) = _placed[_dice.Below(_placed.Count)];
        if (terms.IsPair)
            return;
        // Whole coins would be refused for a reason of its own at each broker: too many for one, no fraction any more for another.
        var units = _dice.OneIn(2) && terms.Thing != Things.Coin ? (decimal?)_dice.Of(1m, 2m, 4m, 7m, 12m) : null;
        var price = units is null || _dice.OneIn(2) ? _prices.Near(_dice, terms.Price, terms.Thing, terms.Side) : null;
        if (ground.MayReplace(units, price))
            _steps.Add(new Step.Replace(label, units, price));
    }

    private Terms RandomTerms()
    {
        var thing = _dice.Of(Things.Stock, Things.Stock, Things.Stock, Things.Shorted, Things.Shorted, Things.Option, Things.Spread, Things.Coin);
        var side = _dice.Of(Side.Buy, Side.Sell);
        var exits = thing is Things.Stock or Things.Shorted ? _dice.Below(12) : 12;
        var price = exits is 0 or 1 ? new PriceTerms.Limit(_prices.Exit(thing, side, isTarget: true, isPair: true)) : _prices.Of(_dice, thing, side);
        var isPair = exits is 0 or 1;
        return new Terms
        {
            Thing = thing,
            Side = side,
            InCash = thing is Things.Stock or Things.Coin && price is PriceTerms.Market && _dice.OneIn(4),
            Amount = Amount(thing, price),
            Price = price,
            Time = _dice.Of(
                TimeInForceKind.Day, TimeInForceKind.Day, TimeInForceKind.GoodTillCancelled, TimeInForceKind.GoodTillCancelled,
                TimeInForceKind.ImmediateOrCancel, TimeInForceKind.FillOrKill, TimeInForceKind.AtOpen, TimeInForceKind.AtClose),
            Effect = Effect(thing),
            Extended = price is PriceTerms.Limit && exits > 5 && _dice.OneIn(6),
            IsPair = isPair,
            TargetAt = exits is 0 or 1 or 2 or 3 or 4 ? _prices.Exit(thing, side, isTarget: true, isPair) : null,
            StopAt = exits is 0 or 1 or 2 or 3 or 5 ? _prices.Exit(thing, side, isTarget: false, isPair) : null,
        };
    }

    private decimal Amount(string thing, PriceTerms price) => thing switch
    {
        Things.Coin => _dice.Of(0.005m, 0.0125m, 0.1m, 2m),
        Things.Option or Things.Spread => _dice.Of(1m, 1m, 2m),
        Things.Stock when price is PriceTerms.Market && _dice.OneIn(4) => _dice.Of(0.25m, 1.5m),
        _ => _dice.Of(1m, 2m, 5m, 9m, 20m, 120m, 400m),
    };

    private PositionEffect Effect(string thing) => thing switch
    {
        Things.Option => _dice.Of(PositionEffect.Open, PositionEffect.Close, PositionEffect.Unspecified),
        Things.Stock or Things.Shorted when ground.SaysEffects => _dice.Of(PositionEffect.Open, PositionEffect.Close),
        _ => PositionEffect.Unspecified,
    };
}
