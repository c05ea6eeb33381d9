namespace Brokerage;

/// <summary>
/// One order as it is asked for. Lists and dictionaries are compared by reference: compare intents by <see cref="OrderCodec.Hash"/>.
/// </summary>
public sealed record OrderSpec
{
    /// <summary>The legs: one, or several that trade together at a net price.</summary>
    public required IReadOnlyList<OrderLeg> Legs { get; init; }

    /// <summary>How much of the combination; a leg's own quantity is this × its ratio.</summary>
    public required OrderQuantity Quantity { get; init; }

    /// <summary>At what price.</summary>
    public required PriceTerms Price { get; init; }

    /// <summary>For how long.</summary>
    public required TimeInForce TimeInForce { get; init; }

    /// <summary>In which sessions.</summary>
    public Sessions Sessions { get; init; } = Sessions.Regular;

    /// <summary>True where it may only be filled whole, however long that takes.</summary>
    public bool AllOrNone { get; init; }

    /// <summary>
    /// What a broker demands beside: keys carry its name (<c>ibkr.extOperator</c>). They are hashed; a key that the adapter does not know
    /// is refused.
    /// </summary>
    public IReadOnlyDictionary<string, string> Extras { get; init; } = NoExtras;

    private static IReadOnlyDictionary<string, string> NoExtras { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A day order of one leg at the market.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="side">Buy or sell.</param>
    /// <param name="units">Positive.</param>
    public static OrderSpec Market(Instrument instrument, Side side, decimal units) => One(instrument, side, units, new PriceTerms.Market());

    /// <summary>A day order of one leg at a limit.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="side">Buy or sell.</param>
    /// <param name="units">Positive.</param>
    /// <param name="price">The limit, in quote units.</param>
    public static OrderSpec Limit(Instrument instrument, Side side, decimal units, decimal price) =>
        One(instrument, side, units, new PriceTerms.Limit(price));

    /// <summary>A day order of one leg.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="side">Buy or sell.</param>
    /// <param name="units">Positive.</param>
    /// <param name="price">At what price.</param>
    public static OrderSpec One(Instrument instrument, Side side, decimal units, PriceTerms price)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(price);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        return new OrderSpec
        {
            Legs = [new OrderLeg(instrument, side)],
            Quantity = new OrderQuantity.Units(units),
            Price = price,
            TimeInForce = TimeInForce.Day,
        };
    }
}
