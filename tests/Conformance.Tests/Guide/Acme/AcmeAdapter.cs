using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide.Acme;

#region adapter
public sealed class AcmeAdapter : IBrokerageAdapter, IDisposable
{
    private readonly BrokerTransport _transport;
    private readonly TimeProvider _clock;

    public AcmeAdapter(BrokerTransportOptions? transport = null)
    {
        var shared = transport ?? new BrokerTransportOptions { Broker = BrokerId };
        _clock = shared.TimeProvider;
        _transport = new BrokerTransport(shared with { Broker = BrokerId });
        Authorizer = new AcmeAuthorizer(_clock);
    }

    public static BrokerId BrokerId { get; } = BrokerId.Parse("acme");

    public static BrokerEnvironment Paper { get; } = At("paper", EnvironmentKind.Paper, new Uri("https://paper.acme.example/"));

    public static BrokerEnvironment Live { get; } = At("live", EnvironmentKind.Live, new Uri("https://api.acme.example/"));

    public BrokerId Id => BrokerId;

    public string Name => "Acme";

    public IReadOnlyList<BrokerEnvironment> Environments { get; } = [Paper, Live];

    public IBrokerageAuthorizer Authorizer { get; }

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => AcmeFeatures.All;

    public IBrokerageConnection Create(BrokerageConnectionContext context) => new AcmeConnection(context, _transport, _clock);

    /// <summary>At a server that stands in for Acme; what orders there do is not real.</summary>
    public static BrokerEnvironment Simulated(Uri address) => At("simulated", EnvironmentKind.Simulated, address);

    public void Dispose() => _transport.Dispose();

    private static BrokerEnvironment At(string name, EnvironmentKind kind, Uri address) => new(name, kind,
    [
        new BrokerEndpoint(EndpointPurpose.Trading, address),
        new BrokerEndpoint(EndpointPurpose.MarketData, address),
    ]);
}
#endregion
