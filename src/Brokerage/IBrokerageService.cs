namespace Brokerage;

/// <summary>
/// The application's entry: its connections, one portfolio over all of them, and orders through any of them. Owns no broker knowledge.
/// Thread-safe; a singleton.
/// </summary>
public interface IBrokerageService
{
    /// <summary>The connections: add, list, lease, remove.</summary>
    IConnectionManager Connections { get; }

    /// <summary>What is held across all brokers.</summary>
    IPortfolioService Portfolio { get; }

    /// <summary>Orders through a chosen connection.</summary>
    IOrderService Orders { get; }

    /// <summary>Follows orders to their end.</summary>
    IOrderTracker Tracker { get; }

    /// <summary>Wishes that wait for the open of their market.</summary>
    IOrderQueue Queue { get; }
}
