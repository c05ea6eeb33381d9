using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class LosesTheSecondPageOfTransactions : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads the first page of the history, of 25 rows, and names no next one: older dividends and fees never happened.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, accounts => new Books(accounts));

    private sealed class Books(IAccounts right) : DelegatingAccounts(right)
    {
        public override async Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default)
        {
            var page = await Inner.GetTransactionsAsync(query, cancellationToken);
            return page with { Items = [.. page.Items.Take(25)], Next = null };
        }
    }
}
