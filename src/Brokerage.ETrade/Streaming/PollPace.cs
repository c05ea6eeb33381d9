using Brokerage.Markets;

namespace Brokerage.ETrade.Streaming;

/// <summary>
/// How often to look: often while something can happen, seldom while the market sleeps, and never so often that looking takes more than half
/// of what E*TRADE allows.
/// </summary>
internal sealed class PollPace(TimeProvider clock, TimeSpan busy, TimeSpan quiet, TimeSpan asleep)
{
    private bool _isFirst;
    private TimeSpan _atLeast;

    /// <summary>Whether something is expected to happen: open orders, prices that are watched.</summary>
    public bool IsBusy { get; set; } = true;

    /// <summary>The next look is due at once.</summary>
    public void Restart() => _isFirst = true;

    /// <summary>Notes what a look has cost.</summary>
    /// <param name="requests">How many requests it took.</param>
    /// <param name="perSecond">How many E*TRADE takes in a second.</param>
    public void Spent(int requests, int perSecond) => _atLeast = TimeSpan.FromSeconds(2.0 * requests / perSecond);

    /// <summary>How long to wait for the next look.</summary>
    public TimeSpan Next()
    {
        if (_isFirst)
        {
            _isFirst = false;
            return TimeSpan.Zero;
        }

        var isOpen = UsMarketCalendar.Instance.SessionAt(clock.GetUtcNow()) != Sessions.None;
        var wanted = isOpen ? IsBusy ? busy : quiet : asleep;
        return wanted > _atLeast ? wanted : _atLeast;
    }
}
