namespace Brokerage.ETrade.Mapping;

/// <summary>Reads the rows of a list one by one: a row that cannot be read is a failure beside the others, and the list says that it is not whole.</summary>
internal static class Rows
{
    public static (List<TModel> Items, IReadOnlyList<ItemFailure> Failures) Read<TWire, TModel>(
        IReadOnlyList<TWire> rows, Func<TWire, TModel> map, Func<TWire, string?> name)
    {
        var items = new List<TModel>(rows.Count);
        List<ItemFailure> failures = [];
        foreach (var row in rows)
        {
            Take(row, map, name, items, failures);
        }

        return (items, failures);
    }

    /// <summary>Reads one row, into the one list or the other.</summary>
    public static void Take<TWire, TModel>(TWire row, Func<TWire, TModel> map, Func<TWire, string?> name, List<TModel> items, List<ItemFailure> failures)
    {
        try
        {
            items.Add(map(row));
        }
        catch (BrokerageException failure)
        {
            failures.Add(new ItemFailure(name(row) ?? "?", failure.Error));
        }
    }
}
