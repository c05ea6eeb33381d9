#pragma warning disable xUnit1031 // The clock is stepped by hand: a task whose result is taken has been checked to be complete.
using Brokerage.Testing;

namespace Brokerage.Transport.Tests.Limits;

public sealed class RateGateTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly RateGate _gate;

    public RateGateTests() => _gate = new RateGate(_clock, maxQueued: 100);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void A_window_is_full_until_one_window_after_the_first_answer()
    {
        RateCaller caller = Caller("a", Limit(permits: 2, seconds: 10));
        RatePermit first = Take(caller), second = Take(caller);
        var third = Ask(caller);
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        first.Complete();
        second.Complete();
        _clock.Advance(TimeSpan.FromSeconds(9.99));
        Assert.False(third.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.01));
        Assert.True(third.IsCompleted);
    }

    [Fact]
    public void What_was_never_sent_gives_its_place_back()
    {
        RateCaller caller = Caller("a", Limit(permits: 1, seconds: 10));
        RatePermit first = Take(caller);
        var second = Ask(caller);
        first.Return();
        Assert.True(second.IsCompleted);
    }

    [Fact]
    public void Cancels_pass_first_and_have_a_reserve()
    {
        RateCaller caller = Caller("a", Limit(permits: 20, seconds: 60));
        // A tenth is kept back for them.
        for (int i = 0; i < 18; i++) Take(caller).Complete();
        var read = Ask(caller);
        Assert.False(read.IsCompleted);
        Assert.True(Ask(caller, RatePriority.Cancel).IsCompleted);
        Assert.True(Ask(caller, RatePriority.Cancel).IsCompleted);
        var cancel = Ask(caller, RatePriority.Cancel);
        var placement = Ask(caller, RatePriority.Placement);
        Assert.False(cancel.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True(cancel.IsCompleted && placement.IsCompleted && read.IsCompleted);
    }

    [Fact]
    public void The_more_urgent_goes_first_then_connections_take_turns()
    {
        RateLimit limit = Limit(permits: 1, seconds: 1, LimitScope.Application);
        RateCaller greedy = Caller("greedy", limit), modest = Caller("modest", limit);
        Take(greedy).Complete();
        List<string> order = [];
        List<(string Name, Task<RatePermit?> Task)> waiting = [];
        for (int i = 0; i < 3; i++) waiting.Add(("greedy", Ask(greedy)));
        waiting.Add(("modest", Ask(modest)));
        waiting.Add(("background", Ask(modest, RatePriority.Background)));
        waiting.Add(("placement", Ask(greedy, RatePriority.Placement)));
        waiting.Add(("cancel", Ask(modest, RatePriority.Cancel)));
        for (int i = 0; i < 60 && waiting.Count > 0; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.5));
            foreach (var done in waiting.Where(entry => entry.Task.IsCompleted).ToList())
            {
                done.Task.Result!.Complete();
                order.Add(done.Name);
                waiting.Remove(done);
            }
        }

        Assert.Equal(["cancel", "placement", "greedy", "modest", "greedy", "greedy", "background"], order);
    }

    [Fact]
    public void Who_waits_long_is_served_under_a_steady_stream_of_the_more_urgent()
    {
        RateCaller caller = Caller("a", Limit(permits: 1, seconds: 1));
        Take(caller).Complete();
        var background = Ask(caller, RatePriority.Background);
        List<Task<RatePermit?>> placements = [];
        int seconds = 0;
        while (!background.IsCompleted && seconds++ < 300)
        {
            placements.Add(Ask(caller, RatePriority.Placement));
            _clock.Advance(TimeSpan.FromSeconds(1));
            foreach (var done in placements.Where(task => task.IsCompleted).ToList())
            {
                done.Result!.Complete();
                placements.Remove(done);
            }
        }

        Assert.InRange(seconds, 20, 60);
    }

    [Fact]
    public void A_pause_holds_everybody_who_shares_the_limit_and_nobody_else()
    {
        RateLimit shared = Limit(permits: 100, seconds: 60, LimitScope.Application);
        RateCaller one = Caller("one", shared), two = Caller("two", shared), elsewhere = Caller("x", shared, application: "other");
        RatePermit permit = Take(one);
        permit.Complete();
        Assert.Equal(TimeSpan.FromSeconds(30), _gate.Pause(permit.Route, TimeSpan.FromSeconds(30), jitter: 0));
        var held = Ask(two);
        Assert.False(held.IsCompleted);
        Assert.True(Ask(elsewhere).IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(held.IsCompleted);
    }

    [Theory]
    [InlineData(900, null, 900)]
    [InlineData(900, 5, 900)]
    [InlineData(null, 5, 5)]
    [InlineData(null, null, 60)]
    public void A_pause_is_as_long_as_the_broker_or_its_penalty_says(int? penalty, int? asked, int expected)
    {
        RateLimit limit = Limit(permits: 10, seconds: 600) with { Penalty = penalty is { } p ? TimeSpan.FromSeconds(p) : null };
        Assert.Equal(TimeSpan.FromSeconds(expected), RatePause.For(limit, asked is { } a ? TimeSpan.FromSeconds(a) : null));
    }

    [Fact]
    public void Who_cannot_be_served_in_time_is_told_at_once()
    {
        RateCaller caller = Caller("a", Limit(permits: 1, seconds: 10));
        RatePermit permit = Take(caller);
        permit.Complete();
        _gate.Pause(permit.Route, TimeSpan.FromMinutes(15), jitter: 0);
        var impatient = _gate.AcquireAsync(caller, Key(caller), RatePriority.Read, TimeSpan.FromMinutes(1), CancellationToken.None).AsTask();
        Assert.True(impatient.IsCompleted);
        Assert.Null(impatient.Result);
        Assert.Equal(TimeSpan.FromMinutes(15), _gate.PauseLeft(caller, Key(caller)));
    }

    [Fact]
    public void Patience_ends()
    {
        RateCaller caller = Caller("a", Limit(permits: 1, seconds: 60));
        Take(caller).Complete();
        var waiting = _gate.AcquireAsync(caller, Key(caller), RatePriority.Read, TimeSpan.FromSeconds(5), CancellationToken.None).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(waiting.IsCompleted);
        Assert.Null(waiting.Result);
        Assert.Equal(0, _gate.Queued);
    }

    [Fact]
    public async Task A_caller_who_leaves_makes_room()
    {
        RateCaller caller = Caller("a", Limit(permits: 1, seconds: 60));
        Take(caller).Complete();
        using CancellationTokenSource source = new();
        var leaving = _gate.AcquireAsync(caller, Key(caller), RatePriority.Read, Long, source.Token).AsTask();
        var staying = Ask(caller);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.Equal(1, _gate.Queued);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(staying.IsCompleted);
    }

    [Fact]
    public void The_brokers_own_count_is_believed()
    {
        RateCaller caller = Caller("a", Limit(permits: 100, seconds: 60));
        RatePermit permit = Take(caller);
        permit.Complete();
        _gate.Observe(permit.Route, new RateCount(5, TimeSpan.FromSeconds(20)));
        var next = Ask(caller);
        Assert.False(next.IsCompleted);
        Assert.True(Ask(caller, RatePriority.Cancel).IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public void No_more_run_at_once_than_allowed_and_one_place_is_kept_for_cancels()
    {
        RateCaller caller = Caller("a", Limit(permits: 100, seconds: 60) with { AtOnce = 3 });
        RatePermit first = Take(caller);
        Take(caller);
        var third = Ask(caller);
        Assert.False(third.IsCompleted);
        Assert.True(Ask(caller, RatePriority.Cancel).IsCompleted);
        first.Complete();
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public void A_share_divides_what_is_counted_above_one_connection()
    {
        RateLimit limit = Limit(permits: 4, seconds: 60, LimitScope.Application);
        RateCaller caller = new("app", "a", [limit], 0.5);
        Take(caller);
        Take(caller);
        Assert.False(Ask(caller).IsCompleted);
    }

    [Fact]
    public void Callers_that_have_been_quiet_are_forgotten_and_busy_limits_are_not()
    {
        RateLimit limit = Limit(permits: 1, seconds: 3600, LimitScope.Application);
        Take(Caller("first", limit)).Complete();
        for (int i = 0; i < 3000; i++) _ = Ask(Caller("c" + i, Limit(permits: 5, seconds: 1)));
        Assert.False(Ask(Caller("last", limit)).IsCompleted);
    }

    private static RateLimit Limit(int permits, int seconds, LimitScope scope = LimitScope.Connection) =>
        new() { Class = "x", Scope = scope, Permits = permits, Window = TimeSpan.FromSeconds(seconds) };

    private static RateCaller Caller(string connection, RateLimit limit, string application = "app") => new(application, connection, [limit], 1);

    private static RateRouteKey Key(RateCaller caller) => new(caller.Application, caller.Connection, null, "x");

    private Task<RatePermit?> Ask(RateCaller caller, RatePriority priority = RatePriority.Read) =>
        _gate.AcquireAsync(caller, Key(caller), priority, Long, CancellationToken.None).AsTask();

    private RatePermit Take(RateCaller caller)
    {
        var task = Ask(caller);
        Assert.True(task.IsCompleted);
        return task.Result!;
    }
}
