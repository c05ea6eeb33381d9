namespace Brokerage.Conformance.Tests.Broken;

/// <content>Wishes that are changed, doubled, left and lost in lists.</content>
internal static partial class Observations
{
    /// <summary>What a change of each kind of price leaves.</summary>
    public static async Task<string> Repriced(MockStage stage)
    {
        (PriceTerms Before, PriceTerms After)[] changes =
        [
            (new PriceTerms.Stop(260m), new PriceTerms.Stop(262m)),
            (new PriceTerms.StopLimit(260m, 265m), new PriceTerms.StopLimit(262m, 269m)),
            (new PriceTerms.Trailing(0.05m, InPercent: true), new PriceTerms.Trailing(0.07m, InPercent: true)),
        ];
        foreach (var (before, after) in changes)
        {
            await stage.PlaceAsync(OrderSpec.One(MockStage.Apple, Side.Buy, 1m, before));
            await stage.Trading.ReplaceAsync(new OrderRef(stage.Margin, stage.Booked.MaxBy(order => order.Number)!.Id), new OrderChange(Price: after), Token);
        }

        return Lines(stage.Booked.Select(order => Say(order.State, order.Spec!.Price)));
    }

    /// <summary>Until when what is prepared may be sent, and what comes of it an hour later.</summary>
    public static async Task<string> Lapsed(MockStage stage)
    {
        var prepared = await PrepareAsync(stage, OrderSpec.Limit(MockStage.Apple, Side.Buy, 1m, 140m));
        stage.Clock.Advance(TimeSpan.FromHours(1));
        return Say(prepared.ExpiresAt is null, await Try(() => stage.Trading.SubmitAsync(prepared, Token)), stage.Booked.Count);
    }

    /// <summary>What an order for the second account leaves in the books of both.</summary>
    public static async Task<string> Elsewhere(MockStage stage)
    {
        await stage.Trading.PlaceAsync(OrderIntent.Place(stage.Cash, OrderSpec.Limit(MockStage.Ford, Side.Buy, 1m, 5m)), Token);
        return Say(stage.Booked.Count, stage.Exchange.GetOrders(stage.Cash.Account).Count);
    }

    /// <summary>What another wish under the same id answers.</summary>
    public static async Task<string> SameId(MockStage stage)
    {
        var first = OrderIntent.Place(stage.Margin, OrderSpec.One(MockStage.Apple, Side.Buy, 1m, new PriceTerms.Stop(260m)));
        await stage.Trading.PlaceAsync(first, Token);
        var other = OrderSpec.One(MockStage.Apple, Side.Buy, 1m, new PriceTerms.Stop(270m));
        return Say(await Try(() => stage.Trading.PlaceAsync(OrderIntent.Place(stage.Margin, other, first.ClientOrderId), Token)), stage.Booked.Count);
    }

    /// <summary>What those hear who do not wait for the answer to an order and to a cancel.</summary>
    public static async Task<string> Left(MockStage stage)
    {
        var open = await stage.RestAsync();
        var prepared = await PrepareAsync(stage, OrderSpec.Limit(MockStage.Apple, Side.Buy, 1m, 140m));
        using var gone = new CancellationTokenSource();
        var submitting = stage.Trading.SubmitAsync(prepared, gone.Token);
        var cancelling = stage.Trading.CancelAsync(open, gone.Token);
        await gone.CancelAsync();
        return Say(await Try(() => submitting), await Try(() => cancelling), stage.Booked.Count);
    }

    /// <summary>Which lists say that a row of them could not be read.</summary>
    public static async Task<string> Holes(MockStage stage)
    {
        await stage.RestAsync();
        stage.Options.Faults.SpoilsRows = true;
        var history = new HistoryQuery(stage.Margin.Account, Long, Ever);
        return Say(
            (await stage.Trading.GetOpenOrdersAsync(stage.Margin.Account, Token)).IsComplete,
            (await stage.Trading.GetOrderHistoryAsync(history, Token)).Gaps.Count,
            (await stage.Connection.Accounts.GetPositionsAsync(stage.Margin.Account, Token)).IsComplete,
            (await stage.Connection.Accounts.GetTransactionsAsync(history, Token)).Gaps.Count);
    }
}
