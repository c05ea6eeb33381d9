using System.Globalization;
using System.Text.RegularExpressions;

namespace Brokerage.ETrade.Auth;

/// <summary>
/// E*TRADE's clock as seen from here. It refuses signatures that are more than five minutes off, so a clock that is wrong is found out from
/// the date of its answers and put right. Thread-safe.
/// </summary>
internal sealed partial class ETradeClock(TimeProvider time)
{
    // An answer's date is cut to the second, and on its way for a while: less than this says nothing.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    private long _offset;
    private int _corrected;

    /// <summary>Now, in seconds since 1970, by E*TRADE's clock.</summary>
    public long Timestamp => time.GetUtcNow().AddTicks(Volatile.Read(ref _offset)).ToUnixTimeSeconds();

    /// <summary>How far our clock is behind E*TRADE's.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _offset));

    /// <summary>Takes in the date of an answer.</summary>
    public void Observe(DateTimeOffset? told)
    {
        if (told is not { } server)
        {
            return;
        }

        var offset = server - time.GetUtcNow();
        Volatile.Write(ref _offset, offset.Duration() < Tolerance ? 0 : offset.Ticks);
    }

    /// <summary>Takes in a refusal for the time of its signature: the answer's date, or else the times that it says it would take.</summary>
    public void Refused(DateTimeOffset? told, string text)
    {
        var before = Offset;
        var window = Acceptable().Match(text);
        var server = told ?? (window.Success && Middle(window) is { } middle ? middle : null);
        Observe(server);
        if (Offset != before)
        {
            Volatile.Write(ref _corrected, 1);
        }
    }

    /// <summary>True once after a refusal has put the clock right: what was refused may be signed again.</summary>
    public bool TakeCorrection() => Interlocked.Exchange(ref _corrected, 0) == 1;

    private static DateTimeOffset? Middle(Match window)
    {
        var from = long.Parse(window.Groups["from"].ValueSpan, CultureInfo.InvariantCulture);
        var to = long.Parse(window.Groups["to"].ValueSpan, CultureInfo.InvariantCulture);
        return to > from ? DateTimeOffset.FromUnixTimeSeconds(from + ((to - from) / 2)) : null;
    }

    [GeneratedRegex("oauth_acceptable_timestamps=(?<from>[0-9]{9,11})-(?<to>[0-9]{9,11})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Acceptable();
}
