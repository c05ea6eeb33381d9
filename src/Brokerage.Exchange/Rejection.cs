namespace Brokerage.Exchange;

/// <summary>A refusal: the reason for programs, a sentence for people, and the term that is at fault where one is.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Text">The same in words.</param>
/// <param name="Field">The term at fault, such as <c>quantity</c>; null where none is.</param>
public sealed record Rejection(RejectReason Reason, string Text, string? Field = null);
