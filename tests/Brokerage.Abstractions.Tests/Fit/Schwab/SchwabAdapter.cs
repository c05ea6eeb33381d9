using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

/// <summary>
/// Schwab as a first sketch: no client order id, a 201 that may not name the order, a verdict half a second later,
/// orders as trees, accounts addressed by a hash that is not proven to last.
/// </summary>
internal sealed class SchwabAdapter(IWire wire, TimeProvider clock) : IBrokerageAdapter
{
    public static BrokerId Broker { get; } = BrokerId.Parse("schwab");

    public static BrokerEnvironment Live { get; } = new("live", EnvironmentKind.Live,
    [
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri("https://api.schwabapi.com/v1/oauth/")),
        new BrokerEndpoint(EndpointPurpose.Trading, new Uri("https://api.schwabapi.com/trader/v1/")),
        new BrokerEndpoint(EndpointPurpose.MarketData, new Uri("https://api.schwabapi.com/marketdata/v1/")),
        // The address of the streamer comes in userPreference and is matched against this.
        new BrokerEndpoint(EndpointPurpose.Streaming, new Uri("wss://schwab.com/"), anySubdomain: true),
    ]);

    public BrokerId Id => Broker;

    public string Name => "Charles Schwab";

    public IReadOnlyList<BrokerEnvironment> Environments => [Live];

    public IBrokerageAuthorizer Authorizer { get; } = new SchwabAuthorizer(wire, clock);

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => Features.Everything(Broker,
        new OrderScope { Quantity = QuantityKind.Fractional },
        new OrderScope { Quantity = QuantityKind.Cash }) with
    {
        Session = new SessionRules(OneSessionPerLogin: false, StreamsPerLogin: 1, KeepAlive: null),
        Limits =
        [
            new RateLimit { Class = "orders", Scope = LimitScope.Account, Permits = 120, Window = TimeSpan.FromMinutes(1) },
            new RateLimit { Class = "reads", Scope = LimitScope.Application, Permits = 120, Window = TimeSpan.FromMinutes(1) },
        ],
    };

    public IBrokerageConnection Create(BrokerageConnectionContext context) => new SchwabConnection(context, FeaturesIn(context.Environment), wire, clock);
}
