using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Brokerage.TestSupport.Hostile;

/// <summary>What a model says: all of it as text, its numbers, and how often each member is zero.</summary>
internal sealed class Figures
{
    private const int Deepest = 12;

    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> Members = new();

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _numbers = new();
    private readonly Dictionary<string, int> _zeros = new(StringComparer.Ordinal);

    private Figures(object? model)
    {
        Type = model?.GetType();
        Rows = model?.GetType().GetProperty("Items")?.GetValue(model) is ICollection items ? items.Count : null;
        IsWhole = model?.GetType().GetProperty("IsComplete")?.GetValue(model) is not false
            && (model?.GetType().GetProperty("Failures")?.GetValue(model) as ICollection)?.Count is null or 0
            && (model?.GetType().GetProperty("Gaps")?.GetValue(model) as ICollection)?.Count is null or 0;
        Walk(model, "", 0);
    }

    /// <summary>What kind of answer it is.</summary>
    public Type? Type { get; }

    /// <summary>How many rows a list has; null for what is no list.</summary>
    public int? Rows { get; }

    /// <summary>Whether a list says that it is all there.</summary>
    public bool IsWhole { get; }

    public string Text => _text.ToString();

    public string Numbers => _numbers.ToString();

    public static Figures Of(object? model) => new(model);

    /// <summary>The first member that is zero more often than in another model; null for none.</summary>
    /// <param name="before">The other model.</param>
    /// <param name="maybeTwice">Whether the same may have been told more than once: then only what was never zero counts.</param>
    public string? NewZero(Figures before, bool maybeTwice = false)
    {
        foreach (var (name, count) in _zeros)
        {
            if (maybeTwice ? !before._zeros.ContainsKey(name) : count > before._zeros.GetValueOrDefault(name))
                return name;
        }

        return null;
    }

    private void Walk(object? value, string name, int depth)
    {
        switch (value)
        {
            case null:
                _text.Append("null;");
                break;
            case decimal or double or int or long:
                Number(Convert.ToDouble(value, CultureInfo.InvariantCulture), ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), name);
                break;
            case string or bool or Enum or DateTimeOffset or DateOnly or TimeSpan:
                _text.Append(CultureInfo.InvariantCulture, $"{value};");
                break;
            case IEnumerable rows when depth < Deepest:
                foreach (var row in rows)
                    Walk(row, name, depth + 1);
                break;
            default:
                if (depth < Deepest)
                    foreach (var (member, property) in Members.GetOrAdd(value.GetType(), Find)) Walk(Read(property, value), member, depth + 1);
                break;
        }
    }

    private void Number(double value, string text, string name)
    {
        if (value == 0d)
            _zeros[name] = _zeros.GetValueOrDefault(name) + 1;
        _text.Append(text).Append(';');
        _numbers.Append(name).Append('=').Append(text).Append(';');
    }

    private static object? Read(PropertyInfo property, object from)
    {
        try
        {
            return property.GetValue(from);
        }
        catch (TargetInvocationException)
        {
            return null;   // an id that was never set
        }
    }

    // When something was read, and what an error says, is not what it says.
    private static (string Name, PropertyInfo Property)[] Find(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && type != typeof(ConnectionSecrets) && property.Name is not ("AsOf" or "CallConnectBy" or "PreparedAt" or "ExpiresAt" or "EqualityContract" or "Sequence" or "LegIndex" or "TraceId"))
            .Select(property => ($"{type.Name}.{property.Name}", property)),
    ];
}
