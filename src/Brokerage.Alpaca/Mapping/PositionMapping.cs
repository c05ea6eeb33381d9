using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>Holdings, signed: Alpaca tells the direction by a word and by signs that differ between fields.</summary>
internal static class PositionMapping
{
    public static Position ToPosition(PositionWire wire, AccountRef account, Currency accountCurrency, AsOf asOf)
    {
        if (string.IsNullOrEmpty(wire.Symbol) || wire.Qty is not { } quantity)
        {
            throw AlpacaErrors.Unreadable("a position without symbol or quantity");
        }

        var sign = Sign(wire);
        var instrument = Symbols.ToInstrument(wire.Symbol, wire.AssetClass);
        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = sign * decimal.Abs(quantity),
            Available = wire.QtyAvailable is { } available ? sign * decimal.Abs(available) : null,
            Multiplier = Multiplier(wire, instrument),
            Currency = wire.Usd is null ? Currency.Usd : accountCurrency,
            AverageCost = wire.AvgEntryPrice,
            Price = wire.CurrentPrice,
            MarketValue = wire.MarketValue is { } value ? sign * decimal.Abs(value) : null,
            UnrealizedProfit = wire.UnrealizedPl,
            DayProfit = wire.UnrealizedIntradayPl,
            AsOf = asOf,
        };
    }

    private static int Sign(PositionWire wire) => wire.Side switch
    {
        "short" => -1,
        "long" => 1,
        _ => decimal.Sign(wire.Qty ?? 0m) < 0 ? -1 : 1,
    };

    // Alpaca does not send an option's multiplier with the holding, but cost = price × quantity × multiplier tells it.
    private static decimal? Multiplier(PositionWire wire, Instrument instrument)
    {
        if (instrument is Instrument.Equity or Instrument.Crypto)
        {
            return 1m;
        }

        return Ratio(wire.CostBasis, wire.AvgEntryPrice, wire.Qty) ?? Ratio(wire.MarketValue, wire.CurrentPrice, wire.Qty);
    }

    private static decimal? Ratio(decimal? total, decimal? price, decimal? quantity)
    {
        if (total is not { } value || price is not { } each || quantity is not { } units
            || Arithmetic.Ratio(value, each) is not { } held || Arithmetic.Ratio(held, units) is not { } found)
        {
            return null;
        }

        var ratio = decimal.Abs(found);
        var whole = decimal.Round(ratio);
        return whole >= 1 && decimal.Abs(ratio - whole) <= whole * 0.005m ? whole : null;
    }
}
