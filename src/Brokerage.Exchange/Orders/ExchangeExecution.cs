namespace Brokerage.Exchange;

/// <summary>One execution of one leg.</summary>
public sealed record ExchangeExecution
{
    /// <summary>Unique on the exchange.</summary>
    public required string Id { get; init; }

    /// <summary>The same as a number, ascending.</summary>
    public required long Number { get; init; }

    /// <summary>The order.</summary>
    public required OrderId Order { get; init; }

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>Which leg, from 0.</summary>
    public required int LegIndex { get; init; }

    /// <summary>The instrument of the leg.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>Bought or sold.</summary>
    public required Side Side { get; init; }

    /// <summary>Whether it opened or closed a position.</summary>
    public required PositionEffect Effect { get; init; }

    /// <summary>How much, positive. In a correction: what it is now.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The price per unit.</summary>
    public required decimal Price { get; init; }

    /// <summary>The leg's filled quantity after this execution.</summary>
    public required decimal CumulativeAfter { get; init; }

    /// <summary>The fees booked with it, in the instrument's currency, positive when paid.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Whether the order stood in the book (and the other side came to it).</summary>
    public required bool IsMaker { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The day it settles.</summary>
    public required DateOnly SettlesOn { get; init; }

    /// <summary>The execution that this one corrects; null for a genuine one. A correction with quantity 0 is a bust.</summary>
    public string? Corrects { get; init; }
}
