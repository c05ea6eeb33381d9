namespace Brokerage;

/// <summary>What the caller of <see cref="OrderRules"/> knows or allows beyond the order itself.</summary>
public sealed record OrderRuleOptions
{
    /// <summary>The defaults: nothing unverified, no date known, no further instruments.</summary>
    public static OrderRuleOptions Default { get; } = new();

    /// <summary>True to let through, with a warning, what is not proven to work at the broker. False by default: it is refused.</summary>
    public bool AllowUnverified { get; init; }

    /// <summary>Today where the order would trade; given, dates that have passed are refused. The rules read no clock.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>What is known about further instruments of the order: other legs, other orders of the plan.</summary>
    public IReadOnlyList<InstrumentInfo> Instruments { get; init; } = [];
}
