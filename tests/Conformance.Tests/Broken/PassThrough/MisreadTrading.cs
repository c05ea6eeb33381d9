namespace Brokerage.Conformance.Tests.Broken.PassThrough;

internal sealed class MisreadTrading(ITrading right, MisreadingAdapter how) : DelegatingTrading(right)
{
    public override Task<PreparedOrder> PrepareAsync(
        OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default) =>
        how.Hear(Inner.PrepareAsync(intent, withPreview, cancellationToken));

    public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
        await how.Hear(Inner.SubmitAsync(order, cancellationToken)) switch
        {
            SubmitResult.Placed placed => placed with
            {
                Orders = [.. placed.Orders.Select(ack => ack.Error is { } error ? ack with { Error = how.Read(error) } : ack)],
                Snapshot = placed.Snapshot is { } snapshot ? how.ReadTree(snapshot) : null,
            },
            SubmitResult.Rejected rejected => new SubmitResult.Rejected(how.Read(rejected.Error)),
            SubmitResult.OutcomeUnknown unknown => unknown with { Cause = how.Read(unknown.Cause) },
            var other => other,
        };

    public override async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        await how.Hear(Inner.CancelAsync(order, cancellationToken)) switch
        {
            CancelResult.AlreadyFinal final => new CancelResult.AlreadyFinal(how.ReadTree(final.Order)),
            CancelResult.Refused refused => new CancelResult.Refused(how.Read(refused.Error)),
            CancelResult.OutcomeUnknown unknown => new CancelResult.OutcomeUnknown(how.Read(unknown.Cause)),
            var other => other,
        };

    public override async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
        await how.Hear(Inner.FindAsync(order, cancellationToken)) switch
        {
            Sighting.Found found => found with { Orders = [.. found.Orders.Select(how.ReadTree)] },
            Sighting.Ambiguous ambiguous => new Sighting.Ambiguous([.. ambiguous.Candidates.Select(how.ReadTree)]),
            var other => other,
        };

    public override async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        how.ReadTree(await how.Hear(Inner.GetOrderAsync(order, cancellationToken)));

    public override async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
        how.ReadAll(await how.Hear(Inner.GetOpenOrdersAsync(account, cancellationToken)), how.ReadTree);

    public override async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        how.ReadAll(await how.Hear(Inner.GetOrderHistoryAsync(query, cancellationToken)), how.ReadTree);
}
