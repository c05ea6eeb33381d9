namespace Brokerage.Exchange;

/// <summary>One instrument's book: the market maker's levels, renewed at every step, and the customers' resting limit orders by price and time.</summary>
internal sealed class Book
{
    public MakerSide MakerBids { get; } = new();

    public MakerSide MakerAsks { get; } = new();

    public RestingSide Bids { get; } = new(isBid: true);

    public RestingSide Asks { get; } = new(isBid: false);

    public decimal? BestBid => Better(MakerBids.HasAny ? MakerBids.BestPrice : null, Bids.BestPrice, higher: true);

    public decimal? BestAsk => Better(MakerAsks.HasAny ? MakerAsks.BestPrice : null, Asks.BestPrice, higher: false);

    public decimal SizeAt(bool bid)
    {
        var best = bid ? BestBid : BestAsk;
        var maker = bid ? MakerBids : MakerAsks;
        var own = (bid ? Bids : Asks).SizeAt(best);
        return best is { } price && maker.HasAny && maker.BestPrice == price ? own + maker.BestSize : own;
    }

    private static decimal? Better(decimal? one, decimal? other, bool higher) =>
        one is null ? other : other is null ? one : higher ? Math.Max(one.Value, other.Value) : Math.Min(one.Value, other.Value);
}
