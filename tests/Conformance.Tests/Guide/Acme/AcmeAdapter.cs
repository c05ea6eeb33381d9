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

    public IBrokerageConnection Create(BrokerageConnectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Play money never goes to the live host, whatever an environment is called; nor the reverse.
        var strangers = Environments.Where(one => one.Kind != context.Environment.Kind).SelectMany(one => one.Endpoints).Select(one => one.Prefix.Host);
        if (context.Environment.Endpoints.Any(one => strangers.Contains(one.Prefix.Host, StringComparer.OrdinalIgnoreCase)))
        {
            throw new BrokerageException(new BrokerageError(
                BrokerageErrorCode.EnvironmentMismatch, BrokerId, $"The addresses of '{context.Environment}' are those of another environment."));
        }

        return new AcmeConnection(context, _transport, _clock);
    }

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
