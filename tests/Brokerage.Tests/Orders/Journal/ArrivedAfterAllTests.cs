using Brokerage.Tests.Fakes;
using Brokerage.Tests.Orders.Queue;

namespace Brokerage.Tests.Orders.Journal;

/// <summary>A request that was held up for longer than all looks together, and delivered then.</summary>
public sealed class ArrivedAfterAllTests : IAsyncDisposable
{
    private readonly JournalScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData("list")]
    [InlineData("query")]
    [InlineData("look")]
    public async Task What_shows_up_under_its_id_is_placed_whatever_was_concluded_before(string channel)
    {
        var order = await NotArrivedAsync();
        var late = ScriptedTrading.Order(_scene.Ref("81"), id: order.Intent.ClientOrderId);
        _scene.Broker.OnList = () => [late];
        _scene.Broker.OnGet = _ => late;
        _scene.Broker.OnFind = _ => new Sighting.Found([late]);

        if (channel == "list") await _scene.Trading.GetOpenOrdersAsync(_scene.Account.Account, Token);
        else if (channel == "query") await _scene.Trading.GetOrderAsync(_scene.Ref("81"), Token);
        else await _scene.Trading.FindAsync(order, Token);

        var entry = await _scene.EntryAsync(order);
        Assert.Equal((JournalState.Placed, "81"), (entry.State, Assert.Single(entry.Orders).Order!.Value.Value));
        Assert.IsType<SubmitResult.Placed>(await _scene.Trading.SubmitAsync(order, Token));
        Assert.Single(_scene.Broker.Submitted);
    }

    [Fact]
    public async Task What_only_looks_like_it_may_be_what_its_user_placed_elsewhere_instead()
    {
        var order = await NotArrivedAsync();
        _scene.Broker.OnFind = _ => new Sighting.Found([ScriptedTrading.Order(_scene.Ref("82"))]) { VisibilityDelay = TimeSpan.FromSeconds(5) };
        _scene.Broker.OnList = () => [ScriptedTrading.Order(_scene.Ref("82"))];

        await _scene.Trading.FindAsync(order, Token);
        await _scene.Trading.GetOpenOrdersAsync(_scene.Account.Account, Token);

        Assert.Equal(JournalState.NotArrived, (await _scene.EntryAsync(order)).State);
    }

    [Fact]
    public async Task A_queued_wish_that_shows_up_is_neither_withdrawn_nor_sent_again()
    {
        await using var scene = new QueueScene(QueueScene.Open);
        var intent = await QueuedAndNotArrivedAsync(scene);
        ShowsUp(scene, intent);

        await scene.Brokerage.Orders.GetOpenOrdersAsync(scene.Account, Token);

        Assert.False(await scene.Queue.WithdrawAsync(intent.ClientOrderId, Token));
        await scene.Queue.ReleaseDueAsync(Token);
        Assert.Single(scene.Broker.Submitted);
    }

    [Theory]
    [InlineData(JournalState.Rejected)]
    [InlineData(JournalState.Withdrawn)]
    [InlineData(JournalState.Expired)]
    [InlineData(JournalState.Queued)]
    public async Task Whatever_became_of_a_queued_wish_since_its_first_attempt_got_lost_the_order_is_what_counts(JournalState since)
    {
        await using var scene = new QueueScene(QueueScene.Open);
        var intent = await QueuedAndNotArrivedAsync(scene);
        scene.Broker.OnSubmit = (_, _) => Task.FromResult<SubmitResult>(
            new SubmitResult.Rejected(Make.Error(since == JournalState.Rejected ? BrokerageErrorCode.InsufficientFunds : BrokerageErrorCode.RateLimited)));
        if (since == JournalState.Expired) scene.Clock.Advance(TimeSpan.FromHours(8));
        if (since == JournalState.Withdrawn) await scene.Queue.WithdrawAsync(intent.ClientOrderId, Token);
        else await scene.Queue.ReleaseDueAsync(Token);
        Assert.Equal(since, (await scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State);
        var attempts = scene.Broker.Submitted.Count;
        ShowsUp(scene, intent);

        await scene.Brokerage.Orders.GetOpenOrdersAsync(scene.Account, Token);

        var placed = (await scene.Queue.FindAsync(intent.ClientOrderId, Token))!;
        Assert.Equal((JournalState.Placed, "83", null), (placed.State, Assert.Single(placed.Orders).Order!.Value.Value, placed.Error));
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        await scene.Queue.ReleaseDueAsync(Token);
        Assert.IsType<SubmitResult.Placed>(await scene.Brokerage.Orders.PlaceAsync(intent, Token));
        Assert.Equal(attempts, scene.Broker.Submitted.Count);
    }

    [Theory]
    [InlineData(BrokerageErrorCode.InsufficientFunds, OrderState.Rejected)]
    [InlineData(BrokerageErrorCode.IdempotencyConflict, OrderState.Working)]
    public async Task An_order_that_was_rejected_or_is_somebody_elses_brings_no_rejected_wish_back(BrokerageErrorCode reason, OrderState state)
    {
        var order = await _scene.PrepareAsync();
        _scene.Broker.OnSubmit = (_, _) => Task.FromResult<SubmitResult>(new SubmitResult.Rejected(Make.Error(reason)));
        Assert.IsType<SubmitResult.Rejected>(await _scene.Trading.SubmitAsync(order, Token));
        _scene.Broker.OnList = () => [ScriptedTrading.Order(_scene.Ref("84"), state, order.Intent.ClientOrderId)];

        await _scene.Trading.GetOpenOrdersAsync(_scene.Account.Account, Token);

        Assert.Equal(JournalState.Rejected, (await _scene.EntryAsync(order)).State);
    }

    private static async Task<OrderIntent> QueuedAndNotArrivedAsync(QueueScene scene)
    {
        var intent = scene.Limit();
        scene.Broker.OnSubmit = (order, _) => Task.FromResult(ScriptedTrading.Unknown(order));
        await scene.Queue.QueueAsync(intent, cancellationToken: Token);
        await scene.Queue.ReleaseDueAsync(Token);
        await scene.PassAsync(Until(async () => (await scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State == JournalState.NotArrived));
        return intent;
    }

    private static void ShowsUp(QueueScene scene, OrderIntent intent) => scene.Broker.OnList =
        () => [ScriptedTrading.Order(new OrderRef(scene.Account, OrderId.Parse("83")), id: intent.ClientOrderId)];

    private static async Task<bool> Until(Func<Task<bool>> isSo)
    {
        for (var tries = 0; tries < 20_000; tries++)
        {
            if (await isSo()) return true;
            await Task.Delay(1, Token);
        }

        return false;
    }

    private async Task<PreparedOrder> NotArrivedAsync()
    {
        var order = await _scene.PrepareAsync();
        _scene.Broker.OnSubmit = (sent, _) => Task.FromResult(ScriptedTrading.Unknown(sent));
        _scene.Broker.OnFind = _ => new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: true);
        await _scene.Trading.SubmitAsync(order, Token);
        await _scene.WaitForAsync(order, JournalState.NotArrived);
        return order;
    }
}
