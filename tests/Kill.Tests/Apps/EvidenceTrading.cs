namespace Brokerage.Kill.Tests.Apps;

/// <summary>
/// A broker that takes no client id and gives none back: an order is recognised by the ids that were there before it was prepared, and by its
/// terms. It never asks for an order by our id, and shows none.
/// </summary>
internal sealed class EvidenceTrading(ITrading inner) : DelegatingTrading(inner)
{
    private const string Seen = ";seen=";
    private static readonly TimeSpan VisibilityDelay = TimeSpan.FromSeconds(5);

    public override async Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        var prepared = await base.PrepareAsync(intent, withPreview, cancellationToken);
        var there = await ListAsync(intent.Account.Account, cancellationToken);
        return prepared with { Evidence = prepared.Evidence + Seen + string.Join(',', there.Select(order => order.Ref.Order.Value)) };
    }

    public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var result = await base.SubmitAsync(order, cancellationToken);
        return result is SubmitResult.Placed { Snapshot: { } snapshot } placed ? placed with { Snapshot = Bare(snapshot) } : result;
    }

    public override async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var fits = order.Intent is OrderIntent.Replace replace
            ? await ReplacementOfAsync(replace, cancellationToken)
            : Fitting(order, await ListAsync(order.Intent.Account.Account, cancellationToken));
        return fits.Count switch
        {
            0 => new Sighting.NotSeen(VisibilityDelay, ProvesAbsence: true),
            1 => new Sighting.Found(fits) { VisibilityDelay = order.Intent is OrderIntent.Replace ? TimeSpan.Zero : VisibilityDelay, IsExhaustive = true },
            _ => new Sighting.Ambiguous(fits) { VisibilityDelay = VisibilityDelay, IsExhaustive = true },
        };
    }

    public override async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        Bare(await base.GetOrderAsync(order, cancellationToken));

    public override async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var open = await base.GetOpenOrdersAsync(account, cancellationToken);
        return open with { Items = [.. open.Items.Select(Bare)] };
    }

    public override async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        var page = await base.GetOrderHistoryAsync(query, cancellationToken);
        return page with { Items = [.. page.Items.Select(Bare)] };
    }

    private static Order Bare(Order order) => order with { ClientOrderId = null, WireId = null, Children = [.. order.Children.Select(Bare)] };

    private static List<Order> Fitting(PreparedOrder order, IEnumerable<Order> there)
    {
        var seen = order.Evidence[(order.Evidence.IndexOf(Seen, StringComparison.Ordinal) + Seen.Length)..].Split(',');
        var plan = ((OrderIntent.New)order.Intent).Plan;
        var (spec, shape) = plan switch
        {
            OrderPlan.OneTriggers bracket => (bracket.First, OrderShape.Bracket),
            OrderPlan.Single single => (single.Spec, OrderShape.Single),
            _ => throw new NotSupportedException("This broker takes single orders and brackets."),
        };
        return
        [
            .. there.Where(one => !seen.Contains(one.Ref.Order.Value, StringComparer.Ordinal)
                && one.Replaces is null
                && one.Shape.Value == shape
                && one.Legs is [{ Leg: var leg }] && leg.Instrument == spec.Legs[0].Instrument && leg.Side == spec.Legs[0].Side
                && one.Quantity == spec.Quantity
                && one.Price == spec.Price
                && one.TimeInForce == spec.TimeInForce),
        ];
    }

    private async Task<IReadOnlyList<Order>> ReplacementOfAsync(OrderIntent.Replace replace, CancellationToken cancellationToken)
    {
        var target = await GetOrderAsync(new OrderRef(replace.Account, replace.Target), cancellationToken);
        return target.ReplacedBy is { } next ? [await GetOrderAsync(new OrderRef(replace.Account, next), cancellationToken)] : [];
    }

    private async Task<List<Order>> ListAsync(AccountId account, CancellationToken cancellationToken)
    {
        // The broker's clock is the wall's; the window is wide enough that nothing depends on it.
        var now = DateTimeOffset.UtcNow;
        var query = new HistoryQuery(account, now.AddDays(-1), now.AddDays(1));
        var orders = new List<Order>();
        while (true)
        {
            var page = await base.GetOrderHistoryAsync(query, cancellationToken);
            orders.AddRange(page.Items.Select(Bare));
            if (page.Next is null) return orders;
            query = query with { Cursor = page.Next };
        }
    }
}
