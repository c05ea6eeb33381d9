namespace Brokerage.Markets;

/// <summary>One figure of a price list, or a few that stand in one row, and how we know it.</summary>
/// <param name="Asset">What it is asked for.</param>
/// <param name="What">The row, such as <c>0.005 a share</c>.</param>
/// <param name="Evidence">Where the figure is from, and when it was looked up.</param>
/// <param name="IsVerified">
/// True where a page of the broker or regulator, or a recorded answer, gives the figure; false where it is remembered or second-hand: check it
/// before you rely on it.
/// </param>
public sealed record PriceRow(AssetClass Asset, string What, Evidence Evidence, bool IsVerified);
