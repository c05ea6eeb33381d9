using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class RoundsPricesToCents : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Writes every price with two digits: coins and shares below a dollar are ordered at a price that nobody named.";

    /// <inheritdoc/>
    protected override PriceTerms Send(PriceTerms price) => price switch
    {
        PriceTerms.Limit limit => new PriceTerms.Limit(decimal.Round(limit.Price, 2)),
        PriceTerms.Stop stop => stop with { Trigger = decimal.Round(stop.Trigger, 2) },
        PriceTerms.StopLimit stop => stop with { Trigger = decimal.Round(stop.Trigger, 2), Price = decimal.Round(stop.Price, 2) },
        _ => price,
    };
}
