using static Brokerage.AssetClass;
using static Brokerage.OrderShape;
using static Brokerage.PriceKind;
using static Brokerage.QuantityKind;
using static Brokerage.TimeInForceKind;

namespace Brokerage.Mock;

/// <summary>What the Mock broker can do: what its exchange does, since nothing stands between.</summary>
public static class MockFeatures
{
    private static readonly Evidence Exchange = new("Brokerage.Exchange", new DateOnly(2026, 11, 20));

    private static readonly AssetClass[] Assets = [Equity, Option, Crypto];
    private static readonly OrderShape[] Shapes = [OrderShape.Single, Bracket, OneCancels, OneTriggers];
    private static readonly PriceKind[] Stops = [Stop, StopLimit, TrailingAmount, TrailingPercent, TrailingLimit];
    private static readonly Sessions[] BeyondRegular =
        [Sessions.Extended, Sessions.Pre, Sessions.Post, Sessions.Pre | Sessions.Regular, Sessions.Regular | Sessions.Post];

    private static readonly TimeInForceKind[] Resting = [Day, GoodTillCancelled, GoodTillDate];

    /// <summary>The features, the same in every environment, since there is only one.</summary>
    public static BrokerFeatures All { get; } = new()
    {
        Broker = BrokerId.Parse("mock"),
        Orders = [.. Plain(), .. Fractions(), .. Combinations(), .. Replacing(), .. Refused()],
        OrderLimits = [new OrderLimit(OrderLimitKind.MaxLegs, 8m, Exchange), new OrderLimit(OrderLimitKind.MinCash, 1m, Exchange)],
        Abilities = Enum.GetValues<Ability>().ToDictionary(ability => ability, AbilityOf),
        Limits = [],
        Session = new SessionRules(OneSessionPerLogin: false, StreamsPerLogin: null, KeepAlive: null),
        Logins = [new TokenRules(Renewal.None, Exchange) { Note = "there is nothing to log in to" }],
    };

    private static IEnumerable<FeatureRule> Plain() =>
    [
        .. FeatureRules.Each(
            Support.Native, Exchange, assets: Assets, shapes: Shapes, prices: [Market, Limit],
            times: [.. Resting, ImmediateOrCancel, FillOrKill, AtOpen, AtClose], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Exchange, assets: Assets, shapes: Shapes, prices: Stops, times: Resting, sessions: [Sessions.Regular],
            quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Exchange, assets: [Equity, Crypto], shapes: [OrderShape.Single], prices: [Limit],
            times: [.. Resting, ImmediateOrCancel], sessions: BeyondRegular, quantities: [Whole, Fractional]),
    ];

    private static IEnumerable<FeatureRule> Fractions() =>
    [
        .. FeatureRules.Each(
            Support.Native, Exchange, assets: [Equity, Crypto], shapes: Shapes, prices: [Market, Limit],
            times: [.. Resting, ImmediateOrCancel, FillOrKill], sessions: [Sessions.Regular], quantities: [Fractional]),
        .. FeatureRules.Each(
            Support.Native, Exchange, assets: [Equity, Crypto], shapes: Shapes, prices: Stops, times: Resting, sessions: [Sessions.Regular],
            quantities: [Fractional]),
        .. FeatureRules.Each(
            Support.Native, Exchange, assets: [Equity, Crypto], shapes: [OrderShape.Single], prices: [Market, Limit],
            times: [.. Resting, ImmediateOrCancel], sessions: [Sessions.Regular], quantities: [Cash]),
    ];

    private static IEnumerable<FeatureRule> Combinations() => FeatureRules.Each(
        Support.Native, Exchange, assets: [Equity, Option], shapes: [MultiLeg], prices: [Market, Limit],
        times: [.. Resting, ImmediateOrCancel, FillOrKill], sessions: [Sessions.Regular], quantities: [Whole]);

    private static IEnumerable<FeatureRule> Replacing() => FeatureRules.Each(
        Support.Native,
        Exchange,
        operations: [OrderOperation.ReplacePrice, OrderOperation.ReplaceQuantity, OrderOperation.ReplaceTerms, OrderOperation.Preview]);

    private static IEnumerable<FeatureRule> Refused() =>
    [
        .. FeatureRules.Each(
            Support.Unsupported, Exchange, "coins are held, not sold short", assets: [Crypto], sides: [Side.Sell],
            effects: [PositionEffect.Open]),
    ];

    private static AbilitySupport AbilityOf(Ability ability) => ability switch
    {
        Ability.Level2 => No("the book is not shown"),
        Ability.DelayedQuotes => No("prices are as they are"),
        Ability.SuiteCanRefresh or Ability.PersonMustReturn or Ability.RevokeAtBroker => No("there is nothing to log in to"),
        _ => new AbilitySupport(Support.Native, Exchange),
    };

    private static AbilitySupport No(string why) => new(Support.Unsupported, Exchange, why);
}
