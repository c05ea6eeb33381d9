namespace Brokerage.ETrade.Wire;

/// <summary>What it takes to place a previewed order, and to recognise it later. Ours: the journal keeps it, E*TRADE never sees it.</summary>
internal sealed record EvidenceWire
{
    public int Version { get; set; }

    /// <summary>The ids of the preview, as they came.</summary>
    public long[]? Previews { get; set; }

    public string? OrderType { get; set; }

    /// <summary>The ticket that was previewed, to be placed unchanged.</summary>
    public TicketWire? Ticket { get; set; }

    /// <summary>The order that is changed; null for a new one.</summary>
    public string? Target { get; set; }

    /// <summary>When the preparation began by E*TRADE's clock, in milliseconds since 1970; null in what was written before that was noted.</summary>
    public long? Began { get; set; }

    /// <summary>The orders that were listed before.</summary>
    public string[]? Seen { get; set; }
}
