using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

/// <summary>Alpaca as a first sketch: ids of ours that come back, brackets that hold their exits, combinations whose parent has no symbol.</summary>
internal sealed class AlpacaAdapter(IWire wire, TimeProvider clock) : IBrokerageAdapter
{
    public static BrokerId Broker { get; } = BrokerId.Parse("alpaca");

    /// <summary>The token of the paper account comes from the host that trades live: only its token path is allowed.</summary>
    public static BrokerEnvironment Paper { get; } = new("paper", EnvironmentKind.Paper,
    [
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri("https://api.alpaca.markets/oauth/")),
        new BrokerEndpoint(EndpointPurpose.Trading, new Uri("https://paper-api.alpaca.markets/v2/")),
        new BrokerEndpoint(EndpointPurpose.MarketData, new Uri("https://data.alpaca.markets/")),
        new BrokerEndpoint(EndpointPurpose.Streaming, new Uri("wss://paper-api.alpaca.markets/stream/")),
    ]);

    public BrokerId Id => Broker;

    public string Name => "Alpaca";

    public IReadOnlyList<BrokerEnvironment> Environments => [Paper];

    public IBrokerageAuthorizer Authorizer { get; } = new AlpacaAuthorizer(clock);

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => Features.Everything(Broker,
        new OrderScope { Quantity = QuantityKind.Fractional, Shape = OrderShape.Bracket }) with
    {
        Abilities = new Dictionary<Ability, AbilitySupport>
        {
            [Ability.FindByClientId] = new(Support.Native, new Evidence("fit tests", new DateOnly(2026, 11, 20)), "also against orders that are done"),
        },
        HistoryDepth = null,
    };

    public IBrokerageConnection Create(BrokerageConnectionContext context) => new AlpacaConnection(context, FeaturesIn(context.Environment), wire, clock);
}
