using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class PlacesInTheFirstAccount : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Places, changes and cancels in the first account of the login, whichever the wish names: what was meant for a pension is bought on "
        + "margin.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading, right.Accounts));

    private sealed class Desk(ITrading right, IAccounts accounts) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            await Inner.SubmitAsync(order with { Intent = order.Intent with { Account = await FirstAsync(order.Intent.Account, cancellationToken) } }, cancellationToken);

        public override async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default) =>
            await Inner.CancelAsync(order with { Account = await FirstAsync(order.Account, cancellationToken) }, cancellationToken);

        private async Task<AccountRef> FirstAsync(AccountRef meant, CancellationToken cancellationToken)
        {
            try
            {
                return meant with { Account = (await accounts.GetAccountsAsync(cancellationToken)).Items[0].Ref.Account };
            }
            catch (BrokerageException)
            {
                return meant;
            }
        }
    }
}
