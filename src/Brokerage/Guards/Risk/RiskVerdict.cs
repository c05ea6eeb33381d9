namespace Brokerage;

/// <summary>What the limits say of a wish.</summary>
internal readonly record struct RiskVerdict(RiskVerdictKind Kind, Reservation? Reservation = null, IReadOnlyList<BrokerageError>? Reasons = null)
{
    public static RiskVerdict NeedsWorth => new(RiskVerdictKind.NeedsWorth);
}
