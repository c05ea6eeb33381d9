namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>What Fidelity can do, read through the FDX data standard, as data with its evidence, in the form that its adapter will take over.</summary>
internal static class FidelityFeatureData
{
    private static readonly Evidence NoTrading = new("Fidelity offers retail customers no trading interface", new DateOnly(2026, 11, 20));
    private static readonly Evidence Network = new("documentation of the data network (FDX)", new DateOnly(2026, 11, 20));
    private static readonly Evidence Unfound = new("set by the institution, on no page at hand", new DateOnly(2026, 11, 20));

    /// <summary>Real accounts, read only.</summary>
    public static BrokerFeatures Live { get; } = new()
    {
        Broker = BrokerId.Parse("fidelity"),
        Orders = [new FeatureRule(new OrderScope(), Support.Unsupported, NoTrading, "accounts can be read, not traded")],
        Abilities = Abilities(),
        Limits = [],
        Session = new SessionRules(OneSessionPerLogin: false, StreamsPerLogin: null, KeepAlive: null),
        Logins = [new TokenRules(Renewal.Replace, Network) { Note = "how long a consent lasts is set by the institution" }],
    };

    /// <summary>The network's sandbox, with invented customers.</summary>
    public static BrokerFeatures Sandbox { get; } = Live;

    private static Dictionary<Ability, AbilitySupport> Abilities() => new()
    {
        [Ability.Balances] = AbilitySupport.Native(Network),
        [Ability.Positions] = AbilitySupport.Native(Network),
        [Ability.OpenOrders] = AbilitySupport.Unsupported(Network, "open orders are part of an account's details; the interface has no read-only orders"),
        [Ability.OrderHistory] = AbilitySupport.Unsupported(Network),
        [Ability.Transactions] = AbilitySupport.Native(Network, "15 days unless both ends are given"),
        [Ability.FindByClientId] = AbilitySupport.Unsupported(NoTrading),
        [Ability.SeveralAccounts] = AbilitySupport.Native(Network),
        [Ability.Quotes] = AbilitySupport.Unsupported(Network),
        [Ability.RealTimeQuotes] = AbilitySupport.Unsupported(Network),
        [Ability.DelayedQuotes] = AbilitySupport.Unsupported(Network),
        [Ability.Level2] = AbilitySupport.Unsupported(Network),
        [Ability.OptionChains] = AbilitySupport.Unsupported(Network),
        [Ability.Greeks] = AbilitySupport.Unsupported(Network),
        [Ability.Bars] = AbilitySupport.Unsupported(Network),
        [Ability.Calendar] = AbilitySupport.Unsupported(Network),
        [Ability.InstrumentSearch] = AbilitySupport.Unsupported(Network),
        [Ability.StreamQuotes] = AbilitySupport.Unsupported(Network),
        [Ability.StreamOrders] = AbilitySupport.Unsupported(NoTrading),
        [Ability.PaperTrading] = AbilitySupport.Unsupported(NoTrading),
        [Ability.BuyingPowerHoldsOrders] = AbilitySupport.Unsupported(NoTrading),
        [Ability.SuiteCanRefresh] = AbilitySupport.Native(Network),
        [Ability.PersonMustReturn] = AbilitySupport.Unverified(Unfound, "a consent may end"),
        [Ability.RevokeAtBroker] = AbilitySupport.Unverified(Unfound, "an address for revoking is remembered, not documented at hand"),
    };
}
