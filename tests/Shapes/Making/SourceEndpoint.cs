namespace Brokerage.Shapes.Making;

/// <summary>An operation that answers with (or takes) a shape, or a list of it.</summary>
internal sealed record SourceEndpoint(string Operation, bool IsRequest, bool IsList)
{
    public override string ToString() => Operation + (IsRequest ? " request" : "") + (IsList ? " []" : "");

    public static SourceEndpoint Parse(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new SourceEndpoint($"{words[0]} {words[1]}", words.Contains("request", StringComparer.Ordinal), words.Contains("[]", StringComparer.Ordinal));
    }
}
