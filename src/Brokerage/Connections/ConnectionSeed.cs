namespace Brokerage;

/// <summary>What it takes to create a connection. Both steps may throw, and neither does I/O.</summary>
internal sealed record ConnectionSeed(
    ConnectionId Connection,
    BrokerId Broker,
    string? User,
    Func<BrokerageConnectionContext> CreateContext,
    Func<BrokerageConnectionContext, IBrokerageConnection> Create)
{
    /// <summary>Says why nobody may use it now, if so. Asked before each lease.</summary>
    public Func<CancellationToken, ValueTask<BrokerageError?>> WhyNotAsync { get; init; } = static _ => default;
}
