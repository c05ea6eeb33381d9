namespace Brokerage.Fit.Kit;

/// <summary>The smallest features that let a fake's orders pass: what brokers really can is data elsewhere.</summary>
internal static class Features
{
    private static readonly Evidence Source = new("fit tests", new DateOnly(2026, 11, 20));

    public static BrokerFeatures Everything(BrokerId broker, params OrderScope[] exceptions) => new()
    {
        Broker = broker,
        Orders = [new FeatureRule(new OrderScope(), Support.Native, Source), .. exceptions.Select(Refusal)],
        Abilities = new Dictionary<Ability, AbilitySupport>(),
        Limits = [],
        Session = new SessionRules(false, null, null),
    };

    public static BrokerFeatures ReadOnly(BrokerId broker) => Everything(broker) with { Orders = [] };

    private static FeatureRule Refusal(OrderScope scope) => new(scope, Support.Unsupported, Source, "the broker has no such order");
}
