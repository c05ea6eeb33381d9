namespace Brokerage.Markets;

/// <summary>What a broker asks for an order. Pure: the same question has the same answer.</summary>
public interface ICommissionModel
{
    /// <summary>The name of the price list, such as <c>IBKR Pro fixed</c>.</summary>
    string Name { get; }

    /// <summary>
    /// The fees for what is filled of one order so far. The fees of a single fill are the difference of two answers, which is how minimums
    /// and caps per order come out right.
    /// </summary>
    /// <param name="order">What is filled so far.</param>
    /// <returns>The fees by kind, each positive when paid and rounded to the smallest unit of the currency; empty when there are none.</returns>
    IReadOnlyList<Fee> FeesFor(CommissionOrder order);
}
