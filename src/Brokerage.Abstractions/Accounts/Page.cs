namespace Brokerage;

/// <summary>A page of history, newest first, that says what it cannot show.</summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <param name="Items">The rows, newest first.</param>
/// <param name="Next">The cursor of the next page: opaque, storable, good for the same query only; null on the last page.</param>
/// <param name="OldestAvailable">Before this (UTC) the broker keeps or shows nothing; null where it does not say.</param>
/// <param name="Gaps">Stretches inside the page that could not be read.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, DateTimeOffset? OldestAvailable, IReadOnlyList<ItemFailure> Gaps)
{
    /// <summary>The only page.</summary>
    public static Page<T> Only(IReadOnlyList<T> items) => new(items, Next: null, OldestAvailable: null, []);
}
