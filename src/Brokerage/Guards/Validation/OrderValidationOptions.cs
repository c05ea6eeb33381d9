namespace Brokerage;

/// <summary>Settings of the validation of orders.</summary>
public sealed class OrderValidationOptions
{
    /// <summary>
    /// True to let through what is not proven to work at the broker. False by default. The adapter's own switch of this name must agree: it
    /// asks the same rules.
    /// </summary>
    public bool AllowUnverified { get; set; }
}
