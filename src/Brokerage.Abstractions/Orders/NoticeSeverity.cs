namespace Brokerage;

/// <summary>How much a notice matters.</summary>
public enum NoticeSeverity
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>The user should see it before the order goes.</summary>
    Warning = 1,

    /// <summary>The order cannot go.</summary>
    Refusal = 2,
}
