using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class CallsRefusalsTransient : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Calls every refusal a passing one that may be tried again: a program repeats an order that can never be taken.";

    /// <inheritdoc/>
    protected internal override BrokerageError Read(BrokerageError error) => error with { IsTransient = true, Recovery = RecoveryAction.Retry };
}
