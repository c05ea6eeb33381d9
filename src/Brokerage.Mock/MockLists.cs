namespace Brokerage.Mock;

/// <summary>Lists as they arrive: whole, or without the row that cannot be read.</summary>
internal static class MockLists
{
    public static Snapshot<T> ToSnapshot<T>(this MockFaults faults, IReadOnlyList<T> items, AsOf asOf)
    {
        var (read, failures) = Read(faults, items);
        return new Snapshot<T>(read, failures.Count == 0, failures, asOf);
    }

    public static Page<T> ToPage<T>(this MockFaults faults, IReadOnlyList<T> items, string? next)
    {
        var (read, gaps) = Read(faults, items);
        return new Page<T>(read, next, OldestAvailable: null, gaps);
    }

    private static (IReadOnlyList<T> Items, IReadOnlyList<ItemFailure> Failures) Read<T>(MockFaults faults, IReadOnlyList<T> items) =>
        faults.SpoilsRows && items.Count > 0
            ? ([.. items.Skip(1)], [new ItemFailure("?", MockErrors.Scripted(BrokerageErrorCode.UnexpectedResponse))])
            : (items, []);
}
