namespace Brokerage.ETrade.Mapping;

/// <summary>Reads the rows of a list one by one: a row that cannot be read is a failure beside the others, and the list says that it is not whole.</summary>
internal static class Rows
{
    public static (IReadOnlyList<TModel> Items, IReadOnlyList<ItemFailure> Failures) Read<TWire, TModel>(
        IReadOnlyList<TWire> rows, Func<TWire, TModel> map, Func<TWire, string?> name)
    {
        var items = new List<TModel>(rows.Count);
        List<ItemFailure>? failures = null;
        foreach (var row in rows)
        {
            try
            {
                items.Add(map(row));
            }
            catch (BrokerageException failure)
            {
                (failures ??= []).Add(new ItemFailure(name(row) ?? "?", failure.Error));
            }
        }

        return (items, failures ?? (IReadOnlyList<ItemFailure>)[]);
    }
}
