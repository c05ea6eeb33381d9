using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class AnswersWithSomebodyElsesOrder : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Answers the question for an unknown order with the newest one: the user cancels or copies an order that he did not mean.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Inner.GetOrderAsync(order, cancellationToken);
            }
            catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.OrderNotFound)
            {
                var open = await Inner.GetOpenOrdersAsync(order.Account.Account, cancellationToken);
                if (open.Items.Count == 0)
                    throw;
                return open.Items[0];
            }
        }
    }
}
