namespace Brokerage;

/// <summary>Makes items of streams.</summary>
public static class StreamItem
{
    /// <summary>A value.</summary>
    public static StreamItem<T> Data<T>(T value, bool isPolled = false) =>
        new() { Signal = StreamSignal.Data, Value = value, IsPolled = isPolled };

    /// <summary>A word about the stream itself.</summary>
    public static StreamItem<T> Of<T>(StreamSignal signal, bool isPolled = false) => new() { Signal = signal, IsPolled = isPolled };

    /// <summary>A stretch in which something may have been missed.</summary>
    public static StreamItem<T> Gap<T>(DateTimeOffset from, DateTimeOffset to, bool isPolled = false) =>
        new() { Signal = StreamSignal.Gap, GapFrom = from, GapTo = to, IsPolled = isPolled };
}
