namespace Brokerage.Conformance.Tests.Broken.PassThrough;

/// <summary>A connection that passes everything through but the roles that it is given a way to wrap. Each is wrapped once.</summary>
public class BrokenConnection : DelegatingConnection
{
    /// <summary>Wraps a connection; a role that it lacks stays null.</summary>
    public BrokenConnection(
        IBrokerageConnection right,
        Func<IAccounts, IAccounts>? accounts = null,
        Func<ITrading, ITrading>? trading = null,
        Func<IMarketData, IMarketData>? marketData = null,
        Func<IStreaming, IStreaming>? streaming = null)
        : base(right)
    {
        Accounts = accounts is null ? right.Accounts : accounts(right.Accounts);
        Trading = right.Trading is { } t && trading is not null ? trading(t) : right.Trading;
        MarketData = right.MarketData is { } m && marketData is not null ? marketData(m) : right.MarketData;
        Streaming = right.Streaming is { } s && streaming is not null ? streaming(s) : right.Streaming;
    }

    /// <inheritdoc/>
    public override IAccounts Accounts { get; }

    /// <inheritdoc/>
    public override ITrading? Trading { get; }

    /// <inheritdoc/>
    public override IMarketData? MarketData { get; }

    /// <inheritdoc/>
    public override IStreaming? Streaming { get; }
}
