namespace Brokerage;

/// <summary>A question that must be answered before an order goes.</summary>
/// <param name="Id">Names the question; the same question may come back under the same id with another text.</param>
/// <param name="Source">Who asks: the broker's id, or the name of a guard.</param>
/// <param name="Text">The question, as the user should read it.</param>
/// <param name="Options">The answers that can be given.</param>
public sealed record Question(string Id, string Source, string Text, IReadOnlyList<string> Options);
