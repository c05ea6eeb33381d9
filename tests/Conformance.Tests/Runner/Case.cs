using System.Globalization;
using System.Reflection;

namespace Brokerage.Conformance.Tests.Runner;

/// <summary>One case with one set of arguments, as it can be run on any test broker.</summary>
/// <param name="Id">Area and number.</param>
/// <param name="Intent">What an adapter that passes is known to do.</param>
/// <param name="Suite">The open class that holds it.</param>
/// <param name="Method">Its name.</param>
/// <param name="Arguments">What it is called with.</param>
internal sealed record Case(string Id, string Intent, Type Suite, string Method, IReadOnlyList<object?> Arguments)
{
    /// <summary>Number and arguments.</summary>
    public string Name => Arguments.Count == 0 ? Id : $"{Id} ({ArgumentText})";

    /// <summary>What it is called with.</summary>
    public string ArgumentText => string.Join(", ", Arguments.Select(one => Convert.ToString(one, CultureInfo.InvariantCulture)));

    /// <summary>Whether it is of a suite for adapters that trade.</summary>
    public bool NeedsTrading => Suite.BaseType!.BaseType!.GetGenericTypeDefinition() == typeof(TradingConformanceTests<>);

    /// <summary>Every case of the kit, by number.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        .. Suites.All.SelectMany(Of).OrderBy(one => one.Id, StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static IEnumerable<Case> Of(Type suite)
    {
        // What a theory is given does not depend on the broker, but it is a member of a generic class.
        var closed = suite.MakeGenericType(typeof(MockTestBroker));
        return
            from method in closed.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            let about = method.GetCustomAttribute<ConformanceCaseAttribute>()
            where about is not null
            from arguments in ArgumentsOf(closed, method)
            select new Case(about.Id, about.Intent, suite, method.Name, arguments);
    }

    private static IEnumerable<IReadOnlyList<object?>> ArgumentsOf(Type suite, MethodInfo method)
    {
        if (method.GetCustomAttribute<MemberDataAttribute>() is { } member)
        {
            var data = suite.GetProperty(member.MemberName, BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)!.GetValue(null)!;
            return ((System.Collections.IEnumerable)data).Cast<ITheoryDataRow>().Select(row => (IReadOnlyList<object?>)row.GetData());
        }

        var rows = method.GetCustomAttributes<InlineDataAttribute>().Select(row => (IReadOnlyList<object?>)Converted(row.Data, method.GetParameters())).ToList();
        return rows.Count == 0 ? [[]] : rows;
    }

    private static object?[] Converted(object?[] data, ParameterInfo[] parameters) => [.. data.Select((value, index) => Converted(value, parameters[index].ParameterType))];

    private static object? Converted(object? value, Type to) =>
        value is null || to.IsInstanceOfType(value) ? value : Convert.ChangeType(value, to, CultureInfo.InvariantCulture);
}
