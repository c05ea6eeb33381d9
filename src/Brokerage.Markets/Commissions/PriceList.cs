namespace Brokerage.Markets;

/// <summary>A price list with the day from which it holds, and how we know each of its rows.</summary>
/// <param name="From">The first day.</param>
/// <param name="Model">The prices.</param>
/// <param name="Rows">The broker's own prices, each with its evidence. What regulators take stands at <see cref="RegulatoryFees.Rates"/>.</param>
public sealed record PriceList(DateOnly From, ICommissionModel Model, IReadOnlyList<PriceRow> Rows)
{
    /// <summary>Whether every price for a class of instruments is verified; false where the list has none for it.</summary>
    /// <param name="asset">The class.</param>
    public bool IsVerifiedFor(AssetClass asset) => Rows.Any(row => row.Asset == asset) && Rows.All(row => row.Asset != asset || row.IsVerified);
}
