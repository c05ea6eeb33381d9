namespace Brokerage.Markets;

/// <summary>Another price for each class of instruments; classes that are not named are free. Immutable and thread-safe.</summary>
public sealed class CommissionByAsset : ICommissionModel
{
    private readonly Dictionary<AssetClass, ICommissionModel> _prices;

    /// <summary>Puts prices together.</summary>
    /// <param name="name">The name of the whole.</param>
    /// <param name="prices">The price of each class.</param>
    public CommissionByAsset(string name, IReadOnlyDictionary<AssetClass, ICommissionModel> prices)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(prices);
        Name = name;
        _prices = new Dictionary<AssetClass, ICommissionModel>(prices);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Fee> FeesFor(CommissionOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _prices.TryGetValue(order.Instrument.AssetClass, out var price) ? price.FeesFor(order) : [];
    }
}
