namespace Brokerage;

/// <summary>Something to be said about an order.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">The broker's code, or one of the suite's own rules'.</param>
/// <param name="Text">For people.</param>
public sealed record Notice(NoticeSeverity Severity, string? Code, string Text)
{
    /// <summary>The member of the request that it is about, as a path: <c>Plan.Spec.Legs[0].Side</c>; null where the broker does not say.</summary>
    public string? Field { get; init; }
}
