using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>What Alpaca knows about an instrument. It does not tell funds that trade like shares from shares.</summary>
internal static class InstrumentMapping
{
    // Shares and cash amounts go to nine decimals where the asset may be split at all.
    private const decimal FinestFraction = 0.000000001m;

    public static InstrumentInfo? ToInfo(AssetWire wire)
    {
        if (string.IsNullOrEmpty(wire.Symbol))
        {
            return null;
        }

        var instrument = Symbols.ToInstrument(wire.Symbol, wire.Class);
        var info = new InstrumentInfo
        {
            Instrument = instrument,
            Description = wire.Name,
            Fractional = wire.Fractionable,
            Shortable = wire.Shortable,
            Tradable = IsTradable(wire.Tradable, wire.Status),
        };
        return instrument switch
        {
            Instrument.Crypto crypto => info with
            {
                Currency = QuoteCurrency(crypto),
                Multiplier = 1m,
                PriceStep = wire.PriceIncrement,
                QuantityStep = wire.MinTradeIncrement,
                MinQuantity = wire.MinOrderSize,
            },
            Instrument.Equity => info with { Currency = Currency.Usd, Multiplier = 1m, QuantityStep = Step(wire) },
            _ => info,
        };
    }

    public static InstrumentInfo ToInfo(OptionContractWire wire, Instrument.Option option) => new()
    {
        Instrument = option,
        Description = wire.Name,
        Currency = Currency.Usd,
        Multiplier = wire.Multiplier ?? wire.Size,
        QuantityStep = 1m,
        MinQuantity = 1m,
        Fractional = false,
        Tradable = IsTradable(wire.Tradable, wire.Status),
        Underlying = string.IsNullOrEmpty(wire.UnderlyingSymbol) ? null : Symbols.ToInstrument(wire.UnderlyingSymbol, Symbols.EquityClass),
    };

    /// <summary>The currency of a pair's quotes; null where a coin and not a currency is the measure.</summary>
    public static Currency? QuoteCurrency(Instrument.Crypto crypto) => Currency.TryParse(crypto.Quote, out var currency) ? currency : null;

    private static decimal? Step(AssetWire wire) => wire.Fractionable switch { true => FinestFraction, false => 1m, null => null };

    private static bool? IsTradable(bool? tradable, string? status) => tradable is { } may ? may && (status is null or "active") : null;
}
