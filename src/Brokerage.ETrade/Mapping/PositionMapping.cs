using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>
/// Holdings. Several rows of one instrument (cash, margin, short) stay apart by the type that E*TRADE gives each. E*TRADE's cost and gain have
/// commissions and fees in them (recorded: 2 × 7.56 + 5 + 45 = 65.12, and 32.56 per share); ours have not, as nobody's have.
/// </summary>
internal static class PositionMapping
{
    private static readonly decimal[] Sizes = [10m, 100m, 1000m];

    public static Position ToPosition(PositionWire wire, AccountRef account, AsOf asOf)
    {
        if (wire.Quantity is not { } told)
        {
            throw ETradeErrors.Unreadable("a position without a quantity");
        }

        var isShort = string.Equals(wire.PositionType, "SHORT", StringComparison.OrdinalIgnoreCase);
        var quantity = isShort ? -decimal.Abs(told) : told;
        var instrument = Products.ToInstrument(wire.Product, wire.OsiKey);
        var price = Arithmetic.NonZero(wire.Quick?.LastTrade);
        var multiplier = Multiplier(wire, instrument, price);
        var fees = wire is { Commissions: { } commissions, OtherFees: { } others } ? Arithmetic.Sum(commissions, others) : null;
        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = quantity,
            Bucket = string.IsNullOrWhiteSpace(wire.PositionIndicator) ? null : wire.PositionIndicator.Trim(),
            Multiplier = multiplier,
            Currency = Currency.Usd,
            AverageCost = AverageCost(wire, fees, quantity, multiplier),
            Price = price,
            MarketValue = wire.MarketValue is { } value ? (quantity < 0m ? -decimal.Abs(value) : value) : null,
            UnrealizedProfit = HasCost(wire) && wire.TotalGain is { } gain && fees is { } paid ? Arithmetic.Sum(gain, paid) : null,
            DayProfit = wire.DaysGain,
            AsOf = asOf,
        };
    }

    /// <summary>Rows that would be one to whoever keeps them are told apart by E*TRADE's own id.</summary>
    public static IReadOnlyList<Position> Apart(IReadOnlyList<(Position Position, string? Id)> rows)
    {
        var seen = new HashSet<(Instrument, string?)>(rows.Count);
        var apart = new List<Position>(rows.Count);
        foreach (var (position, id) in rows)
        {
            apart.Add(seen.Add((position.Instrument, position.Bucket)) ? position : position with { Bucket = $"{position.Bucket}#{id}" });
        }

        return apart;
    }

    // Without a cost all of the value would be gain.
    private static bool HasCost(PositionWire wire) =>
        (Arithmetic.NonZero(wire.PricePaid) ?? Arithmetic.NonZero(wire.TotalCost) ?? Arithmetic.NonZero(wire.CostPerShare)) is not null;

    private static decimal? AverageCost(PositionWire wire, decimal? fees, decimal quantity, decimal? multiplier)
    {
        if ((Arithmetic.NonZero(wire.PricePaid) ?? (fees == 0m ? Arithmetic.NonZero(wire.CostPerShare) : null)) is { } paid)
        {
            return decimal.Abs(paid);
        }

        // Nobody says what each cost: then what all cost, without its fees, where those are known.
        return Arithmetic.NonZero(wire.TotalCost) is { } total && fees is { } costs && Arithmetic.Sum(total, -costs) is { } cost && multiplier is { } units
            && Arithmetic.Product(quantity, units) is { } held && Arithmetic.Ratio(cost, held) is not (null or 0m) and { } each
            ? decimal.Abs(each)
            : null;
    }

    // A multiplier is not sent with a holding, but value = price × quantity × multiplier tells it, where the price is that of the value: the last
    // trade of a contract may be days old. What comes out must be a size that contracts have; anything near it would be a guess.
    private static decimal? Multiplier(PositionWire wire, Instrument instrument, decimal? price)
    {
        if (instrument is Instrument.Equity or Instrument.Fund)
        {
            return 1m;
        }

        return Size(wire.MarketValue, price, wire.Quantity) ?? Size(wire.TotalCost, Arithmetic.NonZero(wire.CostPerShare), wire.Quantity);
    }

    private static decimal? Size(decimal? total, decimal? price, decimal? quantity)
    {
        if (total is not { } value || price is not { } each || quantity is not { } units
            || Arithmetic.Ratio(value, each) is not { } held || Arithmetic.Ratio(held, units) is not { } found)
        {
            return null;
        }

        foreach (var size in Sizes)
        {
            if (decimal.Abs(decimal.Abs(found) - size) <= size * 0.001m)
            {
                return size;
            }
        }

        return null;
    }
}
