namespace Brokerage;

/// <summary>A wish on its way through the risk limits.</summary>
/// <param name="Order">What is to be sent.</param>
/// <param name="Exposures">What it may do to positions: of a change, what it adds.</param>
/// <param name="Worth">What it may cost; null while nobody had to ask.</param>
/// <param name="Changes">The order that it changes.</param>
/// <param name="After">What the changed order comes to.</param>
internal readonly record struct RiskRequest(
    PreparedOrder Order, Exposure[] Exposures, OrderWorth? Worth = null, Reservation? Changes = null, Exposure[]? After = null)
{
    public bool IsChange => Changes is not null;
}
