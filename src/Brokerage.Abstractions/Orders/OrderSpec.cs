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

    /// <summary>
    /// What closes a position at the market: all of it, on the other side, to close. For the day; crypto, whose market has no end of day,
    /// until it is cancelled.
    /// </summary>
    /// <remarks>A part is closed <c>with { Quantity = … }</c>. What working orders hold of the position the broker refuses: cancel them first.</remarks>
    /// <param name="position">What is held, as it was last read.</param>
    /// <exception cref="ArgumentException">There is nothing to close: the quantity is 0.</exception>
    public static OrderSpec ToClose(Position position)
    {
        ArgumentNullException.ThrowIfNull(position);
        if (position.Quantity == 0m)
        {
            throw new ArgumentException("A position of nothing cannot be closed.", nameof(position));
        }

        var side = position.Quantity > 0m ? Side.Sell : Side.Buy;
        return Market(position.Instrument, side, Math.Abs(position.Quantity)) with
        {
            Legs = [new OrderLeg(position.Instrument, side, PositionEffect.Close)],
            TimeInForce = position.Instrument is Instrument.Crypto ? TimeInForce.GoodTillCancelled : TimeInForce.Day,
        };
    }

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
