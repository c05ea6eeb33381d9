namespace Brokerage.Conformance.Tests.Differential;

/// <summary>One thing that happens in a <see cref="Story"/>. A closed set.</summary>
internal abstract record Step
{
    private Step()
    {
    }

    /// <summary>The market moves.</summary>
    public sealed record Quote(string Thing, decimal Bid, decimal Ask, decimal BidSize, decimal AskSize) : Step;

    /// <summary>An order is placed. The label names it in later steps.</summary>
    public sealed record Place(int Label, Terms Terms) : Step;

    /// <summary>An order is cancelled; what was never placed is let be.</summary>
    public sealed record Cancel(int Label) : Step;

    /// <summary>An order is changed; what was never placed is let be.</summary>
    public sealed record Replace(int Label, decimal? Units, PriceTerms? Price) : Step;

    /// <summary>Time goes by: orders expire, markets close and open.</summary>
    public sealed record Pass(TimeSpan By) : Step;

    /// <summary>The same order is placed many times past the adapter, as on the broker's own page.</summary>
    public sealed record Elsewhere(int Count, Terms Terms) : Step;

    /// <summary>Everything that the adapter says of the account is read.</summary>
    public sealed record Look : Step;
}
