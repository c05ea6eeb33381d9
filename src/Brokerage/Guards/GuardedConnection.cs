namespace Brokerage;

/// <summary>A connection with some of its roles behind a guard. A role that is not given is the inner one's.</summary>
internal sealed class GuardedConnection(
    IBrokerageConnection inner, ITrading? trading, IStreaming? streaming = null, IAccounts? accounts = null, IMarketData? marketData = null)
    : DelegatingConnection(inner)
{
    public override IAccounts Accounts => accounts ?? Inner.Accounts;

    public override ITrading? Trading => trading ?? Inner.Trading;

    public override IMarketData? MarketData => marketData ?? Inner.MarketData;

    public override IStreaming? Streaming => streaming ?? Inner.Streaming;
}
