namespace Brokerage.Markets;

/// <summary>Trading for free.</summary>
public sealed class NoCommission : ICommissionModel
{
    private NoCommission()
    {
    }

    /// <summary>The one instance.</summary>
    public static NoCommission Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "free";

    /// <inheritdoc/>
    public IReadOnlyList<Fee> FeesFor(CommissionOrder order) => [];
}
