using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class IgnoresTheDates : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Asks for the history without its dates: a tax report of one year holds the orders and payments of every other.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, accounts => new Books(accounts), trading => new Desk(trading));

    private static HistoryQuery Widen(HistoryQuery query) => query with { From = query.From.AddYears(-1), To = query.To.AddYears(1) };

    private sealed class Books(IAccounts right) : DelegatingAccounts(right)
    {
        public override Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
            Inner.GetTransactionsAsync(Widen(query), cancellationToken);
    }

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
            Inner.GetOrderHistoryAsync(Widen(query), cancellationToken);
    }
}
