using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca;

/// <summary>
/// Every order that may still be filled. A nested list of open orders shows exits only inside their entry, and leaves them out once that is
/// filled, though they work; a stop that is held beside a working target is not listed as open at all (what users of alpaca-trade-api-js
/// found, threads 80 and 87, and of alpaca-trade-api-python, thread 322). So the rows are read singly first; where one belongs to a plan the
/// plans are read too, and for exits whose entry is over the closed plan that they are part of.
/// </summary>
internal sealed class AlpacaOpenOrders(AlpacaOrderList list)
{
    private const int MostPages = 40;
    private const int MostPagesOfPlans = 8;

    public async Task<Snapshot<Order>> ReadAsync(Account account, CancellationToken cancellationToken)
    {
        var single = await list.ReadAsync(new OrderListQuery("open", Nested: false), MostPages, cancellationToken).ConfigureAwait(false);
        if (single.Rows.All(row => row is null || Words.Shape(row.OrderClass) == OrderShape.Single))
        {
            return ToSnapshot(single.Rows, [], single.IsWhole, account, single.AsOf);
        }

        var nested = await list.ReadAsync(new OrderListQuery("open"), MostPages, cancellationToken).ConfigureAwait(false);
        var shown = nested.Rows.SelectMany(IdsIn).ToHashSet(StringComparer.Ordinal);
        var exits = single.Rows.Where(row => row?.Id is { } id && !shown.Contains(id)).ToList();
        if (exits.Count == 0)
        {
            return ToSnapshot(nested.Rows, [], nested.IsWhole, account, nested.AsOf);
        }

        var plans = await PlansOfAsync(exits, cancellationToken).ConfigureAwait(false);
        return ToSnapshot([.. nested.Rows, .. plans.Lone], plans.Closed, nested.IsWhole && plans.IsWhole, account, nested.AsOf);
    }

    // The closed plans that exits belong to, and the exits of which no plan was found, which are shown as they are.
    private async Task<(IReadOnlyList<OrderWire> Closed, IReadOnlyList<OrderWire> Lone, bool IsWhole)> PlansOfAsync(
        List<OrderWire> exits, CancellationToken cancellationToken)
    {
        var symbols = string.Join(',', exits.Select(row => row.Symbol).Where(symbol => !string.IsNullOrEmpty(symbol)).Distinct(StringComparer.Ordinal));
        var oldest = exits.Min(row => row.SubmittedAt ?? row.CreatedAt);
        var query = new OrderListQuery("all", From: oldest?.AddSeconds(-1), Symbols: symbols);
        var all = await list.ReadAsync(query, MostPagesOfPlans, cancellationToken).ConfigureAwait(false);
        var ids = exits.Select(row => row.Id!).ToHashSet(StringComparer.Ordinal);
        var closed = all.Rows.Where(row => row is { Legs.Count: > 0 } && IdsIn(row).Any(ids.Contains)).ToList();
        var found = closed.SelectMany(IdsIn).ToHashSet(StringComparer.Ordinal);
        var lone = exits.Where(row => !found.Contains(row.Id!)).ToList();
        return (closed, lone, all.IsWhole || lone.Count == 0);
    }

    // Of a closed plan what is still open stands alone; its parent and its role tell where it belongs.
    private static Snapshot<Order> ToSnapshot(
        IReadOnlyList<OrderWire> open, IReadOnlyList<OrderWire> closed, bool isWhole, Account account, AsOf asOf)
    {
        Order Map(OrderWire row) => OrderMapping.ToOrder(row, account.Ref, account.BaseCurrency, asOf);
        var (orders, failures) = Rows.Read(open, Map, row => row.Id);
        var (plans, unread) = Rows.Read(closed, Map, row => row.Id);
        // Exits are inside their entry and inside what took its place; the newest comes first.
        var exits = plans.SelectMany(plan => plan.Children.Prepend(plan with { Children = [] })).Where(order => !order.IsFinal).DistinctBy(order => order.Ref.Order);
        return new Snapshot<Order>([.. orders, .. exits], isWhole && failures.Count + unread.Count == 0, [.. failures, .. unread], asOf);
    }

    private static IEnumerable<string> IdsIn(OrderWire? row) =>
        row is null ? [] : new[] { row.Id }.Concat(row.Legs?.Select(leg => leg?.Id) ?? []).OfType<string>();
}
