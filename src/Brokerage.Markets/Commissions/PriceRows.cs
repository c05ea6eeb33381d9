namespace Brokerage.Markets;

/// <summary>What is known of the rows of the brokers' price lists.</summary>
internal static class PriceRows
{
    private const string SecondHand = "second-hand: the fee models of a public trading engine, 2025";
    private static readonly DateOnly LookedUp = new(2026, 3, 1);

    public static IReadOnlyList<PriceRow> Alpaca { get; } =
    [
        Remembered(AssetClass.Equity, "free", "remembered from the public fee page"),
        Remembered(AssetClass.Option, "free", "remembered from the public fee page"),
        Remembered(AssetClass.Crypto, "0.15 % in the book, 0.25 % out of it", "the product's requirements; the fee page, docs.alpaca.markets/docs/crypto-fees, was not at hand"),
        Remembered(AssetClass.Crypto, "the tiers from 100,000 of value in 30 days on", "remembered from the fee page"),
    ];

    public static IReadOnlyList<PriceRow> Schwab { get; } =
    [
        Verified(AssetClass.Equity, "free", "recorded order previews: 0 for shares"),
        Verified(AssetClass.Option, "0.65 a contract", "recorded order previews: 0.65 for one contract, 2.60 for four"),
    ];

    public static IReadOnlyList<PriceRow> ETrade { get; } =
    [
        Remembered(AssetClass.Equity, "free", "remembered from the public price page; recorded previews are older"),
        Remembered(AssetClass.Option, "0.65 a contract", "remembered from the public price page; recorded previews are older"),
    ];

    public static IReadOnlyList<PriceRow> IbkrFixed { get; } =
    [
        Remembered(AssetClass.Equity, "0.005 a share", SecondHand + "; no record is large enough to show it"),
        Verified(AssetClass.Equity, "at least 1.00", "recorded trades: a buy of one share 1.00, a sale of one share at 751.69 1.02"),
        Verified(AssetClass.Equity, "at most 1 % of the value, stronger than the least", "recorded preview: one share at 1.00 costs 0.01"),
        .. IbkrOthers(),
    ];

    public static IReadOnlyList<PriceRow> IbkrTiered { get; } =
    [
        Remembered(AssetClass.Equity, "0.0035 to 0.0005 a share by volume, at least 0.35, at most 1 %", SecondHand),
        Remembered(AssetClass.Equity, "clearing 0.0002 a share, at most 0.5 % of the value", SecondHand),
        .. IbkrOthers(),
    ];

    public static IReadOnlyList<PriceRow> IbkrLite { get; } =
    [
        Remembered(AssetClass.Equity, "free", "remembered"),
        Remembered(AssetClass.Option, "0.65 a contract", "remembered"),
    ];

    private static IEnumerable<PriceRow> IbkrOthers() =>
    [
        Remembered(AssetClass.Option, "0.65 a contract, 0.50 below a premium of 0.10, 0.25 below 0.05, at least 1.00", SecondHand),
        Remembered(AssetClass.Crypto, "0.18 to 0.12 % by volume, at least 1.75, at most 1 %", SecondHand),
        Remembered(AssetClass.Forex, "0.20 basis points, at least 2.00", SecondHand),
    ];

    private static PriceRow Verified(AssetClass asset, string what, string source) => new(asset, what, new Evidence(source, LookedUp), IsVerified: true);

    private static PriceRow Remembered(AssetClass asset, string what, string source) => new(asset, what, new Evidence(source, LookedUp), IsVerified: false);
}
