namespace Brokerage.Markets;

/// <summary>
/// The prices of the brokers that the suite knows, for retail customers in the United States, with their evidence. They are estimates: the
/// broker's preview and its statement decide. Each row says whether it is verified: <see cref="PriceList.Rows"/>.
/// </summary>
public static class BrokerCommissions
{
    private static readonly DateOnly Always = new(2020, 1, 1);
    private static readonly DateOnly ZeroCommissions = new(2019, 10, 7);

    /// <summary>Alpaca: stocks and options without commission, crypto 0.15 % in the book and 0.25 % out of it, less with volume.</summary>
    public static DatedCommissions Alpaca { get; } = new(
        "Alpaca",
        new PriceList(Always, ByAsset("Alpaca", RegulatoryFees.UnitedStates, RegulatoryFees.UnitedStates, AlpacaCrypto), PriceRows.Alpaca));

    /// <summary>Charles Schwab: stocks free, options 0.65 a contract.</summary>
    public static DatedCommissions Schwab { get; } = new(
        "Schwab",
        new PriceList(ZeroCommissions, FreeStocks("Schwab", FlatContract(0.65m)), PriceRows.Schwab));

    /// <summary>E*TRADE: stocks free, options 0.65 a contract (0.50 for those who trade often, which this does not know).</summary>
    public static DatedCommissions ETrade { get; } = new(
        "E*TRADE",
        new PriceList(ZeroCommissions, FreeStocks("E*TRADE", FlatContract(0.65m)), PriceRows.ETrade));

    /// <summary>Interactive Brokers Pro, fixed prices: 0.005 a share, at least 1.00, at most 1 % of the value; the cap is the stronger one.</summary>
    public static DatedCommissions IbkrFixed { get; } = new(
        "IBKR Pro fixed",
        new PriceList(Always, IbkrPrices.Fixed, PriceRows.IbkrFixed));

    /// <summary>Interactive Brokers Pro, tiered prices: from 0.0035 a share, at least 0.35, at most 1 %, and clearing; exchanges' fees are not modelled.</summary>
    public static DatedCommissions IbkrTiered { get; } = new(
        "IBKR Pro tiered",
        new PriceList(Always, IbkrPrices.Tiered, PriceRows.IbkrTiered));

    /// <summary>Interactive Brokers Lite: stocks free, options 0.65 a contract.</summary>
    public static DatedCommissions IbkrLite { get; } = new(
        "IBKR Lite",
        new PriceList(Always, FreeStocks("IBKR Lite", FlatContract(0.65m)), PriceRows.IbkrLite));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DatedCommissions> All => [Alpaca, Schwab, ETrade, IbkrFixed, IbkrTiered, IbkrLite];

    private static ValueCommission AlpacaCrypto => new()
    {
        Name = "Alpaca crypto",
        Maker = [new(0m, 0.0015m), new(100_000m, 0.0012m), new(500_000m, 0.0010m), new(1_000_000m, 0.0008m), new(10_000_000m, 0.0005m)],
        Taker = [new(0m, 0.0025m), new(100_000m, 0.0022m), new(500_000m, 0.0020m), new(1_000_000m, 0.0018m), new(10_000_000m, 0.0015m)],
    };

    private static CommissionByAsset FreeStocks(string name, ICommissionModel options) =>
        ByAsset(name, RegulatoryFees.UnitedStates, new CommissionParts(name, options, RegulatoryFees.UnitedStates), NoCommission.Instance);

    private static PerContractCommission FlatContract(decimal rate) => new() { Name = "per contract", RatesByPremium = [new CommissionTier(0m, rate)] };

    private static CommissionByAsset ByAsset(string name, ICommissionModel stocks, ICommissionModel options, ICommissionModel crypto) =>
        new(name, new Dictionary<AssetClass, ICommissionModel>
        {
            [AssetClass.Equity] = stocks,
            [AssetClass.Option] = options,
            [AssetClass.Crypto] = crypto,
        });
}
