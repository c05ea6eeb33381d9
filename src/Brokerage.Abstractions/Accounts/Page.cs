namespace Brokerage;

/// <summary>A page of a long answer that says what it cannot show. The method that returns it says in which order the rows stand.</summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <param name="Items">The rows: history newest first, bars oldest first.</param>
/// <param name="Next">
/// The cursor of the next page: opaque, storable, good for the same query only; null on the last page. A page may be empty and not the last.
/// </param>
/// <param name="OldestAvailable">Before this (UTC) the broker keeps or shows nothing; null where it does not say.</param>
/// <param name="Gaps">Stretches inside the page that could not be read.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, DateTimeOffset? OldestAvailable, IReadOnlyList<ItemFailure> Gaps)
{
    /// <summary>The only page.</summary>
    public static Page<T> Only(IReadOnlyList<T> items) => new(items, Next: null, OldestAvailable: null, []);
}
