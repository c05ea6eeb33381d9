using System.Globalization;
using System.Text;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>The little Markdown that the page needs.</summary>
internal static class Markdown
{
    public static string Text(string text) => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    public static string Mark(Support support) => support switch
    {
        Support.Native => "✓",
        Support.Emulated => "◐",
        Support.Unverified => "?",
        _ => "–",
    };

    public static void Row(StringBuilder page, params IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    public static void Head(StringBuilder page, params IReadOnlyList<string> cells)
    {
        Row(page, cells);
        Row(page, cells.Select(_ => "---"));
    }

    public static string Span(TimeSpan? span) => span switch
    {
        null => "not told",
        { TotalDays: >= 1 } days => Count(days.TotalDays, "day"),
        { TotalHours: >= 1 } hours => Count(hours.TotalHours, "hour"),
        { TotalMinutes: >= 1 } minutes => Count(minutes.TotalMinutes, "minute"),
        { } seconds => Count(seconds.TotalSeconds, "second"),
    };

    private static string Count(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {unit}{(Math.Abs(value - 1d) < 0.001 ? "" : "s")}");
}
