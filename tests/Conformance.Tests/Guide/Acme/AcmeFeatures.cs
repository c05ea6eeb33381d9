namespace Brokerage.Conformance.Tests.Guide.Acme;

/// <summary>What Acme can do, with who says so.</summary>
internal static class AcmeFeatures
{
    private static readonly Evidence Manual = new("Acme API manual, chapter 2", new DateOnly(2026, 11, 20));

    #region features
    public static BrokerFeatures All { get; } = new()
    {
        Broker = AcmeAdapter.BrokerId,
        Orders = [], // silence refuses: this adapter only reads
        Abilities = Enum.GetValues<Ability>().ToDictionary(ability => ability, ability => ability switch
        {
            Ability.Balances or Ability.Positions or Ability.Quotes or Ability.RealTimeQuotes or Ability.PaperTrading => AbilitySupport.Native(Manual),
            _ => AbilitySupport.Unsupported(Manual, "the manual has no endpoint for it"),
        }),
        Limits =
        [
            new RateLimit { Class = "*", Scope = LimitScope.Connection, Permits = 60, Window = TimeSpan.FromMinutes(1), Evidence = Manual },
        ],
        Session = new SessionRules(OneSessionPerLogin: false, StreamsPerLogin: null, KeepAlive: null),
        Logins = [new TokenRules(Renewal.None, Manual) { Note = "keys last until they are withdrawn" }],
    };
    #endregion

    #region order-features
    public static IReadOnlyList<FeatureRule> Orders { get; } = FeatureRules.Each(
        Support.Native,
        Manual,
        assets: [AssetClass.Equity],
        shapes: [OrderShape.Single],
        prices: [PriceKind.Limit],
        times: [TimeInForceKind.Day],
        sessions: [Sessions.Regular],
        quantities: [QuantityKind.Whole]);
    #endregion
}
