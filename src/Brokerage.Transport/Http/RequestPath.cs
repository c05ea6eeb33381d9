using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Brokerage.Transport;

/// <summary>Builds paths and queries in which every value is escaped, so that no id or symbol can change where a request goes.</summary>
public static class RequestPath
{
    /// <summary>A path from an interpolated string: <c>RequestPath.Of($"v2/orders/{id}")</c>. The text stays, every value is escaped.</summary>
    public static string Of(EscapingHandler path) => path.ToString();

    /// <summary>A path with a query. Values that are null are left out; an empty one stays.</summary>
    public static string WithQuery(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        ArgumentNullException.ThrowIfNull(path);
        string text = Query(query);
        return text.Length == 0 ? path : path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + text;
    }

    /// <summary>The query alone, without a question mark: also the body of a form.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> query)
    {
        StringBuilder text = new();
        foreach ((string name, string? value) in query)
        {
            if (value is null) continue;
            if (text.Length > 0) text.Append('&');
            text.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }

    /// <summary>Escapes the values of an interpolated path. Made by the compiler.</summary>
    [InterpolatedStringHandler]
    public readonly struct EscapingHandler
    {
        private readonly StringBuilder _text;

        /// <summary>Starts a path.</summary>
        public EscapingHandler(int literalLength, int formattedCount) => _text = new(literalLength + formattedCount * 16);

        /// <summary>Appends text of the path itself.</summary>
        public void AppendLiteral(string value) => _text.Append(value);

        /// <summary>Appends an escaped value.</summary>
        public void AppendFormatted(string? value) => _text.Append(Uri.EscapeDataString(value ?? ""));

        /// <summary>Appends an escaped value in the invariant culture.</summary>
        public void AppendFormatted<T>(T value)
            where T : IFormattable => AppendFormatted(value.ToString(null, CultureInfo.InvariantCulture));

        /// <summary>Appends an escaped value in the invariant culture.</summary>
        public void AppendFormatted<T>(T value, string? format)
            where T : IFormattable => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

        /// <inheritdoc/>
        public override string ToString() => _text.ToString();
    }
}
