using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

internal static class SchwabInstruments
{
    public static Instrument Of(JsonNode? wire)
    {
        var symbol = wire.Word("symbol");
        var kind = wire.Word("assetType");
        return kind switch
        {
            "EQUITY" or "COLLECTIVE_INVESTMENT" => Named.Equity(SchwabAdapter.Broker, symbol, kind),
            "OPTION" when symbol.StartsWith('/') => SchwabFutures.Option(wire, symbol),
            "OPTION" => Named.Option(SchwabAdapter.Broker, symbol, kind),
            "MUTUAL_FUND" or "CASH_EQUIVALENT" => Named.Fund(SchwabAdapter.Broker, symbol, kind),
            "FUTURE" => SchwabFutures.Future(symbol),
            "FOREX" => Named.Forex(SchwabAdapter.Broker, symbol, kind),
            "INDEX" => Named.Index(SchwabAdapter.Broker, symbol.TrimStart('$'), kind),
            "FIXED_INCOME" => Named.Bond(SchwabAdapter.Broker, symbol, kind),
            _ => Named.Unclassified(SchwabAdapter.Broker, symbol, kind),
        };
    }

    public static JsonObject Wire(Instrument instrument) => instrument switch
    {
        Instrument.Option => new JsonObject { ["symbol"] = instrument.ToString(), ["assetType"] = "OPTION" },
        Instrument.Equity equity => new JsonObject { ["symbol"] = equity.Symbol, ["assetType"] = "EQUITY" },
        _ => throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, SchwabAdapter.Broker, $"Schwab takes no orders for {instrument}.")),
    };

    /// <summary>100 for a standard contract; an adjusted root (MRVL1) may deliver anything, and a position does not say what.</summary>
    public static decimal? Multiplier(Instrument instrument) => instrument switch
    {
        Instrument.Option option => char.IsAsciiDigit(option.Root[^1]) ? null : 100,
        Instrument.Equity or Instrument.Fund or Instrument.Forex => 1,
        _ => null,
    };
}
