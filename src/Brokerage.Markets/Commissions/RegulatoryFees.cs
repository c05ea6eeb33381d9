namespace Brokerage.Markets;

/// <summary>What regulators take and brokers pass on, by the day of the trade. Rates are data: see <see cref="Rates"/>. Thread-safe.</summary>
public sealed class RegulatoryFees : ICommissionModel
{
    private const string Taf2024 = "TAF 0.000166 a share, at most 8.30, 0.00279 a contract";
    private const string Taf2024Source = "second-hand: brokerage-review.com/account-fee/taf-fee.aspx names the same figures";

    private RegulatoryFees()
    {
    }

    /// <summary>The fees of the United States.</summary>
    public static RegulatoryFees UnitedStates { get; } = new();

    /// <inheritdoc/>
    public string Name => "US regulatory fees";

    /// <summary>The rates over time, oldest first; each says how it is known: <see cref="RegulatoryRates.Rows"/>.</summary>
    public static IReadOnlyList<RegulatoryRates> Rates { get; } =
    [
        new RegulatoryRates(new DateOnly(2023, 2, 27))
        {
            SecPerDollarSold = 0.0000080m, TafPerShareSold = 0.000145m, TafMaximum = 7.27m, TafPerContractSold = 0.00244m,
            Rows = RowsOf(
                Told("SEC 8.00 a million", "remembered from the SEC's notice"),
                Told("TAF 0.000145 a share, 0.00244 a contract", "second-hand: brokerage-review.com/account-fee/taf-fee.aspx, as it once was"),
                Told("TAF at most 7.27", "remembered from FINRA's notice")),
        },
        new RegulatoryRates(new DateOnly(2024, 5, 22))
        {
            SecPerDollarSold = 0.0000278m, TafPerShareSold = 0.000166m, TafMaximum = 8.30m, TafPerContractSold = 0.00279m,
            Rows = RowsOf(
                Seen("SEC 27.80 a million", "a recorded sale of one share at 751.69 costs 0.02 more than a buy; securitytraders.org (2025-05-14) names the rate"),
                Told(Taf2024, Taf2024Source)),
        },
        new RegulatoryRates(new DateOnly(2025, 5, 14))
        {
            SecPerDollarSold = 0m, TafPerShareSold = 0.000166m, TafMaximum = 8.30m, TafPerContractSold = 0.00279m,
            Rows = RowsOf(
                Seen("SEC 0.00", "the SEC's order of 2025-04-08 (release 34-102779); securitytraders.org (2025-05-14) on its first day"),
                Told(Taf2024, Taf2024Source)),
        },
        new RegulatoryRates(new DateOnly(2026, 1, 1))
        {
            SecPerDollarSold = 0m, TafPerShareSold = 0.000195m, TafMaximum = 9.79m, TafPerContractSold = 0.00329m,
            Rows = RowsOf(
                Told("SEC 0.00", "carried on from 2025: the SEC sets another rate with its next appropriation, and no page was found"),
                Told("TAF 0.000195 a share, at most 9.79, 0.00329 a contract", "remembered from FINRA's notice; no page was found")),
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

    private static IReadOnlyList<PriceRow> RowsOf(params IEnumerable<(string What, string Source, bool IsVerified)> rows) =>
    [
        .. rows.SelectMany(row => new[] { AssetClass.Equity, AssetClass.Option }.Select(asset =>
            new PriceRow(asset, row.What, new Evidence(row.Source, new DateOnly(2026, 11, 21)), row.IsVerified))),
    ];

    private static (string What, string Source, bool IsVerified) Seen(string what, string source) => (what, source, true);

    private static (string What, string Source, bool IsVerified) Told(string what, string source) => (what, source, false);
}
