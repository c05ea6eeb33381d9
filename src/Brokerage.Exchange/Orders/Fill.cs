namespace Brokerage.Exchange;

/// <summary>One side of a trade: an order, which of its legs, and whether it stood in the book.</summary>
internal readonly record struct Fill(OrderNode Node, int LegIndex, bool IsMaker)
{
    public LegNode Leg => Node.Legs[LegIndex];
}
