namespace Brokerage;

/// <summary>A figure that every order at a broker must keep, with its evidence. What an instrument itself says takes precedence.</summary>
/// <param name="Kind">What is limited.</param>
/// <param name="Value">The figure, in the unit that the kind names; above 0.</param>
/// <param name="Evidence">Where it stands.</param>
/// <param name="Asset">The asset class that it holds for; null for all.</param>
/// <param name="FromPrice">The price from which on it holds, in quote units; the highest that fits applies.</param>
public sealed record OrderLimit(OrderLimitKind Kind, decimal Value, Evidence Evidence, AssetClass? Asset = null, decimal FromPrice = 0m);
