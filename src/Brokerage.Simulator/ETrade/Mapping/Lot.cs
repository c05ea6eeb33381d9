namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>A part of a holding that was bought, or sold short, at one time.</summary>
/// <param name="Acquired">When.</param>
/// <param name="Original">How much it was at first; negative is short.</param>
/// <param name="Left">How much is left of it.</param>
/// <param name="Price">What a unit cost, without commission and fees.</param>
/// <param name="Commission">The commission on a unit or contract.</param>
/// <param name="Fees">What else was paid for a unit or contract.</param>
/// <param name="Order">The order that brought it; null for what was there from the start, or came from an option.</param>
internal sealed record Lot(DateTimeOffset Acquired, decimal Original, decimal Left, decimal Price, decimal Commission, decimal Fees, OrderId? Order)
{
    /// <summary>The commission on what is left.</summary>
    public decimal CommissionLeft => Math.Abs(Left) * Commission;

    /// <summary>What else was paid for what is left.</summary>
    public decimal FeesLeft => Math.Abs(Left) * Fees;

    /// <summary>The same after a split: so many units for each that were so many before, for the same money.</summary>
    public Lot Split(decimal now, decimal before) => this with
    {
        Original = Original * now / before,
        Left = Left * now / before,
        Price = Price * before / now,
        Commission = Commission * before / now,
        Fees = Fees * before / now,
    };

    /// <summary>So many units of it; what is only a part of a lot stands for itself.</summary>
    public Lot Part(decimal units) => units == Math.Abs(Left) ? this : this with { Original = Math.Sign(Left) * units, Left = Math.Sign(Left) * units };
}
