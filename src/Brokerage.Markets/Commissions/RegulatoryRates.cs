namespace Brokerage.Markets;

/// <summary>The regulators' rates from a day on.</summary>
/// <param name="From">The first day.</param>
public sealed record RegulatoryRates(DateOnly From)
{
    /// <summary>The SEC's fee (section 31) per dollar of what is sold.</summary>
    public decimal SecPerDollarSold { get; init; }

    /// <summary>FINRA's trading activity fee per share sold.</summary>
    public decimal TafPerShareSold { get; init; }

    /// <summary>The most that FINRA takes of one trade in shares.</summary>
    public decimal TafMaximum { get; init; }

    /// <summary>FINRA's trading activity fee per option contract sold.</summary>
    public decimal TafPerContractSold { get; init; }

    /// <summary>
    /// How each of the rates is known. What the exchanges and the audit trail take (ORF, about 0.02 a contract; CAT) and OCC's clearing fee
    /// are not modelled: brokers pass them on or not, and their rates change several times a year.
    /// </summary>
    public required IReadOnlyList<PriceRow> Rows { get; init; }
}
