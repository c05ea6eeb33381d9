namespace Brokerage;

/// <summary>A person's answer to a question. It holds for this question in these words, and for nothing else.</summary>
/// <param name="QuestionId">The question's id.</param>
/// <param name="Text">The question's text, as it was shown.</param>
/// <param name="Answer">One of the question's options.</param>
/// <param name="By">Who answered.</param>
/// <param name="At">When (UTC).</param>
public sealed record Approval(string QuestionId, string Text, string Answer, string By, DateTimeOffset At);
