namespace Brokerage.Conformance;

/// <summary>Holds what is said against the books, member by member, and tells every difference at once.</summary>
internal sealed class Comparison(TestBroker broker, string type, string which)
{
    private readonly List<string> _differences = [];

    /// <summary>A member that has to be told unless the broker is known not to tell it.</summary>
    public Comparison Same<T>(string member, T truth, T said)
    {
        if (!EqualityComparer<T>.Default.Equals(truth, said) && !(said is null && IsUntold(member)))
        {
            _differences.Add($"{member} is {Text(truth)}, said: {Text(said)}");
        }

        return this;
    }

    /// <summary>A number, to so many decimals: wires round.</summary>
    public Comparison Same(string member, decimal? truth, decimal? said, int decimals) => Same(member, Rounded(truth, decimals), Rounded(said, decimals));

    /// <summary>An instant, to the second: wires may leave out fractions, and brokers route for some milliseconds.</summary>
    public Comparison Near(string member, DateTimeOffset? truth, DateTimeOffset? said)
    {
        if (said is { } instant && instant.Offset != TimeSpan.Zero)
        {
            _differences.Add($"{member} is not in UTC: {instant:O}");
        }

        var isNear = truth is { } one && said is { } other && (one - other).Duration() < TimeSpan.FromSeconds(1);
        return isNear ? this : Same(member, truth, said);
    }

    /// <summary>A list, sum or other figure that is empty where the broker does not tell it.</summary>
    public Comparison SameUnlessEmpty<T>(string member, T truth, T said, bool isEmpty) => isEmpty && IsUntold(member) ? this : Same(member, truth, said);

    /// <summary>Fails the case when anything differed.</summary>
    public void Demand() => Assert.True(_differences.Count == 0, $"{type} {which}: in the books {string.Join("; ", _differences)}.");

    private bool IsUntold(string member) => broker.Untold.ContainsKey($"{type}.{member}");

    private static decimal? Rounded(decimal? value, int decimals) => value is { } known ? decimal.Round(known, decimals) : null;

    private static string Text<T>(T value) => value switch
    {
        null => "nothing",
        System.Collections.IEnumerable many and not string => string.Join(", ", many.Cast<object?>()),
        _ => value.ToString() ?? "",
    };
}
