using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>
/// Interactive Brokers' Web API through its gateway, as a first sketch: a session that others may hold, questions before an order is live,
/// global listings behind numbers, half a bracket, positions that arrive before their names.
/// </summary>
internal sealed class IbkrWebAdapter(IIbkrWire wire, TimeProvider clock) : IBrokerageAdapter
{
    private static readonly Evidence Source = new("fit tests", new DateOnly(2026, 11, 20));

    public static BrokerId Broker { get; } = BrokerId.Parse("ibkr");

    /// <summary>The gateway has the same address for both: only connecting tells which one it is.</summary>
    public static BrokerEnvironment Paper { get; } = new("paper", EnvironmentKind.Paper, Gateway);

    public static BrokerEnvironment Live { get; } = new("live", EnvironmentKind.Live, Gateway);

    public BrokerId Id => Broker;

    public string Name => "Interactive Brokers";

    public IReadOnlyList<BrokerEnvironment> Environments => [Paper, Live];

    public IBrokerageAuthorizer Authorizer { get; } = new IbkrWebAuthorizer(wire, clock);

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => Features.Everything(Broker, new OrderScope { TimeInForce = TimeInForceKind.FillOrKill }) with
    {
        Extras = [new ExtraField("ibkr.extOperator", "who enters the order, as the exchange demands", Source) { RequiredFor = [AssetClass.Future] }],
        Limits =
        [
            new RateLimit { Class = "all", Scope = LimitScope.LocalAddress, Permits = 10, Window = TimeSpan.FromSeconds(1), AtOnce = 5, Penalty = TimeSpan.FromMinutes(15) },
            new RateLimit { Class = "orders.list", Scope = LimitScope.Connection, Permits = 1, Window = TimeSpan.FromSeconds(5) },
        ],
        Session = new SessionRules(OneSessionPerLogin: true, StreamsPerLogin: 1, KeepAlive: TimeSpan.FromMinutes(1)),
    };

    public IBrokerageConnection Create(BrokerageConnectionContext context) => new IbkrWebConnection(context, FeaturesIn(context.Environment), wire, clock);

    private static IReadOnlyList<BrokerEndpoint> Gateway =>
    [
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri("https://localhost:5000/")),
        new BrokerEndpoint(EndpointPurpose.Trading, new Uri("https://localhost:5000/v1/api/")),
        new BrokerEndpoint(EndpointPurpose.Streaming, new Uri("wss://localhost:5000/v1/api/ws/")),
    ];
}
