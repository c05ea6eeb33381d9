using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Orders.Tracking;

/// <summary>Followers share a connection, and nothing else: neither each other's mistakes nor the clock on the wall.</summary>
public sealed class OneBadOrderTests : IAsyncDisposable
{
    private readonly TrackerScene _scene = new(streams: false);

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(typeof(BrokerageException))]
    [InlineData(typeof(ArgumentException))]
    public async Task An_order_that_names_another_account_fails_for_those_alone_who_follow_it(Type failure)
    {
        var read = _scene.Broker.OnGet;
        _scene.Broker.OnGet = order => order.Account == _scene.Connection.Account ? read(order)
            : failure == typeof(ArgumentException) ? throw new ArgumentException("Not this one.", nameof(order))
            : throw new BrokerageException(Make.Error(BrokerageErrorCode.AccountNotFound));
        _scene.Put(_scene.Working("7"));
        await using var good = _scene.Follow("7");
        await TrackerScene.NextAsync(good);

        var stale = new OrderRef(_scene.Connection.Account with { Account = AccountId.Parse("A2") }, OrderId.Parse("7"));
        await using var bad = _scene.Tracker.FollowAsync(stale, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        await Assert.ThrowsAsync(failure, () => _scene.PassAsync(bad.MoveNextAsync().AsTask()));

        _scene.Put(_scene.Working("7", filled: 1m));
        Assert.Equal(1m, (await _scene.NextInTimeAsync(good)).FilledNow);
    }

    [Fact]
    public async Task Figures_that_cannot_be_true_are_told_and_end_nobody_elses_following()
    {
        _scene.Put(_scene.Working("7"));
        _scene.Put(_scene.Working("8", filled: 1m));
        await using var good = _scene.Follow("7");
        await using var bad = _scene.Follow("8");
        await TrackerScene.NextAsync(good);
        await TrackerScene.NextAsync(bad);

        _scene.Put(_scene.Working("8") with { Filled = 2e27m, AveragePrice = 61.2m });
        var told = await _scene.NextInTimeAsync(bad);
        _scene.Put(_scene.Working("7", filled: 1m));

        Assert.Equal((2e27m, 61.2m), (told.Order.Filled, told.Execution!.Price));
        Assert.Equal(1m, (await _scene.NextInTimeAsync(good)).FilledNow);
    }

    [Fact]
    public async Task Nor_do_executions_whose_sum_no_number_holds()
    {
        _scene.Put(_scene.Working("7"));
        _scene.Put(_scene.Working("8"));
        await using var good = _scene.Follow("7");
        await using var bad = _scene.Follow("8");
        await TrackerScene.NextAsync(good);
        await TrackerScene.NextAsync(bad);

        var execution = new Execution { Id = "e1", Quantity = 2e27m, Price = 61.2m, CumulativeAfter = 2e27m };
        _scene.Put(_scene.Working("8") with { Filled = 2e27m, Executions = [execution] });
        var told = await _scene.NextInTimeAsync(bad);
        _scene.Put(_scene.Working("7", filled: 1m));

        Assert.Equal((2e27m, (decimal?)null), (told.Order.Filled, told.Order.AveragePrice));
        Assert.Equal(1m, (await _scene.NextInTimeAsync(good)).FilledNow);
    }

    [Fact]
    public async Task Figures_of_which_nothing_can_be_made_end_the_following_of_their_own_order_alone()
    {
        var execution = new Execution { Id = "e1", Quantity = 1m, Price = 1m, CumulativeAfter = 7e28m };
        _scene.Put(_scene.Working("7"));
        _scene.Put(_scene.Working("8") with { Filled = 7e28m, AveragePrice = 1m, Executions = [execution] });
        await using var good = _scene.Follow("7");
        await using var bad = _scene.Follow("8");
        await TrackerScene.NextAsync(good);
        await TrackerScene.NextAsync(bad);

        _scene.Put(_scene.Working("8") with { Filled = 7e28m, AveragePrice = 1m, Executions = [execution with { Id = "e2", Quantity = 7e28m, Corrects = "e1" }] });
        await Assert.ThrowsAsync<OverflowException>(() => _scene.PassAsync(bad.MoveNextAsync().AsTask()));
        _scene.Put(_scene.Working("7", filled: 1m));

        Assert.Equal(1m, (await _scene.NextInTimeAsync(good)).FilledNow);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_for_a_moment_ends_no_following()
    {
        var journal = new FaultyJournal();
        await using var scene = new TrackerScene(streams: false, journal);
        scene.Put(scene.Working("7"));
        await using var news = scene.Follow("7");
        await TrackerScene.NextAsync(news);
        journal.ReadFault = new IOException("locked");
        var (reads, next) = (scene.Reads, news.MoveNextAsync().AsTask());
        await Waiting.UntilAsync(() => next.IsCompleted || scene.Reads > reads + 1, () => scene.Clock.AdvanceToNextTimer());

        journal.ReadFault = null;
        scene.Put(scene.Working("7", filled: 1m));

        Assert.True(await scene.PassAsync(next));
        Assert.Equal(1m, news.Current.FilledNow);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_delays_neither_fills_nor_the_end()
    {
        _scene.Put(_scene.Working("7"));
        await using var news = _scene.Follow("7");
        await TrackerScene.NextAsync(news);
        var began = _scene.Clock.GetUtcNow();

        _scene.Time.Shift = TimeSpan.FromHours(-1);
        _scene.Put(_scene.Working("7", filled: 1m));
        Assert.Equal(1m, (await _scene.NextInTimeAsync(news)).FilledNow);
        _scene.Put(_scene.Working("7", filled: 10m) with { State = new(OrderState.Filled) });
        await _scene.NextInTimeAsync(news);
        _scene.Time.Shift = TimeSpan.FromHours(-2);
        Assert.False(await _scene.PassAsync(news.MoveNextAsync().AsTask()));

        // A step may take in the ten minutes after which an idle connection is closed; the clock was set back by more.
        Assert.True(_scene.Clock.GetUtcNow() - began < TimeSpan.FromMinutes(55), $"After {_scene.Clock.GetUtcNow() - began}.");
    }
}
