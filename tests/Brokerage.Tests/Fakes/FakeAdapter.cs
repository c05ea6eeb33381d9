namespace Brokerage.Tests.Fakes;

/// <summary>An adapter that hands out the connections that a test has made.</summary>
internal sealed class FakeAdapter(BrokerId id) : IBrokerageAdapter
{
    private readonly Dictionary<ConnectionId, Func<FakeConnection>> _connections = [];

    public BrokerId Id => id;

    public string Name => "Fake " + id;

    public IReadOnlyList<BrokerEnvironment> Environments => [Make.Environment(EnvironmentKind.Simulated)];

    public IBrokerageAuthorizer Authorizer => throw new NotSupportedException("Nobody signs in here.");

    public void Serve(ConnectionId connection, Func<FakeConnection> create) => _connections[connection] = create;

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => throw new NotSupportedException("Nobody asks.");

    public IBrokerageConnection Create(BrokerageConnectionContext context) => _connections[context.Connection]();
}
