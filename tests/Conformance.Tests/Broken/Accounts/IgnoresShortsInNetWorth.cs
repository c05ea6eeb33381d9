using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class IgnoresShortsInNetWorth : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Adds cash and long positions and calls it the worth of the account: the proceeds of a short sale look like a profit.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, accounts => new Books(accounts));

    private sealed class Books(IAccounts right) : DelegatingAccounts(right)
    {
        public override async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
        {
            var balance = await Inner.GetBalanceAsync(account, cancellationToken);
            var positions = await Inner.GetPositionsAsync(account, cancellationToken);
            return balance with
            {
                NetLiquidation = balance.NetLiquidation - positions.Items.Sum(position => Math.Min(position.MarketValue ?? 0m, 0m)),
            };
        }
    }
}
