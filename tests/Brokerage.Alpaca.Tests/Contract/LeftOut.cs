namespace Brokerage.Alpaca.Tests;

/// <summary><c>tests/Shapes/Operations/&lt;broker&gt;.txt</c>: documented operations that the adapter does not send, and why.</summary>
internal sealed class LeftOut
{
    private readonly IReadOnlyDictionary<string, string> _reasons;

    private LeftOut(IReadOnlyDictionary<string, string> reasons) => _reasons = reasons;

    public IReadOnlyDictionary<string, string> Places => _reasons;

    public static LeftOut Load(string broker) => new(File.ReadLines(Repository.At("tests", "Shapes", "Operations", broker + ".txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(" | ", 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));

    public string? ReasonOf(string operation) => _reasons.Where(reason => Covers(reason.Key, operation)).Select(reason => reason.Value).FirstOrDefault();

    /// <summary>A place is an operation, or a path that stands for all operations on it and below it.</summary>
    public static bool Covers(string place, string operation) => place[0] != '/'
        ? string.Equals(place, operation, StringComparison.Ordinal)
        : operation.Split(' ')[1] is var path
            && path.StartsWith(place, StringComparison.Ordinal) && (path.Length == place.Length || path[place.Length] is '/' or ':');
}
