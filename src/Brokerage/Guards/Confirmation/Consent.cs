namespace Brokerage;

/// <summary>What a person has said about a large order so far.</summary>
internal readonly record struct Consent(ConsentKind Kind, Question? Question = null, DateTimeOffset? AnswerBy = null, string? By = null);
