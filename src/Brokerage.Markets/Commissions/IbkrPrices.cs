namespace Brokerage.Markets;

/// <summary>Interactive Brokers' price lists for the United States.</summary>
internal static class IbkrPrices
{
    // Statics are set in the order in which they stand here: the parts come before the plans.
    private static PerContractCommission Options { get; } = new()
    {
        Name = "IBKR options",
        RatesByPremium = [new CommissionTier(0m, 0.25m), new CommissionTier(0.05m, 0.50m), new CommissionTier(0.10m, 0.65m)],
        Minimum = 1.00m,
    };

    // 0.18 % of the value, at least 1.75 but never more than 1 %.
    private static ValueCommission Crypto { get; } = new()
    {
        Name = "IBKR crypto",
        Maker = [new CommissionTier(0m, 0.0018m), new CommissionTier(100_000m, 0.0015m), new CommissionTier(1_000_000m, 0.0012m)],
        Taker = [new CommissionTier(0m, 0.0018m), new CommissionTier(100_000m, 0.0015m), new CommissionTier(1_000_000m, 0.0012m)],
        Minimum = 1.75m,
        CapOfValue = 0.01m,
    };

    // 0.20 basis points of the value, at least 2.00.
    private static ValueCommission Forex { get; } = new()
    {
        Name = "IBKR currencies",
        Maker = [new CommissionTier(0m, 0.00002m)],
        Taker = [new CommissionTier(0m, 0.00002m)],
        Minimum = 2.00m,
    };

    public static ICommissionModel Fixed { get; } = Plan("IBKR Pro fixed", new PerUnitCommission
    {
        Name = "IBKR Pro fixed stocks",
        Tiers = [new CommissionTier(0m, 0.005m)],
        Minimum = 1.00m,
        CapOfValue = 0.01m,
    });

    public static ICommissionModel Tiered { get; } = Plan("IBKR Pro tiered", new CommissionParts(
        "IBKR Pro tiered stocks",
        new PerUnitCommission
        {
            Name = "IBKR Pro tiered stocks",
            Tiers = [new(0m, 0.0035m), new(300_000m, 0.0020m), new(3_000_000m, 0.0015m), new(20_000_000m, 0.0010m), new(100_000_000m, 0.0005m)],
            Minimum = 0.35m,
            CapOfValue = 0.01m,
        },
        new NamedFee("clearing", new PerUnitCommission { Name = "clearing", Tiers = [new CommissionTier(0m, 0.0002m)], CapOfValue = 0.005m })));

    private static CommissionByAsset Plan(string name, ICommissionModel stocks) => new(name, new Dictionary<AssetClass, ICommissionModel>
    {
        [AssetClass.Equity] = new CommissionParts(name, stocks, RegulatoryFees.UnitedStates),
        [AssetClass.Option] = new CommissionParts(name, Options, RegulatoryFees.UnitedStates),
        [AssetClass.Crypto] = Crypto,
        [AssetClass.Forex] = Forex,
    });
}
