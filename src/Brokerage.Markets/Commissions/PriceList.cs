namespace Brokerage.Markets;

/// <summary>A price list with the day from which it holds, and how we know it.</summary>
/// <param name="From">The first day.</param>
/// <param name="Model">The prices.</param>
/// <param name="Evidence">Where the figures are from, and when they were looked up.</param>
/// <param name="IsVerified">
/// True where a broker's page or a recorded answer gives the figures; false where they are remembered or second-hand: check them before you
/// rely on them.
/// </param>
public sealed record PriceList(DateOnly From, ICommissionModel Model, Evidence Evidence, bool IsVerified);
