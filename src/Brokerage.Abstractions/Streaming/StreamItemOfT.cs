using System.Diagnostics.CodeAnalysis;

namespace Brokerage;

/// <summary>A value of a stream, or a word about the stream itself.</summary>
/// <typeparam name="T">The values' type.</typeparam>
public readonly record struct StreamItem<T>
{
    /// <summary>What it says.</summary>
    public StreamSignal Signal { get; init; }

    /// <summary>
    /// The value, with <see cref="StreamSignal.Data"/> alone. With any other signal it is <c>default</c>, which for a struct is not null but
    /// a tick without an instrument: read it by <see cref="TryGetValue"/>.
    /// </summary>
    public T? Value { get; init; }

    /// <summary>True where the broker pushes nothing and we ask: states may be skipped.</summary>
    public bool IsPolled { get; init; }

    /// <summary>With <see cref="StreamSignal.Gap"/>: since when (UTC).</summary>
    public DateTimeOffset? GapFrom { get; init; }

    /// <summary>With <see cref="StreamSignal.Gap"/>: until when (UTC).</summary>
    public DateTimeOffset? GapTo { get; init; }

    /// <summary>The value, where the item carries one; false for a word about the stream itself.</summary>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = Value;
        return Signal == StreamSignal.Data && value is not null;
    }
}
