using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class ThrowsItsOwnExceptions : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Lets exceptions of its own out where the contract promises one kind: nobody catches them, and the program ends.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, accounts => new Books(accounts), trading => new Desk(trading), marketData => new Prices(marketData));

    private static async Task<T> Hear<T>(Task<T> answer)
    {
        try
        {
            return await answer;
        }
        catch (BrokerageException failure)
        {
            throw new InvalidOperationException(failure.Message, failure);
        }
    }

    private sealed class Books(IAccounts right) : DelegatingAccounts(right)
    {
        public override Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) =>
            Hear(Inner.GetBalanceAsync(account, cancellationToken));
    }

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
            Hear(Inner.GetOrderAsync(order, cancellationToken));
    }

    private sealed class Prices(IMarketData right) : DelegatingMarketData(right)
    {
        public override Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default) =>
            Hear(Inner.GetInstrumentAsync(instrument, cancellationToken));
    }
}
