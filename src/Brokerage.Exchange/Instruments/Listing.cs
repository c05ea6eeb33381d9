namespace Brokerage.Exchange;

/// <summary>An instrument as the exchange lists it: what is known about it and how its prices behave.</summary>
public sealed record Listing
{
    /// <summary>The instrument.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>Its name.</summary>
    public required string Description { get; init; }

    /// <summary>The currency of its prices.</summary>
    public Currency Currency { get; init; } = Currency.Usd;

    /// <summary>The price at the start, in the middle of the spread. For an option it is computed and this is ignored.</summary>
    public decimal StartPrice { get; init; }

    /// <summary>The grid of prices from 1.00 up; below that, equities have 0.0001.</summary>
    public decimal PriceStep { get; init; } = 0.01m;

    /// <summary>The step of quantities: 1 for whole units.</summary>
    public decimal QuantityStep { get; init; } = 1m;

    /// <summary>The smallest order; null for one step.</summary>
    public decimal? MinQuantity { get; init; }

    /// <summary>Units per contract.</summary>
    public decimal Multiplier { get; init; } = 1m;

    /// <summary>Whether it can be traded.</summary>
    public bool Tradable { get; init; } = true;

    /// <summary>Whether it can be sold short.</summary>
    public bool Shortable { get; init; } = true;

    /// <summary>Whether half of it can be borrowed (Reg T).</summary>
    public bool Marginable { get; init; } = true;

    /// <summary>Whether it is an exchange-traded fund.</summary>
    public bool IsEtf { get; init; }

    /// <summary>The exchange that lists it, by its market identifier code.</summary>
    public string Venue { get; init; } = "XNAS";

    /// <summary>What an option is on.</summary>
    public Instrument? Underlying { get; init; }

    /// <summary>The yearly volatility as a fraction: 0.25 is 25 %.</summary>
    public decimal Volatility { get; init; } = 0.25m;

    /// <summary>Between bid and ask, in price steps.</summary>
    public int SpreadTicks { get; init; } = 2;

    /// <summary>About how many units stand at the best price; deeper levels hold more.</summary>
    public decimal Depth { get; init; } = 400m;

    /// <summary>Whether parts of a unit can be traded.</summary>
    public bool Fractionable => QuantityStep < 1m;

    /// <summary>What kind of thing it is.</summary>
    public AssetClass AssetClass => Instrument.AssetClass;

    /// <summary>The price grid at this price.</summary>
    /// <param name="price">A price; its sign does not matter.</param>
    public decimal PriceStepAt(decimal price) => Instrument is Instrument.Equity && Math.Abs(price) < 1m ? Math.Min(PriceStep, 0.0001m) : PriceStep;

    /// <summary>The same in the words of the contract.</summary>
    public InstrumentInfo ToInfo() => new()
    {
        Instrument = Instrument,
        Description = Description,
        Currency = Currency,
        Multiplier = Multiplier,
        PriceStep = PriceStep,
        QuantityStep = QuantityStep,
        MinQuantity = MinQuantity ?? QuantityStep,
        Fractional = Fractionable,
        Shortable = Shortable,
        Tradable = Tradable,
        IsEtf = IsEtf,
        Underlying = Underlying,
    };
}
