using Brokerage.Testing;

namespace Brokerage.Transport.Tests.Testing;

public sealed class FakeTimeProviderTests
{
    [Fact]
    public void Timers_fire_in_order_each_at_its_own_time()
    {
        FakeTimeProvider clock = new();
        List<(string Name, TimeSpan At)> fired = [];
        DateTimeOffset start = clock.GetUtcNow();
        using ITimer late = clock.CreateTimer(_ => fired.Add(("late", clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using ITimer early = clock.CreateTimer(_ => fired.Add(("early", clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([("early", TimeSpan.FromSeconds(1)), ("late", TimeSpan.FromSeconds(3))], fired);
        Assert.Equal(start.AddSeconds(10), clock.GetUtcNow());
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_disposed()
    {
        FakeTimeProvider clock = new();
        int count = 0;
        ITimer timer = clock.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, count);
        timer.Dispose();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, count);
        Assert.Null(clock.UntilNextTimer);
    }

    [Fact]
    public void A_changed_timer_forgets_its_old_time()
    {
        FakeTimeProvider clock = new();
        int count = 0;
        using ITimer timer = clock.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(0, count);
        Assert.Equal(TimeSpan.FromSeconds(1), clock.UntilNextTimer);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, count);
    }

    [Fact]
    public void A_timer_started_by_a_timer_fires_in_the_same_advance()
    {
        FakeTimeProvider clock = new();
        List<TimeSpan> fired = [];
        DateTimeOffset start = clock.GetUtcNow();
        void Again(object? state)
        {
            fired.Add(clock.GetUtcNow() - start);
            if (fired.Count < 3) clock.CreateTimer(Again, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        }

        Again(null);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], fired);
    }

    [Fact]
    public async Task Delays_and_time_outs_of_the_platform_run_on_it()
    {
        FakeTimeProvider clock = new();
        Task delay = Task.Delay(TimeSpan.FromMinutes(5), clock, TestContext.Current.CancellationToken);
        using CancellationTokenSource source = new(TimeSpan.FromMinutes(7), clock);
        clock.Advance(TimeSpan.FromMinutes(5));
        await delay;
        Assert.False(source.IsCancellationRequested);
        Assert.True(clock.AdvanceToNextTimer());
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public async Task Waiting_for_a_timer_ends_when_one_is_started_that_is_due_soon_enough()
    {
        FakeTimeProvider clock = new();
        Task waiting = clock.WaitForTimerAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        using ITimer far = clock.CreateTimer(_ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        using ITimer near = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        await waiting;
        Assert.Equal(TimeSpan.FromSeconds(5), clock.UntilNextTimer);
    }
}
