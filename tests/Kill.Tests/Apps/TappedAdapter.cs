namespace Brokerage.Kill.Tests.Apps;

/// <summary>An adapter whose trading role is another one; the sockets and all else stay.</summary>
internal sealed class TappedAdapter(IBrokerageAdapter inner, Func<ITrading, ITrading> wrap) : IBrokerageAdapter, IDisposable
{
    public BrokerId Id => inner.Id;

    public string Name => inner.Name;

    public IReadOnlyList<BrokerEnvironment> Environments => inner.Environments;

    public IBrokerageAuthorizer Authorizer => inner.Authorizer;

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => inner.FeaturesIn(environment);

    public IBrokerageConnection Create(BrokerageConnectionContext context) => new Tapped(inner.Create(context), wrap);

    public void Dispose() => ((IDisposable)inner).Dispose();

    private sealed class Tapped(IBrokerageConnection connection, Func<ITrading, ITrading> wrap) : DelegatingConnection(connection)
    {
        public override ITrading? Trading { get; } = wrap(connection.Trading!);
    }
}
