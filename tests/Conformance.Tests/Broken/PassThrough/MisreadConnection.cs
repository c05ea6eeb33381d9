namespace Brokerage.Conformance.Tests.Broken.PassThrough;

internal sealed class MisreadConnection(IBrokerageConnection right, MisreadingAdapter how) : BrokenConnection(
    right,
    accounts => new MisreadAccounts(accounts, how),
    trading => new MisreadTrading(trading, how),
    marketData => new MisreadMarketData(marketData, how),
    streaming => new MisreadStreaming(streaming, how))
{
    public override async Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default) =>
        how.Read(await how.Hear(Inner.ConnectAsync(cancellationToken)));

    public override async Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        how.Read(await how.Hear(Inner.GetStatusAsync(cancellationToken)));
}
