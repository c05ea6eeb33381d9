using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class SaysItIsPaper : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Names another environment than the one that it was made for: the user believes that he plays.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) => new Line(right);

    private sealed class Line(IBrokerageConnection right) : BrokenConnection(right)
    {
        public override BrokerEnvironment Environment => new("paper", EnvironmentKind.Paper, Inner.Environment.Endpoints);
    }
}
