using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class IgnoresCancellation : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Does not hand the caller's cancellation on: a user who gives up, or a program that ends, waits as long as the broker "
        + "does.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, accounts => new Books(accounts), trading => new Desk(trading));

    private sealed class Books(IAccounts right) : DelegatingAccounts(right)
    {
        public override Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default) =>
            Inner.GetAccountsAsync(CancellationToken.None);

        public override Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) =>
            Inner.GetBalanceAsync(account, CancellationToken.None);

        public override Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default) =>
            Inner.GetPositionsAsync(account, CancellationToken.None);
    }

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            Inner.SubmitAsync(order, CancellationToken.None);

        public override Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
            Inner.GetOpenOrdersAsync(account, CancellationToken.None);
    }
}
