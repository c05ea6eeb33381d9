namespace Brokerage.Markets;

/// <summary>A price under another kind, so that a statement can tell it from the commission.</summary>
internal sealed class NamedFee(string kind, ICommissionModel price) : ICommissionModel
{
    public string Name => kind;

    public IReadOnlyList<Fee> FeesFor(CommissionOrder order) => [.. price.FeesFor(order).Select(fee => fee with { Kind = kind })];
}
