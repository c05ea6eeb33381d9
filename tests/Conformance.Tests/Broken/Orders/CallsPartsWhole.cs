using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class CallsPartsWhole : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Leaves out the row of a list that it cannot read and calls the rest the whole: the order that is not seen is placed once more.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, accounts => new Books(accounts), trading => new Desk(trading));

    private static Snapshot<T> Whole<T>(Snapshot<T> snapshot) => Snapshot<T>.Complete(snapshot.Items, snapshot.AsOf);

    private sealed class Books(IAccounts right) : DelegatingAccounts(right)
    {
        public override async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default) =>
            Whole(await Inner.GetPositionsAsync(account, cancellationToken));

        public override async Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
            await Inner.GetTransactionsAsync(query, cancellationToken) with { Gaps = [] };
    }

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
            Whole(await Inner.GetOpenOrdersAsync(account, cancellationToken));

        public override async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
            await Inner.GetOrderHistoryAsync(query, cancellationToken) with { Gaps = [] };
    }
}
