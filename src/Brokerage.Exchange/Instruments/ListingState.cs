namespace Brokerage.Exchange;

/// <summary>A listing at work: its walk, its book, the figures of its day, and the orders that wait for something.</summary>
internal sealed class ListingState(Listing listing, int index)
{
    public Listing Listing { get; } = listing;

    public Instrument Instrument => Listing.Instrument;

    /// <summary>The place in the list of listings; orders of work follow it.</summary>
    public int Index { get; } = index;

    public Book Book { get; } = new();

    public TickWalk? Walk { get; init; }

    public CounterRandom Sizes { get; init; }

    /// <summary>A hundredth of the usual depth, on the grid of quantities.</summary>
    public required decimal SizeUnit { get; init; }

    /// <summary>For options: the close of their last day.</summary>
    public DateTimeOffset? LastInstant { get; init; }

    /// <summary>The state of what an option is on.</summary>
    public ListingState? Underlying { get; init; }

    /// <summary>Options on this that someone waits for: resting orders, stops, quote readers. Others are quoted when asked.</summary>
    public SortedDictionary<int, ListingState> Watched { get; } = [];

    /// <summary>Orders that are neither in the book nor done: stops, resting market orders, all-or-none, combinations.</summary>
    public List<OrderNode> Waiting { get; } = [];

    /// <summary>Someone has asked for its quotes.</summary>
    public bool IsFollowed { get; set; }

    public bool IsHalted { get; set; }

    public bool IsExpired { get; set; }

    /// <summary>A quote set by hand, which holds the walk.</summary>
    public (decimal? Bid, decimal? Ask, decimal BidSize, decimal AskSize)? Fixed { get; set; }

    public Queue<decimal> Script { get; } = new();

    /// <summary>Once a script was given the walk rests, also after its last price.</summary>
    public bool IsScripted { get; set; }

    /// <summary>Counts the quotes.</summary>
    public long Version { get; set; }

    /// <summary>For options: the quote of the underlying for which the book was made.</summary>
    public long MadeFor { get; set; } = -1;

    public decimal Mid { get; set; }

    public decimal Last { get; set; }

    public decimal LastSize { get; set; }

    /// <summary>The price at the listing, from which the past is made up.</summary>
    public decimal FirstPrice { get; set; }

    public decimal Open { get; set; }

    public decimal High { get; set; }

    public decimal Low { get; set; }

    public decimal PreviousClose { get; set; }

    public decimal Volume { get; set; }

    public DateTimeOffset QuotedAt { get; set; }

    public BarSeries Bars { get; } = new();

    public Sessions Session { get; set; }

    public bool IsOpen => Session != Sessions.None && !IsHalted && !IsExpired;

    public decimal Mark => Book.BestBid is { } bid && Book.BestAsk is { } ask ? (bid + ask) / 2m : Last;

    public decimal Price => Listing.Instrument is Instrument.Option ? Mark : Last;

    public void Print(decimal price, decimal size, DateTimeOffset time)
    {
        (Last, LastSize, QuotedAt) = (price, size, time);
        (High, Low) = (Math.Max(High, price), Low == 0m ? price : Math.Min(Low, price));
        Volume += size;
        Bars.Print(time, price, size);
    }

    public void StartDay()
    {
        PreviousClose = Price;
        (Open, High, Low, Volume) = (Price, Price, Price, 0m);
    }

    /// <summary>Puts every price on the other side of a split: so many units for each that were so many before.</summary>
    public void Split(int now, int before)
    {
        Walk?.Split(now, before);
        Fixed = Fixed is { } hand ? (Of(hand.Bid), Of(hand.Ask), hand.BidSize, hand.AskSize) : null;
        var script = Script.ToArray();
        Script.Clear();
        foreach (var price in script)
        {
            Script.Enqueue(Of(price)!.Value);
        }

        (Last, FirstPrice, PreviousClose) = (Of(Last)!.Value, Of(FirstPrice)!.Value, Of(PreviousClose)!.Value);
        (Open, High, Low) = (Of(Open)!.Value, Of(High)!.Value, Of(Low)!.Value);

        // Nothing costs less than a step.
        decimal? Of(decimal? price) => price is { } old ? Math.Max(Listing.PriceStep, decimal.Round(old * before / now / Listing.PriceStep) * Listing.PriceStep) : null;
    }

    public ExchangeQuote ToQuote() => new(
        Instrument,
        Listing.Currency,
        Book.BestBid,
        Book.BestAsk,
        Book.SizeAt(bid: true),
        Book.SizeAt(bid: false),
        Last,
        LastSize,
        Open,
        High,
        Low,
        PreviousClose,
        Volume,
        IsHalted,
        QuotedAt);
}
