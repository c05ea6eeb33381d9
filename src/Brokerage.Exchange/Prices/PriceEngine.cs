using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>Moves the prices step by step and makes the market maker's quotes.</summary>
internal sealed class PriceEngine(Core core)
{
    private TimeSpan _interval = core.Options.StepInterval ?? TimeSpan.Zero;
    private DateTimeOffset _nextStep;

    public long Step { get; private set; }

    public void Start()
    {
        if (core.Options.StepInterval is { } interval)
        {
            PlanStep(interval);
        }
    }

    /// <summary>After a long pause the steps are stretched, so that catching up stays quick.</summary>
    public void PrepareFor(DateTimeOffset until)
    {
        if (core.Options.StepInterval is { } interval)
        {
            var steps = (until - _nextStep).Ticks / interval.Ticks;
            _interval = steps > core.Options.MaxStepsAtOnce ? TimeSpan.FromTicks((until - _nextStep).Ticks / core.Options.MaxStepsAtOnce) : interval;
        }
    }

    public ListingState Create(Listing listing, int index, ListingState? underlying)
    {
        var isOption = listing.Instrument is Instrument.Option;
        if (isOption && underlying is null)
        {
            throw new ArgumentException($"{listing.Instrument} needs its underlying listed first.", nameof(listing));
        }

        if (!isOption && listing.StartPrice < listing.PriceStep)
        {
            throw new ArgumentException($"{listing.Instrument} needs a start price of at least one price step.", nameof(listing));
        }

        var name = listing.Instrument.ToString();
        var step = core.Options.StepInterval ?? TimeSpan.FromSeconds(1);
        var state = new ListingState(listing, index)
        {
            Sizes = new CounterRandom(core.Options.Seed, "sizes " + name),
            SizeUnit = Math.Max(1m, decimal.Round(listing.Depth / 100m / listing.QuantityStep)) * listing.QuantityStep,
            LastInstant = listing.Instrument is Instrument.Option option ? NewYorkTime.At(option.Expires, new TimeOnly(16, 0)) : null,
            Underlying = underlying,
            Walk = isOption ? null : new TickWalk(
                new CounterRandom(core.Options.Seed, "walk " + name),
                (long)(listing.StartPrice / listing.PriceStep),
                listing.Volatility * core.Options.Volatility,
                step),
        };
        return state;
    }

    /// <summary>One step of every market that trades.</summary>
    public void StepAll()
    {
        Step++;
        foreach (var listing in core.Listings)
        {
            if (listing.Underlying is null && listing.Session != Sessions.None && !listing.IsExpired)
            {
                Move(listing);
            }
        }
    }

    /// <summary>Makes an option's book new if its underlying has moved since.</summary>
    public void Refresh(ListingState listing)
    {
        if (listing.Underlying is { } underlying && listing.MadeFor != underlying.Version && !listing.IsExpired)
        {
            Quote(listing);
        }
    }

    /// <summary>Puts a new quote into force after something changed by hand.</summary>
    public void Requote(ListingState listing)
    {
        Quote(listing);
        listing.Print(listing.Mid, 0m, core.Now);
        Settle(listing);
        foreach (var option in listing.Watched.Values.ToArray())
        {
            Quote(option);
            Settle(option);
        }
    }

    public void Quote(ListingState listing)
    {
        listing.Version++;
        listing.MadeFor = listing.Underlying?.Version ?? 0;
        listing.QuotedAt = core.Now;
        var book = listing.Book;
        book.MakerBids.Clear();
        book.MakerAsks.Clear();
        if (listing.Fixed is { } hand)
        {
            QuoteByHand(listing, hand);
            return;
        }

        var (bid, ask, gap) = listing.Underlying is null ? AroundWalk(listing) : OptionQuoter.Quote(listing, core.Now);
        listing.Mid = listing.Underlying is null ? listing.Walk!.Tick * listing.Listing.PriceStep : (bid + ask) / 2m;
        if (listing.Last == 0m)
        {
            listing.Last = listing.Mid;
        }

        // One draw gives every level six bits: from one half to a good whole of its usual size.
        var draw = listing.Sizes.At((ulong)Step);
        for (var level = 0; level < MakerSide.Levels; level++)
        {
            if (bid - (gap * level) > 0m)
            {
                book.MakerBids.Add(bid - (gap * level), SizeOf(listing, level, draw >> (level * 12)));
            }

            book.MakerAsks.Add(ask + (gap * level), SizeOf(listing, level, draw >> ((level * 12) + 6)));
        }
    }

    private static void QuoteByHand(ListingState listing, (decimal? Bid, decimal? Ask, decimal BidSize, decimal AskSize) hand)
    {
        if (hand.Bid is { } bid)
        {
            listing.Book.MakerBids.Add(bid, hand.BidSize);
        }

        if (hand.Ask is { } ask)
        {
            listing.Book.MakerAsks.Add(ask, hand.AskSize);
        }

        listing.Mid = hand.Bid is { } low && hand.Ask is { } high ? (low + high) / 2m : hand.Bid ?? hand.Ask ?? listing.Mid;
    }

    private static (decimal Bid, decimal Ask, decimal Gap) AroundWalk(ListingState listing)
    {
        var spread = Math.Max(1, listing.Listing.SpreadTicks);
        var bid = Math.Max(1, listing.Walk!.Tick - (spread / 2));
        var step = listing.Listing.PriceStep;
        return (bid * step, (bid + spread) * step, Math.Max(1, spread / 2) * step);
    }

    private static decimal SizeOf(ListingState listing, int level, ulong draw) => listing.SizeUnit * ((level + 1) * (50 + (long)(draw & 63)));

    private void Move(ListingState listing)
    {
        if (listing.Script.TryDequeue(out var scripted))
        {
            listing.Walk!.MoveTo((long)(scripted / listing.Listing.PriceStep));
        }
        else if (listing.Fixed is null && !listing.IsScripted)
        {
            listing.Walk!.Next(Step);
        }

        Quote(listing);
        var printed = 1 + (long)(listing.Sizes.At((ulong)Step) >> 60);
        listing.Print(listing.Mid, listing.SizeUnit * (10 * printed), core.Now);
        Settle(listing);
        foreach (var option in listing.Watched.Values.ToArray())
        {
            Quote(option);
            Settle(option);
        }
    }

    /// <summary>Lets the orders see the new quote.</summary>
    private void Settle(ListingState listing)
    {
        if (core.Feed.HasQuoteReaders && core.Feed.WantsQuotesOf(listing.Instrument))
        {
            core.Feed.Publish(listing.ToQuote());
        }

        core.Matching.OnQuote(listing);
    }

    private void PlanStep(TimeSpan interval)
    {
        _nextStep = core.Now + interval;
        core.Timeline.Plan(_nextStep, () =>
        {
            StepAll();
            PlanStep(_interval);
        });
    }
}
