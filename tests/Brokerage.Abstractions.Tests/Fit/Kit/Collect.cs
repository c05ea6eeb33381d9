using System.Text.Json.Nodes;

namespace Brokerage.Fit.Kit;

internal static class Collect
{
    /// <summary>A row that cannot be read is named beside the others; it never becomes a zero and never vanishes.</summary>
    public static Snapshot<T> Snapshot<T>(IEnumerable<JsonNode> rows, Func<JsonNode, T?> read, Func<JsonNode, string> name, BrokerId broker, DateTimeOffset received)
        where T : class
    {
        var items = new List<T>();
        var failures = new List<ItemFailure>();
        foreach (var row in rows)
        {
            if (read(row) is { } item) items.Add(item);
            else failures.Add(new ItemFailure(name(row), new BrokerageError(BrokerageErrorCode.UnexpectedResponse, broker, "A row without its quantity cannot be read.")));
        }
        return new Snapshot<T>(items, failures.Count == 0, failures, new AsOf(received, null));
    }
}
