namespace Brokerage.Markets;

/// <summary>What regulators take and brokers pass on, by the day of the trade. Rates are data: see <see cref="Rates"/>. Thread-safe.</summary>
public sealed class RegulatoryFees : ICommissionModel
{
    private RegulatoryFees()
    {
    }

    /// <summary>The fees of the United States.</summary>
    public static RegulatoryFees UnitedStates { get; } = new();

    /// <inheritdoc/>
    public string Name => "US regulatory fees";

    /// <summary>The rates over time, oldest first; none of them was checked against the regulators' own pages.</summary>
    public static IReadOnlyList<RegulatoryRates> Rates { get; } =
    [
        new RegulatoryRates(new DateOnly(2023, 2, 27))
        {
            SecPerDollarSold = 0.0000080m, TafPerShareSold = 0.000145m, TafMaximum = 7.27m, TafPerContractSold = 0.00244m,
        },
        new RegulatoryRates(new DateOnly(2024, 5, 22))
        {
            SecPerDollarSold = 0.0000278m, TafPerShareSold = 0.000166m, TafMaximum = 8.30m, TafPerContractSold = 0.00279m,
        },
        new RegulatoryRates(new DateOnly(2025, 5, 14))
        {
            SecPerDollarSold = 0m, TafPerShareSold = 0.000166m, TafMaximum = 8.30m, TafPerContractSold = 0.00279m,
        },
        new RegulatoryRates(new DateOnly(2026, 1, 1))
        {
            SecPerDollarSold = 0m, TafPerShareSold = 0.000195m, TafMaximum = 9.79m, TafPerContractSold = 0.00329m,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Fee> FeesFor(CommissionOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var rates = Rates.LastOrDefault(one => one.From <= order.Date) ?? Rates[0];
        if (order.Side != Side.Sell || order.Instrument.AssetClass is not (AssetClass.Equity or AssetClass.Option))
        {
            return [];
        }

        var isOption = order.Instrument.AssetClass == AssetClass.Option;
        var taf = isOption ? order.Quantity * rates.TafPerContractSold : Math.Min(order.Quantity * rates.TafPerShareSold, rates.TafMaximum);
        return [.. FeeList.Of("sec", order.Value * rates.SecPerDollarSold, order.Currency), .. FeeList.Of("taf", taf, order.Currency)];
    }
}
