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

    /// <summary>Remembered, not looked up.</summary>
    public Evidence Evidence { get; init; } = new("remembered from the SEC's and FINRA's notices; recorded IBKR sales of 2024 and 2025 agree to the cent", new DateOnly(2026, 3, 1));
}
