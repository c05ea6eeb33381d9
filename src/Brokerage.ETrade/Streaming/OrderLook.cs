namespace Brokerage.ETrade.Streaming;

/// <summary>What a look at an account's orders has brought.</summary>
/// <param name="Orders">The orders that may have changed, and others.</param>
/// <param name="IsWhole">False where an order that may have changed could not be read.</param>
internal sealed record OrderLook(IReadOnlyList<Order> Orders, bool IsWhole);
