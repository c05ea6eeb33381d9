namespace Brokerage;

/// <summary>A value of a stream, or a word about the stream itself.</summary>
/// <typeparam name="T">The values' type.</typeparam>
public readonly record struct StreamItem<T>
{
    /// <summary>What it says.</summary>
    public StreamSignal Signal { get; init; }

    /// <summary>The value, with <see cref="StreamSignal.Data"/> alone.</summary>
    public T? Value { get; init; }

    /// <summary>True where the broker pushes nothing and we ask: states may be skipped.</summary>
    public bool IsPolled { get; init; }

    /// <summary>With <see cref="StreamSignal.Gap"/>: since when (UTC).</summary>
    public DateTimeOffset? GapFrom { get; init; }

    /// <summary>With <see cref="StreamSignal.Gap"/>: until when (UTC).</summary>
    public DateTimeOffset? GapTo { get; init; }
}
