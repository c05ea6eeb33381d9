namespace Brokerage.Transport;

/// <summary>What a stream should carry, and what has changed since it was last told.</summary>
/// <param name="Symbols">All symbols wanted, in the broker's spelling.</param>
/// <param name="Added">Those that are new; of those that were refused together (<see cref="SocketSink.Refuse"/>) a part at a time.</param>
/// <param name="Removed">Those that are no longer wanted.</param>
/// <param name="Orders">Whether orders are wanted.</param>
/// <param name="OrdersChanged">Whether that is new.</param>
public sealed record SocketSubscription(
    IReadOnlyCollection<string> Symbols, IReadOnlyCollection<string> Added, IReadOnlyCollection<string> Removed, bool Orders, bool OrdersChanged)
{
    internal bool IsEmpty => Added.Count == 0 && Removed.Count == 0 && !OrdersChanged;
}
