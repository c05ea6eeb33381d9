using Brokerage.Exchange;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>
/// A row of the portfolio. A margin account keeps what it holds in cash apart from what it holds on margin, so one instrument may have two rows.
/// </summary>
/// <param name="Held">The holding on the exchange.</param>
/// <param name="Quantity">The row's part of it; negative is short.</param>
/// <param name="Type">The broker's word for the part: TYPE1 cash, TYPE2 margin, TYPE5 short.</param>
/// <param name="Before">How much of the holding the row before has: the older lots are its.</param>
internal sealed record PositionRow(ExchangePosition Held, decimal Quantity, string Type, decimal Before = 0m)
{
    public const string Cash = "TYPE1";
    public const string Margin = "TYPE2";
    public const string Short = "TYPE5";

    public Instrument Instrument => Held.Instrument;

    public long Id => Ids.Position(Held.Account, Held.Instrument, Type);

    /// <summary>What was paid for it, without commissions and fees.</summary>
    public decimal Cost => Quantity * Held.AverageCost * Held.Listing.Multiplier;

    public decimal Value => Quantity * Held.Price * Held.Listing.Multiplier;

    /// <summary>The row's part of a figure of the whole holding.</summary>
    public decimal PartOf(decimal whole) => Held.Quantity == 0m ? 0m : whole * Quantity / Held.Quantity;

    public static IEnumerable<PositionRow> Of(AccountBook book, ExchangePosition held, bool isMargin)
    {
        if (held.Quantity < 0m || !isMargin)
        {
            return [new PositionRow(held, held.Quantity, held.Quantity < 0m ? Short : Cash)];
        }

        var inCash = Math.Min(held.Quantity, book.Shown.HeldInCash.GetValueOrDefault(held.Instrument));
        return new[] { new PositionRow(held, inCash, Cash), new PositionRow(held, held.Quantity - inCash, Margin, inCash) }.Where(row => row.Quantity != 0m);
    }
}
