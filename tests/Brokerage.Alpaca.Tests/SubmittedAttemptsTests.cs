using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests;

public sealed class SubmittedAttemptsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void An_attempt_is_sent_once_and_the_next_one_too()
    {
        var attempts = new SubmittedAttempts(_clock);
        var order = Order();

        Assert.True(attempts.TryAdd(order));
        Assert.False(attempts.TryAdd(order));
        Assert.True(attempts.TryAdd(order with { Attempt = 2 }));
        attempts.Remove(order);
        Assert.True(attempts.TryAdd(order));
    }

    [Fact]
    public void It_is_remembered_for_a_day_whenever_it_was_sent()
    {
        for (var hours = 0; hours < 48; hours++)
        {
            var attempts = new SubmittedAttempts(_clock);
            _clock.Advance(TimeSpan.FromHours(hours));
            var order = Order();
            Assert.True(attempts.TryAdd(order));
            _clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
            Assert.False(attempts.TryAdd(order));
        }
    }

    [Fact]
    public void A_connection_that_lives_for_months_remembers_no_more_than_two_days_of_orders()
    {
        var attempts = new SubmittedAttempts(_clock);
        for (var hours = 0; hours < 24 * 90; hours++)
        {
            Assert.True(attempts.TryAdd(Order()));
            Assert.InRange(attempts.Count, 1, 48);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        _clock.Advance(TimeSpan.FromDays(3));
        attempts.TryAdd(Order());
        Assert.Equal(1, attempts.Count);
    }

    private static PreparedOrder Order() => new()
    {
        Intent = OrderIntent.Place(Sample.Ref, Sample.Limit()), Attempt = 1, Evidence = "alpaca/1", PreparedAt = DateTimeOffset.UnixEpoch,
    };
}
