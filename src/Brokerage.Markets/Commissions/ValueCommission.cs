namespace Brokerage.Markets;

/// <summary>A fraction of the value, less for what stood in the book, by tiers of the value of the last 30 days. Immutable and thread-safe.</summary>
public sealed class ValueCommission : ICommissionModel
{
    /// <inheritdoc/>
    public required string Name { get; init; }

    /// <summary>The fractions for what stood in the book, by volume.</summary>
    public required IReadOnlyList<CommissionTier> Maker { get; init; }

    /// <summary>The fractions for what came to the book, by volume.</summary>
    public required IReadOnlyList<CommissionTier> Taker { get; init; }

    /// <summary>At least so much per order.</summary>
    public decimal Minimum { get; init; }

    /// <summary>At most this fraction of the value, stronger than the minimum; null for no cap.</summary>
    public decimal? CapOfValue { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<Fee> FeesFor(CommissionOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var amount = (order.MakerValue * RateAt(Maker, order.VolumeBefore)) + ((order.Value - order.MakerValue) * RateAt(Taker, order.VolumeBefore));
        amount = Math.Max(amount, Minimum);
        amount = CapOfValue is { } cap ? Math.Min(amount, cap * order.Value) : amount;
        return FeeList.Of("commission", amount, order.Currency);
    }

    private static decimal RateAt(IReadOnlyList<CommissionTier> tiers, decimal volume) =>
        (tiers.LastOrDefault(tier => tier.FromVolume <= volume) ?? tiers[0]).Rate;
}
