namespace Brokerage.Markets;

/// <summary>So much per option contract, where wanted less for cheap contracts, with a minimum per order. Immutable and thread-safe.</summary>
public sealed class PerContractCommission : ICommissionModel
{
    /// <inheritdoc/>
    public required string Name { get; init; }

    /// <summary>The rates by the premium per unit from which they hold, lowest first; the first begins at 0.</summary>
    public required IReadOnlyList<CommissionTier> RatesByPremium { get; init; }

    /// <summary>At least so much per order.</summary>
    public decimal Minimum { get; init; }

    /// <summary>Units per contract, to find the premium from the value.</summary>
    public decimal Multiplier { get; init; } = 100m;

    /// <inheritdoc/>
    public IReadOnlyList<Fee> FeesFor(CommissionOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Quantity == 0m)
        {
            return [];
        }

        var premium = order.Value / order.Quantity / Multiplier;
        var rate = RatesByPremium.LastOrDefault(tier => tier.FromVolume <= premium) ?? RatesByPremium[0];
        return FeeList.Of("commission", Math.Max(Minimum, rate.Rate * order.Quantity), order.Currency);
    }
}
