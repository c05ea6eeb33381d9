using Brokerage.Exchange;

namespace Brokerage.Conformance.Tests.Broken;

/// <summary>Every broken adapter is broken: on a stage at Mock it can be told from the right one, by the observation that the table names.</summary>
public sealed class BrokenAdapterTests
{
    // Where each of them shows.
    private static readonly (string Way, Func<MockStage, Task<string>> Look, string[] Adapters)[] Table =
    [
        (nameof(Observations.Booked), Observations.Booked,
        [
            "DropsExtendedHours", "FlipsTheNetPrice", "ForgetsRatios", "LosesTheExits", "LosesTheTrigger",
            "RoundsPricesToCents", "SendsCashAsUnits", "SendsGoodTillCancelledAsDay", "SendsThePutForTheCall",
            "SendsTrailingPercentAsAmount", "SwapsSides", "SwapsTriggerAndLimit", "TruncatesFractions",
        ]),
        (nameof(Observations.Replaced), Observations.Replaced,
        [
            "KeepsTheOldIdAfterAReplace", "LosesTheReplacementChain", "ReplaceForgetsTheQuantity",
            "ReplaceResetsTimeInForce",
        ]),
        (nameof(Observations.Repriced), Observations.Repriced,
        [
            "ReplacesTrailingPercentAsAmount", "ReplacesTriggersAsLimits", "SwapsTriggerAndLimitInAChange",
        ]),
        (nameof(Observations.Elsewhere), Observations.Elsewhere,
        [
            "PlacesInTheFirstAccount",
        ]),
        (nameof(Observations.SameId), Observations.SameId,
        [
            "AdoptsWhateverCarriesTheId",
        ]),
        (nameof(Observations.Holes), Observations.Holes,
        [
            "CallsPartsWhole",
        ]),
        (nameof(Observations.Left), Observations.Left,
        [
            "RefusesACancelThatIsLeft", "ThrowsWhenTheCallerLeavesLate",
        ]),
        (nameof(Observations.LostAnswer), Observations.LostAnswer,
        [
            "ReadsATimeoutAsRejection", "ReadsATimeoutAsSuccess", "RepeatsAfterATimeout", "SubmitsAnAttemptTwice",
            "ThrowsOnATimeout",
        ]),
        (nameof(Observations.Found), Observations.Found,
        [
            "FindsLookAlikes", "FindsOnlyOpenOrders", "RegeneratesTheClientId",
        ]),
        (nameof(Observations.Refused), Observations.Refused,
        [
            "AnswersWithSomebodyElsesOrder", "CallsRefusalsTransient", "DowngradesWhatItRefuses",
            "FlattensErrorCodes", "InventsInstruments", "ReadsARejectionAsUnknown", "ThrowsItsOwnExceptions",
        ]),
        (nameof(Observations.Previewed), Observations.Previewed,
        [
            "PlacesWhilePreparing",
        ]),
        (nameof(Observations.Lapsed), Observations.Lapsed,
        [
            "SendsWhatHasLapsed",
        ]),
        (nameof(Observations.Cancelled), Observations.Cancelled,
        [
            "CallsLateCancelsDone", "CancelsEverything", "SaysCancelledTooEarly",
        ]),
        (nameof(Observations.CancelLost), Observations.CancelLost,
        [
            "ReadsACancelTimeoutAsRefusal",
        ]),
        (nameof(Observations.Read), Observations.Read,
        [
            "ForgetsClientIds", "ForgetsFees", "HidesPartlyFilledOrders", "ReadsLocalTimesAsUtc", "ReadsNullAsZero",
            "ReadsTheLastFillAsFilled", "ReadsUnlistedStatesAsFilled", "ReadsWhatRemainsAsTheQuantity",
            "TakesTheLimitForTheAverage",
        ]),
        (nameof(Observations.Lists), Observations.Lists,
        [
            "IgnoresTheDates", "LosesTheSecondPageOfHistory", "LosesTheSecondPageOfOpenOrders",
            "LosesTheSecondPageOfTransactions",
        ]),
        (nameof(Observations.Held), Observations.Held,
        [
            "CountsCostPerContract", "CountsUnsettledCash", "ForgetsTheMultiplier", "IgnoresShortsInNetWorth",
            "KeepsClosedPositions", "LosesSignsInTransactions", "LosesTheSignOfShorts", "ReadsCoinsAsShares",
            "ReadsEveryAccountAsTheFirst", "ShowsAccountNumbers", "TakesCashForBuyingPower",
        ]),
        (nameof(Observations.Prices), Observations.Prices,
        [
            "CountsSizesInLots", "HidesWhatFailed", "KeepsTheFirstQuote", "LabelsQuotesByPosition",
            "MovesExpirationsByADay", "ReadsPutsAsCalls", "ShowsOnlyTheFirstStrikes", "SpellsClassSharesItsOwnWay",
            "StampsBarsAtTheirEnd", "TakesYesterdaysCloseForLast", "TruncatesStrikes",
        ]),
        (nameof(Observations.Ticks), Observations.Ticks,
        [
            "SwapsBidAndAskOnTheStream",
        ]),
        (nameof(Observations.News), Observations.News,
        [
            "DropsFillsOfOneInstant", "HidesGaps", "StartsWithoutASnapshot", "StreamsEveryAccount", "TellsFillsTwice",
            "TellsOnlyWhatChanged",
        ]),
        (nameof(Observations.Itself), Observations.Itself,
        [
            "DeniesWhatItSends", "HandsOutTheInside", "IgnoresCancellation", "InventsADeadline",
            "LacksAPromisedRole", "PromisesWhatItRefuses", "SaysItIsActive", "SaysItIsPaper",
        ]),
    ];

