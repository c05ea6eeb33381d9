namespace Brokerage;

/// <summary>The least and the most that an account may come to hold of an instrument, and what a unit of it may be worth.</summary>
internal readonly record struct PositionTotal(decimal Low, decimal High, decimal LongValue, decimal ShortValue);
