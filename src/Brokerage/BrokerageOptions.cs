namespace Brokerage;

/// <summary>Settings of the composition.</summary>
public sealed class BrokerageOptions
{
    /// <summary>How long each connection may take in a portfolio reading before the reading goes on without it. Default: 5 seconds.</summary>
    public TimeSpan PortfolioDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The age from which a figure is called stale. Default: 15 minutes.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a live connection that nobody leases is kept, unless it looks for a lost order. Default: 10 minutes.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(10);
}