    // What takes a wire to go wrong on does not show on the stage: the hunt at Alpaca shows it.
    private static readonly string[] OnTheWireAlone = ["ClaimsAbsenceAtOnce", "EndsTheHistoryWhereAPageFails", "ForgetsPricesAfterABreak", "NeverNoticesSilence"];

    public static TheoryData<string> Names => [.. BrokenAdapters.All.Select(adapter => adapter.Name).Except(OnTheWireAlone, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_broken_adapter_can_be_told_from_the_right_one(string name)
    {
        var (way, look, _) = Assert.Single(Table, row => row.Adapters.Contains(name));

        Assert.NotEqual(await SeenAsync(null, way, look), await SeenAsync(BrokenAdapters.Named(name), way, look));
    }

    [Fact]
    public async Task What_is_seen_of_the_right_one_is_always_the_same()
    {
        foreach (var (way, look, _) in Table)
            Assert.Equal(await SeenAsync(null, way, look), await SeenAsync(null, way, look));
    }

    [Fact]
    public void Names_and_defects_are_told_once()
    {
        Assert.Distinct(BrokenAdapters.All.Select(adapter => adapter.Name));
        Assert.Distinct(BrokenAdapters.All.Select(adapter => adapter.Defect));
        Assert.All(BrokenAdapters.All, adapter => Assert.EndsWith(".", adapter.Defect, StringComparison.Ordinal));
    }

    private static async Task<string> SeenAsync(BrokenAdapter? broken, string way, Func<MockStage, Task<string>> look)
    {
        await using var stage = new MockStage(broken, options => options.FaultScript = ScriptOf(way));
        try
        {
            return await look(stage);
        }
        catch (Exception failure) when (broken is not null)
        {
            return $"throws {failure.GetType().Name}";
        }
    }

    private static FaultScript ScriptOf(string way) => way switch
    {
        nameof(Observations.CancelLost) => Once(FaultKind.LoseAnswer, LineOperation.Cancel, call: 1),
        nameof(Observations.Left) => new() { Rules = [Held(LineOperation.Submit, from: 2), Held(LineOperation.Cancel, from: 1)] },
        nameof(Observations.News) => Once(FaultKind.Disconnect, LineOperation.Event, call: 2),
        _ => FaultScript.None,
    };

    private static FaultRule Held(LineOperation on, int from) => new() { Kind = FaultKind.LateAnswer, On = on, FromCall = from, Delay = TimeSpan.FromHours(1) };

    private static FaultScript Once(FaultKind kind, LineOperation on, int call) =>
        new() { Rules = [new FaultRule { Kind = kind, On = on, FromCall = call, Calls = 1 }] };
}
