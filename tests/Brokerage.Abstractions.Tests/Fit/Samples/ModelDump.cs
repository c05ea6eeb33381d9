using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Brokerage.Fit.Samples;

/// <summary>A model as a list of member paths and texts, so that two can be compared and a change be located.</summary>
internal static partial class ModelDump
{
    public static Dictionary<string, string> Of(IEnumerable<object> models)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var model in models) Write(lines, $"{model.GetType().Name}[{index++}]", model);
        return lines;
    }

    /// <summary>The member paths whose texts differ, without the places in lists.</summary>
    public static IReadOnlyList<string> Changes(Dictionary<string, string> before, Dictionary<string, string> after) =>
    [
        .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(path => !string.Equals(before.GetValueOrDefault(path), after.GetValueOrDefault(path), StringComparison.Ordinal))
            .Select(path => Place().Replace(path, ""))
            .Distinct(StringComparer.Ordinal),
    ];

    private static void Write(Dictionary<string, string> lines, string path, object? value)
    {
        switch (value)
        {
            case null:
                return;
            case string or bool or Enum or Instrument:
                lines[path] = value.ToString()!;
                return;
            case IFormattable number when value.GetType().IsPrimitive || value is decimal or DateTimeOffset or DateOnly or TimeSpan:
                lines[path] = number.ToString(value is DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture);
                return;
            case IDictionary pairs:
                foreach (DictionaryEntry pair in pairs) Write(lines, $"{path}[{pair.Key}]", pair.Value);
                return;
            case IEnumerable items:
                var index = 0;
                foreach (var item in items) Write(lines, $"{path}[{index++}]", item);
                return;
            default:
                Members(lines, path, value);
                return;
        }
    }

    private static void Members(Dictionary<string, string> lines, string path, object value)
    {
        var type = value.GetType();
        // An id or a currency is its text; a case of a closed set is its name and its members.
        if (type.IsValueType && type.GetProperty("Value") is null && type.GetProperty("Code") is not null || type.Name.EndsWith("Id", StringComparison.Ordinal))
        {
            lines[path] = value.ToString()!;
            return;
        }
        if (type.DeclaringType is { IsAbstract: true }) lines[path] = type.Name;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            Write(lines, $"{path}.{property.Name}", property.GetValue(value));
        }
    }

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
