using System.Globalization;
using System.Text.RegularExpressions;

namespace Brokerage.ETrade.Auth;

/// <summary>
/// E*TRADE's clock as seen from here. It refuses signatures that are more than five minutes off, so a clock that is wrong is found out from
/// the date of its answers and put right. Thread-safe.
/// </summary>
internal sealed partial class ETradeClock(TimeProvider time)
{
    // An answer's date is cut to the second, and on its way for a while: less than this says nothing about signatures.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    // Further off than this a signature is refused. What was answered without a refusal, and is dated otherwise, was dated by somebody else: a
    // gateway, a page of maintenance. Our days must not jump for it.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    // Between clocks that are further apart no connection comes about: to one of them the certificate is not valid. Such a time is nobody's.
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    private long _offset;
    private long _told;

    /// <summary>Now, by E*TRADE's clock.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + Offset;

    /// <summary>
    /// Now, at the latest, also by the least that E*TRADE's clock was seen ahead: what ends at midnight there must not be sent because it is a
    /// few seconds earlier here.
    /// </summary>
    public DateTimeOffset Latest => time.GetUtcNow() + (Offset > Told ? Offset : Told);

    /// <summary>How far our clock is behind E*TRADE's.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _offset));

    /// <summary>How far E*TRADE's clock was seen to be ahead at last, to the second, and never further than it is; nothing before an answer.</summary>
    public TimeSpan Told => TimeSpan.FromTicks(Volatile.Read(ref _told));

    /// <summary>Takes in the date of an answer that was not refused for its time.</summary>
    public void Observe(DateTimeOffset? told)
    {
        if (told is not { } server)
        {
            return;
        }

        var offset = server - time.GetUtcNow();
        if ((offset - Offset).Duration() <= Window)
        {
            Set(offset);
        }
    }

    /// <summary>Takes in a refusal for the time of its signature: the answer's date, or else the times that it says it would take.</summary>
    public void Refused(DateTimeOffset? told, string text)
    {
        var window = Acceptable().Match(text);
        var now = time.GetUtcNow();
        DateTimeOffset?[] times = [told, window.Success ? Middle(window) : null];
        if (Array.Find(times, one => one is { } server && (server - now).Duration() <= Farthest) is { } theirs)
        {
            Set(theirs - now);
        }
    }

    /// <summary>Whether the clock has been put right since something was signed: what was refused for its time may be signed again, by each who was.</summary>
    /// <param name="offset">What <see cref="Offset"/> was at the signature.</param>
    public bool WasCorrectedSince(TimeSpan offset) => (Offset - offset).Duration() >= Tolerance;

    private void Set(TimeSpan offset)
    {
        Volatile.Write(ref _told, offset.Ticks);
        Volatile.Write(ref _offset, offset.Duration() < Tolerance ? 0 : offset.Ticks);
    }

    private static DateTimeOffset? Middle(Match window)
    {
        var from = long.Parse(window.Groups["from"].ValueSpan, CultureInfo.InvariantCulture);
        var to = long.Parse(window.Groups["to"].ValueSpan, CultureInfo.InvariantCulture);
        return to > from ? DateTimeOffset.FromUnixTimeSeconds(from + ((to - from) / 2)) : null;
    }

    [GeneratedRegex("oauth_acceptable_timestamps=(?<from>[0-9]{9,11})-(?<to>[0-9]{9,11})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Acceptable();
}
