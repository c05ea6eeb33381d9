namespace Brokerage;

internal sealed class BrokerageService(IConnectionManager connections, IPortfolioService portfolio, IOrderService orders, IOrderTracker tracker, IOrderQueue queue)
    : IBrokerageService
{
    public IConnectionManager Connections => connections;

    public IPortfolioService Portfolio => portfolio;

    public IOrderService Orders => orders;

    public IOrderTracker Tracker => tracker;

    public IOrderQueue Queue => queue;
}
