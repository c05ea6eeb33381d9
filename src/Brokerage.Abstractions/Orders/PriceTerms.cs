namespace Brokerage;

/// <summary>
/// At what price. Prices are in quote units, without the multiplier; the net price of several legs is positive when paid and negative when
/// received. At the open or close is a <see cref="TimeInForce"/>. A closed set.
/// </summary>
public abstract record PriceTerms
{
    private PriceTerms()
    {
    }

    /// <summary>At the market.</summary>
    public sealed record Market : PriceTerms;

    /// <summary>At this price or better.</summary>
    /// <param name="Price">The limit.</param>
    public sealed record Limit(decimal Price) : PriceTerms;

    /// <summary>At the market, once the trigger is reached.</summary>
    /// <param name="Trigger">The trigger.</param>
    /// <param name="Basis">Which price reaches it.</param>
    public sealed record Stop(decimal Trigger, TriggerBasis Basis = TriggerBasis.Default) : PriceTerms;

    /// <summary>At a limit, once the trigger is reached.</summary>
    /// <param name="Trigger">The trigger.</param>
    /// <param name="Price">The limit.</param>
    /// <param name="Basis">Which price reaches the trigger.</param>
    public sealed record StopLimit(decimal Trigger, decimal Price, TriggerBasis Basis = TriggerBasis.Default) : PriceTerms;

    /// <summary>A stop that follows the price at a distance.</summary>
    /// <param name="Distance">Positive: quote units, or a fraction (0.05 = 5 %) where <paramref name="InPercent"/>.</param>
    /// <param name="InPercent">True where the distance is a fraction of the price.</param>
    /// <param name="LimitOffset">Null for a market order at the trigger; else the limit's distance from the trigger, in quote units.</param>
    /// <param name="Basis">Which price it follows.</param>
    public sealed record Trailing(decimal Distance, bool InPercent, decimal? LimitOffset = null, TriggerBasis Basis = TriggerBasis.Default)
        : PriceTerms;

    /// <summary>Only on reading: terms that we cannot express. A request with it is refused.</summary>
    /// <param name="Text">The broker's words.</param>
    public sealed record Other(string Text) : PriceTerms;
}
