namespace Brokerage;

/// <summary>A collection that says whether it is whole, what failed, and as of when.</summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <param name="Items">What could be read.</param>
/// <param name="IsComplete">False: something may be missing, and nothing may be concluded from an absence.</param>
/// <param name="Failures">What could not be read, item by item.</param>
/// <param name="AsOf">How old it is.</param>
public sealed record Snapshot<T>(IReadOnlyList<T> Items, bool IsComplete, IReadOnlyList<ItemFailure> Failures, AsOf AsOf)
{
    /// <summary>A whole collection.</summary>
    public static Snapshot<T> Complete(IReadOnlyList<T> items, AsOf asOf) => new(items, IsComplete: true, [], asOf);

    /// <summary>A collection with something missing.</summary>
    public static Snapshot<T> Partial(IReadOnlyList<T> items, IReadOnlyList<ItemFailure> failures, AsOf asOf) =>
        new(items, IsComplete: false, failures, asOf);
}
