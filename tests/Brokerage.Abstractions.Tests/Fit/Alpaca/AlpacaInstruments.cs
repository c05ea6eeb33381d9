using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

/// <summary>Coins come as BTCUSD in positions and BTC/USD in orders; options without the blanks of their root.</summary>
internal static class AlpacaInstruments
{
    private static readonly string[] Quotes = ["USDT", "USDC", "USD", "BTC"];

    public static Instrument Of(string symbol, string kind)
    {
        switch (kind)
        {
            case "us_equity":
                return Named.Equity(AlpacaAdapter.Broker, symbol, kind);
            case "us_option":
                return Named.Option(AlpacaAdapter.Broker, symbol, kind);
            case "crypto":
                var quote = Array.Find(Quotes, known => symbol.EndsWith(known, StringComparison.Ordinal) && symbol.Length > known.Length);
                return quote is null ? Named.Unclassified(AlpacaAdapter.Broker, symbol, kind) : Named.Crypto(AlpacaAdapter.Broker, symbol[..^quote.Length].TrimEnd('/'), quote, kind);
            default:
                return Named.Unclassified(AlpacaAdapter.Broker, symbol, kind);
        }
    }

    public static string Wire(Instrument instrument) => instrument switch
    {
        Instrument.Option => instrument.ToString().Replace(" ", "", StringComparison.Ordinal),
        Instrument.Equity or Instrument.Crypto => instrument.ToString(),
        _ => throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, AlpacaAdapter.Broker, $"Alpaca takes no orders for {instrument}.")),
    };
}
