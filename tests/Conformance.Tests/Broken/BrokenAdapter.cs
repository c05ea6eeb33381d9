namespace Brokerage.Conformance.Tests.Broken;

/// <summary>
/// A mistake that the author of an adapter could make, put over a connection that is right. Each connection that it breaks has a memory of
/// its own. A conformance kit that lets one of them pass is not finished.
/// </summary>
public abstract class BrokenAdapter
{
    /// <summary>Its name: what it does, in the third person.</summary>
    public string Name => GetType().Name;

    /// <summary>What it does wrong, and what that would cost a user, in one sentence.</summary>
    public abstract string Defect { get; }

    /// <summary>The connection with the mistake in it. It owns the right one.</summary>
    public abstract IBrokerageConnection Break(IBrokerageConnection right);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
