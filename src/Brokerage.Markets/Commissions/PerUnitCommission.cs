namespace Brokerage.Markets;

/// <summary>
/// So much per unit, at least a minimum per order, at most a fraction of the order's value. The cap is stronger than the minimum: IBKR's
/// preview of one share at 1.00 says 0.01, not 1.00. Immutable and thread-safe.
/// </summary>
public sealed class PerUnitCommission : ICommissionModel
{
    /// <inheritdoc/>
    public required string Name { get; init; }

    /// <summary>The tiers by the units traded this month before the order, lowest first; the first begins at 0.</summary>
    public required IReadOnlyList<CommissionTier> Tiers { get; init; }

    /// <summary>At least so much per order.</summary>
    public decimal Minimum { get; init; }

    /// <summary>At most this fraction of the order's value; null for no cap.</summary>
    public decimal? CapOfValue { get; init; }

    /// <summary>At most so much per order; null for no cap.</summary>
    public decimal? Maximum { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<Fee> FeesFor(CommissionOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var amount = Math.Max(Minimum, CommissionTier.Charge(Tiers, order.VolumeBefore, order.Quantity));
        amount = Math.Min(amount, Maximum ?? amount);
        amount = CapOfValue is { } cap ? Math.Min(amount, cap * order.Value) : amount;
        return FeeList.Of("commission", amount, order.Currency);
    }
}
