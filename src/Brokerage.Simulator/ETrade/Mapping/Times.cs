using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Markets;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>The wire's times: milliseconds here, seconds there, and text.</summary>
internal static class Times
{
    public static JsonNode Milliseconds(DateTimeOffset time) => JsonValue.Create(time.ToUnixTimeMilliseconds());

    public static JsonNode Seconds(DateTimeOffset time) => JsonValue.Create(time.ToUnixTimeSeconds());

    /// <summary>The beginning of a date in New York.</summary>
    public static JsonNode Milliseconds(DateOnly date) => Milliseconds(NewYorkTime.At(date, TimeOnly.MinValue));

    /// <summary>As quotes have it: <c>19:59:52 EST 12-03-2018</c>.</summary>
    public static string Text(DateTimeOffset time)
    {
        var local = NewYorkTime.ToLocal(time);
        return local.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + $" {Zone(time)} " + local.ToString("MM-dd-yyyy", CultureInfo.InvariantCulture);
    }

    public static string Zone(DateTimeOffset time) => IsDaylight(time) ? "EDT" : "EST";

    public static bool IsDaylight(DateTimeOffset time) => NewYorkTime.OffsetAt(time) == TimeSpan.FromHours(-4);

    /// <summary>MMDDYYYY, a date in New York; null for anything else.</summary>
    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "MMddyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
