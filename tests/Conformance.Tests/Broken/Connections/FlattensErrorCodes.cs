using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class FlattensErrorCodes : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Gives every failure one general code: no program can tell missing money from a wrong symbol or an ended login.";

    /// <inheritdoc/>
    protected internal override BrokerageError Read(BrokerageError error) => error with { Code = BrokerageErrorCode.OrderRejected };
}
