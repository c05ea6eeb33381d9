namespace Brokerage.TestSupport.Hostile;

/// <summary>Something that is asked of a connection, with what was answered to it.</summary>
/// <param name="Name">What is asked.</param>
/// <param name="Run">Asks it; the same every time.</param>
/// <param name="IsList">Whether each row has to be there, or be told as failed.</param>
/// <param name="IsStream">Whether it goes on asking: then one answer alone is damaged, and what follows is as it was.</param>
/// <param name="IsThere">Whether the order that is placed or looked for is at the broker, whatever is answered; null where the answer decides.</param>
/// <param name="RowsIn">Part of the requests whose answers hold the rows; null where all do.</param>
/// <param name="Lost">The request that leaves, never arrives and is never answered; null for none.</param>
internal sealed record Ask(
    string Name, Func<HostileStage, Task<object?>> Run, bool IsList = false, bool IsStream = false, bool? IsThere = null, string? RowsIn = null,
    string? Lost = null)
{
    /// <summary>The simulator's answers, by request.</summary>
    public IReadOnlyDictionary<string, RecordedAnswer> Answers { get; init; } = new Dictionary<string, RecordedAnswer>();

    /// <summary>The requests, in their order.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>What comes of the answers as they are.</summary>
    public Figures Right { get; init; } = Figures.Of(null);
}
