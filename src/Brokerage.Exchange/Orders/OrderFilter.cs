namespace Brokerage.Exchange;

/// <summary>Which orders are wanted. Everything that is null is no condition.</summary>
public sealed record OrderFilter
{
    /// <summary>Only orders that are still open (true), or only those that are final (false).</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Only orders received at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only orders received before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only orders with a leg in this instrument.</summary>
    public Instrument? Instrument { get; init; }

    /// <summary>Only the outermost orders of plans.</summary>
    public bool RootsOnly { get; init; }

    /// <summary>At most so many, the newest ones.</summary>
    public int? Newest { get; init; }
}
