using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

/// <summary>
/// E*TRADE as a first sketch: typed verifier, a token that dies at midnight in New York, preview before place,
/// a client id that never comes back, a change that makes a new order. The wire is played by <see cref="PlayedETrade"/>.
/// </summary>
internal sealed class ETradeAdapter(IWire wire, TimeProvider clock) : IBrokerageAdapter
{
    public static BrokerId Broker { get; } = BrokerId.Parse("etrade");

    /// <summary>Signs in at the live host, reads and trades at apisb alone: the guard is the pair of purpose and path.</summary>
    public static BrokerEnvironment Sandbox { get; } = new("sandbox", EnvironmentKind.Sandbox,
    [
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri("https://api.etrade.com/oauth/")),
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri("https://us.etrade.com/e/t/etws/")),
        new BrokerEndpoint(EndpointPurpose.Trading, new Uri("https://apisb.etrade.com/v1/")),
        new BrokerEndpoint(EndpointPurpose.MarketData, new Uri("https://apisb.etrade.com/v1/market/")),
    ]);

    public BrokerId Id => Broker;

    public string Name => "E*TRADE";

    public IReadOnlyList<BrokerEnvironment> Environments => [Sandbox];

    public IBrokerageAuthorizer Authorizer { get; } = new ETradeAuthorizer(wire, clock);

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => Features.Everything(Broker,
        new OrderScope { Shape = OrderShape.Bracket },
        new OrderScope { Shape = OrderShape.OneCancels },
        new OrderScope { Quantity = QuantityKind.Fractional });

    public IBrokerageConnection Create(BrokerageConnectionContext context) => new ETradeConnection(context, FeaturesIn(context.Environment), wire, clock);
}
