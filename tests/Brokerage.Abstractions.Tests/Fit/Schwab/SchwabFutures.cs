using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

/// <summary><c>/ESH25:XCME</c> and <c>/ESH25_P5050:XCME</c>: root, month letter, two digits of the year, market; an option's expiry stands beside.</summary>
internal static partial class SchwabFutures
{
    private const string Months = "FGHJKMNQUVXZ";

    public static Instrument Future(string symbol) => Parts().Match(symbol) is { Success: true } parts && Of(parts) is { } future
        ? future
        : Named.Unclassified(SchwabAdapter.Broker, symbol, "FUTURE");

    public static Instrument Option(JsonNode? wire, string symbol)
    {
        var parts = Parts().Match(symbol);
        return parts.Success && parts.Groups["side"].Success && wire.Instant("expirationDate") is { } expires && Of(parts) is { } future
            ? new Instrument.FutureOption(future, decimal.Parse(parts.Groups["strike"].Value, CultureInfo.InvariantCulture), parts.Groups["side"].Value == "C", DateOnly.FromDateTime(expires.UtcDateTime))
            : Named.Unclassified(SchwabAdapter.Broker, symbol, "OPTION");
    }

    private static Instrument.Future? Of(Match parts)
    {
        var market = parts.Groups["market"].Value;
        return market.Length < 2
            ? null
            : new Instrument.Future(parts.Groups["root"].Value, 2000 + int.Parse(parts.Groups["year"].Value, CultureInfo.InvariantCulture), Months.IndexOf(parts.Groups["month"].Value[0], StringComparison.Ordinal) + 1, market);
    }

    [GeneratedRegex("^/(?<root>[A-Z0-9]{1,4})(?<month>[FGHJKMNQUVXZ])(?<year>[0-9]{2})(_(?<side>[CP])(?<strike>[0-9]{1,6}(\\.[0-9]{1,3})?))?(:(?<market>[A-Z]{4}))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
