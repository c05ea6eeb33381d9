namespace Brokerage;

/// <summary>An amount that is only known to lie between two others.</summary>
/// <param name="Low">The smaller amount; equal to <paramref name="High"/> where it is known exactly.</param>
/// <param name="High">The larger amount, in the same currency.</param>
public sealed record MoneyRange(Money Low, Money High);
