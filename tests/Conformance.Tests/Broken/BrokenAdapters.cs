using Brokerage.Conformance.Tests.Broken.Accounts;
using Brokerage.Conformance.Tests.Broken.Connections;
using Brokerage.Conformance.Tests.Broken.Orders;
using Brokerage.Conformance.Tests.Broken.Outcomes;
using Brokerage.Conformance.Tests.Broken.Prices;
using Brokerage.Conformance.Tests.Broken.Requests;
using Brokerage.Conformance.Tests.Broken.Streams;

namespace Brokerage.Conformance.Tests.Broken;

/// <summary>Every broken adapter, by what it breaks.</summary>
public static class BrokenAdapters
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<BrokenAdapter> All { get; } =
    [
        new DropsExtendedHours(),
        new FlipsTheNetPrice(),
        new ForgetsRatios(),
        new LosesTheExits(),
        new LosesTheTrigger(),
        new PlacesInTheFirstAccount(),
        new ReplaceForgetsTheQuantity(),
        new ReplaceResetsTimeInForce(),
        new ReplacesTrailingPercentAsAmount(),
        new ReplacesTriggersAsLimits(),
        new RoundsPricesToCents(),
        new SendsCashAsUnits(),
        new SendsGoodTillCancelledAsDay(),
        new SendsThePutForTheCall(),
        new SendsTrailingPercentAsAmount(),
        new SwapsSides(),
        new SwapsTriggerAndLimit(),
        new SwapsTriggerAndLimitInAChange(),
        new TruncatesFractions(),

        new AdoptsWhateverCarriesTheId(),
        new CallsLateCancelsDone(),
        new CancelsEverything(),
        new ClaimsAbsenceAtOnce(),
        new FindsLookAlikes(),
        new FindsOnlyOpenOrders(),
        new KeepsTheOldIdAfterAReplace(),
        new PlacesWhilePreparing(),
        new ReadsACancelTimeoutAsRefusal(),
        new ReadsARejectionAsUnknown(),
        new ReadsATimeoutAsRejection(),
        new ReadsATimeoutAsSuccess(),
        new RefusesACancelThatIsLeft(),
        new RegeneratesTheClientId(),
        new RepeatsAfterATimeout(),
        new SaysCancelledTooEarly(),
        new SendsWhatHasLapsed(),
        new SubmitsAnAttemptTwice(),
        new ThrowsOnATimeout(),
        new ThrowsWhenTheCallerLeavesLate(),

        new AnswersWithSomebodyElsesOrder(),
        new CallsPartsWhole(),
        new EndsTheHistoryWhereAPageFails(),
        new ForgetsClientIds(),
        new ForgetsFees(),
        new HidesPartlyFilledOrders(),
        new IgnoresTheDates(),
        new LosesTheReplacementChain(),
        new LosesTheSecondPageOfHistory(),
        new LosesTheSecondPageOfOpenOrders(),
        new ReadsLocalTimesAsUtc(),
        new ReadsTheLastFillAsFilled(),
        new ReadsUnlistedStatesAsFilled(),
        new ReadsWhatRemainsAsTheQuantity(),
        new TakesTheLimitForTheAverage(),

        new CountsCostPerContract(),
        new CountsUnsettledCash(),
        new ForgetsTheMultiplier(),
        new IgnoresShortsInNetWorth(),
        new KeepsClosedPositions(),
        new LosesSignsInTransactions(),
        new LosesTheSecondPageOfTransactions(),
        new LosesTheSignOfShorts(),
        new ReadsCoinsAsShares(),
        new ReadsEveryAccountAsTheFirst(),
        new ReadsNullAsZero(),
        new ShowsAccountNumbers(),
        new TakesCashForBuyingPower(),

        new CountsSizesInLots(),
        new HidesWhatFailed(),
        new InventsInstruments(),
        new KeepsTheFirstQuote(),
        new LabelsQuotesByPosition(),
        new MovesExpirationsByADay(),
        new ReadsPutsAsCalls(),
        new ShowsOnlyTheFirstStrikes(),
        new SpellsClassSharesItsOwnWay(),
        new StampsBarsAtTheirEnd(),
        new SwapsBidAndAskOnTheStream(),
        new TakesYesterdaysCloseForLast(),
        new TruncatesStrikes(),

        new DropsFillsOfOneInstant(),
        new ForgetsPricesAfterABreak(),
        new HidesGaps(),
        new NeverNoticesSilence(),
        new StartsWithoutASnapshot(),
        new StreamsEveryAccount(),
        new TellsFillsTwice(),
        new TellsOnlyWhatChanged(),

        new CallsRefusalsTransient(),
        new DeniesWhatItSends(),
        new DowngradesWhatItRefuses(),
        new FlattensErrorCodes(),
        new HandsOutTheInside(),
        new IgnoresCancellation(),
        new InventsADeadline(),
        new LacksAPromisedRole(),
        new PromisesWhatItRefuses(),
        new SaysItIsActive(),
        new SaysItIsPaper(),
        new ThrowsItsOwnExceptions(),
    ];

    /// <summary>One of them, by its name.</summary>
    public static BrokenAdapter Named(string name) => All.Single(adapter => adapter.Name == name);
}
