using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class ReadsEveryAccountAsTheFirst : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads positions and open orders of the first account, whichever was asked for: the user trades on what somebody else "
        + "holds.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, accounts => new Books(accounts), trading => new Desk(trading, right.Accounts));

    private static async Task<AccountId> FirstAsync(IAccounts accounts, CancellationToken cancellationToken) =>
        (await accounts.GetAccountsAsync(cancellationToken)).Items[0].Ref.Account;

    private sealed class Books(IAccounts right) : DelegatingAccounts(right)
    {
        public override async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default) =>
            await Inner.GetPositionsAsync(await FirstAsync(Inner, cancellationToken), cancellationToken);
    }

    private sealed class Desk(ITrading right, IAccounts accounts) : DelegatingTrading(right)
    {
        public override async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
            await Inner.GetOpenOrdersAsync(await FirstAsync(accounts, cancellationToken), cancellationToken);
    }
}
