using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class FlipsTheNetPrice : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends the net price of a combination with the wrong sign: who wants to be paid 1.20 offers to pay it.";

    /// <inheritdoc/>
    protected override OrderSpec Send(OrderSpec spec) => base.Send(spec) is { Legs.Count: > 1, Price: PriceTerms.Limit limit } combination
        ? combination with { Price = new PriceTerms.Limit(-limit.Price) }
        : base.Send(spec);
}
