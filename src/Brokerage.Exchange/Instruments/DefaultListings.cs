namespace Brokerage.Exchange;

/// <summary>What an exchange lists when it is told nothing else: well-known names at invented prices.</summary>
public static class DefaultListings
{
    /// <summary>Stocks, exchange-traded funds and crypto pairs. Options come by listing them.</summary>
    public static IReadOnlyList<Listing> All { get; } =
    [
        Stock("AAPL", "Apple Inc.", 190m),
        Stock("MSFT", "Microsoft Corporation", 410m),
        Stock("NVDA", "NVIDIA Corporation", 120m, volatility: 0.45m),
        Stock("AMZN", "Amazon.com, Inc.", 180m, volatility: 0.30m),
        Stock("GOOGL", "Alphabet Inc. Class A", 165m),
        Stock("META", "Meta Platforms, Inc.", 500m, volatility: 0.35m),
        Stock("TSLA", "Tesla, Inc.", 240m, volatility: 0.55m),
        Stock("BRK.B", "Berkshire Hathaway Inc. Class B", 430m, venue: "XNYS", volatility: 0.15m),
        Stock("JPM", "JPMorgan Chase & Co.", 205m, venue: "XNYS"),
        Stock("KO", "The Coca-Cola Company", 65m, venue: "XNYS", volatility: 0.15m),
        Stock("IBM", "International Business Machines Corporation", 185m, venue: "XNYS"),
        Stock("F", "Ford Motor Company", 11m, venue: "XNYS", volatility: 0.35m),
        Fund("SPY", "SPDR S&P 500 ETF Trust", 540m, 0.15m),
        Fund("QQQ", "Invesco QQQ Trust", 465m, 0.20m),
        Fund("VTI", "Vanguard Total Stock Market ETF", 268m, 0.15m),
        Fund("BND", "Vanguard Total Bond Market ETF", 73m, 0.06m),
        Coin("BTC", "Bitcoin", 62_000m, 0.01m, 1.5m, 0.50m),
        Coin("ETH", "Ether", 2_600m, 0.01m, 20m, 0.60m),
        Coin("LTC", "Litecoin", 68m, 0.01m, 300m, 0.65m),
        Coin("SOL", "Solana", 145m, 0.01m, 200m, 0.80m),
        Coin("AVAX", "Avalanche", 27m, 0.001m, 800m, 0.85m),
        Coin("DOGE", "Dogecoin", 0.11m, 0.00001m, 80_000m, 0.90m),
    ];

    /// <summary>A United States stock that can be traded in fractions, sold short and bought on margin.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="name">The company.</param>
    /// <param name="price">The start price.</param>
    /// <param name="venue">The exchange that lists it.</param>
    /// <param name="volatility">The yearly volatility as a fraction.</param>
    public static Listing Stock(string symbol, string name, decimal price, string venue = "XNAS", decimal volatility = 0.25m) => new()
    {
        Instrument = new Instrument.Equity(symbol),
        Description = name,
        StartPrice = price,
        Venue = venue,
        Volatility = volatility,
        QuantityStep = 0.000000001m,
        Depth = decimal.Round(80_000m / price),
    };

    /// <summary>An exchange-traded fund, otherwise as a stock.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="name">The fund.</param>
    /// <param name="price">The start price.</param>
    /// <param name="volatility">The yearly volatility as a fraction.</param>
    public static Listing Fund(string symbol, string name, decimal price, decimal volatility) =>
        Stock(symbol, name, price, "ARCX", volatility) with { IsEtf = true };

    /// <summary>A coin against the US dollar: no margin, no short sales, trades at every hour.</summary>
    /// <param name="coin">The coin's symbol.</param>
    /// <param name="name">Its name.</param>
    /// <param name="price">The start price.</param>
    /// <param name="step">The price step.</param>
    /// <param name="depth">About how much stands at the best price.</param>
    /// <param name="volatility">The yearly volatility as a fraction.</param>
    public static Listing Coin(string coin, string name, decimal price, decimal step, decimal depth, decimal volatility) => new()
    {
        Instrument = new Instrument.Crypto(coin, "USD"),
        Description = name,
        StartPrice = price,
        PriceStep = step,
        QuantityStep = 0.000000001m,
        Venue = "CRYPTO",
        Shortable = false,
        Marginable = false,
        Volatility = volatility,
        SpreadTicks = Math.Max(2, (int)(price * 0.0005m / step)),
        Depth = depth,
    };
}
