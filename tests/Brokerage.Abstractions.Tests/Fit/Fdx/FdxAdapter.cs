using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Fdx;

/// <summary>
/// Fidelity over the FDX data standard, as a first sketch: read-only, the bearer is the id token, and anything may be missing. Trading,
/// prices and streams are null, so that the compiler asks.
/// </summary>
internal sealed class FdxAdapter(IWire wire, TimeProvider clock) : IBrokerageAdapter
{
    public static BrokerId Broker { get; } = BrokerId.Parse("fidelity");

    public static BrokerEnvironment Live { get; } = new("live", EnvironmentKind.Live,
    [
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri("https://idp.ddp.akoya.com/")),
        new BrokerEndpoint(EndpointPurpose.Trading, new Uri("https://products.ddp.akoya.com/")),
    ]);

    public BrokerId Id => Broker;

    public string Name => "Fidelity";

    public IReadOnlyList<BrokerEnvironment> Environments => [Live];

    public IBrokerageAuthorizer Authorizer { get; } = new FdxAuthorizer(wire, clock);

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => Features.ReadOnly(Broker);

    public IBrokerageConnection Create(BrokerageConnectionContext context) => new FdxConnection(context, FeaturesIn(context.Environment), wire, clock);
}
