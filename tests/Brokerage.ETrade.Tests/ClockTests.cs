using System.Globalization;
using Brokerage.ETrade.Auth;
using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

public sealed class ClockTests
{
    private readonly ETradeClock _clock = new(new FakeTimeProvider(Sample.Now));

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "")]
    [InlineData("9999-12-31T23:59:59Z", "")]
    [InlineData(null, "oauth_acceptable_timestamps=99999999998-99999999999")]
    public void A_time_that_no_clock_of_a_broker_shows_moves_nothing(string? told, string text)
    {
        _clock.Refused(At(told), text);

        Assert.Equal(Sample.Now, _clock.Now);
    }

    [Theory]
    [InlineData("2026-11-19T18:32:00Z", "")]
    [InlineData("9999-12-31T23:59:59Z", "oauth_acceptable_timestamps=1795112820-1795113420")]
    [InlineData(null, "oauth_acceptable_timestamps=1795112820-1795113420")]
    public void The_time_that_a_refusal_tells_puts_the_clock_right(string? told, string text)
    {
        _clock.Refused(At(told), text);

        Assert.Equal(Sample.Now.AddHours(3), _clock.Now);
    }

    private static DateTimeOffset? At(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
