using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Mapping;

/// <summary>A holding, an asset, a quote: what the exchange has, as the wire has it. Pure.</summary>
internal static class HoldingMapping
{
    public static PositionWire Position(ExchangePosition position, WireIds ids)
    {
        var listing = position.Listing;
        var previousValue = position.Quantity * position.PreviousClose * listing.Multiplier;
        return new PositionWire
        {
            AssetId = ids.Asset(Symbols.Of(position.Instrument)),
            Symbol = Symbols.OfHolding(position.Instrument),
            Exchange = Words.Exchange(listing),
            AssetClass = Words.AssetClass(listing),
            AssetMarginable = listing.Marginable,
            Qty = WireText.Number(position.Quantity),
            QtyAvailable = WireText.Number(position.Quantity < 0 ? -position.Available : position.Available),
            AvgEntryPrice = WireText.Micros(position.AverageCost),
            Side = position.Quantity < 0 ? "short" : "long",
            MarketValue = WireText.Micros(position.MarketValue),
            CostBasis = WireText.Micros(position.CostBasis),
            UnrealizedPl = WireText.Micros(position.UnrealizedProfit),
            UnrealizedPlpc = WireText.Fraction(Part(position.UnrealizedProfit, Math.Abs(position.CostBasis))),
            UnrealizedIntradayPl = WireText.Micros(position.DayProfit),
            UnrealizedIntradayPlpc = WireText.Fraction(Part(position.DayProfit, Math.Abs(previousValue))),
            CurrentPrice = WireText.Number(position.Price),
            LastdayPrice = WireText.Number(position.PreviousClose),
            ChangeToday = WireText.Fraction(Part(position.Price - position.PreviousClose, position.PreviousClose)),
        };
    }

    public static AssetWire Asset(Listing listing, WireIds ids, bool hasOptions)
    {
        var isCrypto = listing.Instrument is Instrument.Crypto;
        return new AssetWire
        {
            Id = ids.Asset(Symbols.Of(listing.Instrument)),
            Class = Words.AssetClass(listing),
            Exchange = Words.Exchange(listing),
            Symbol = Symbols.Of(listing.Instrument),
            Name = listing.Description,
            Status = listing.Tradable ? "active" : "inactive",
            Tradable = listing.Tradable,
            Marginable = listing.Marginable,
            Shortable = listing.Shortable,
            EasyToBorrow = listing.Shortable,
            BorrowStatus = listing.Shortable ? "easy_to_borrow" : "hard_to_borrow",
            Fractionable = listing.Fractionable,
            Attributes = hasOptions ? ["has_options"] : [],
            MinOrderSize = isCrypto ? WireText.Number(listing.MinQuantity ?? listing.QuantityStep) : null,
            MinTradeIncrement = isCrypto ? WireText.Number(listing.QuantityStep) : null,
            PriceIncrement = isCrypto ? WireText.Number(listing.PriceStep) : null,
        };
    }

    private static decimal Part(decimal part, decimal whole) => whole == 0 ? 0 : part / whole;
}
