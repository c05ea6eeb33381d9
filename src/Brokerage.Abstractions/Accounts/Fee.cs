namespace Brokerage;

/// <summary>A fee or commission.</summary>
/// <param name="Kind">The broker's word for it, or <c>commission</c>.</param>
/// <param name="Amount">Positive when paid, negative when a rebate.</param>
public sealed record Fee(string Kind, Money Amount);
