using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class HandsOutTheInside : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Hands out a role when an extra is asked for: whoever takes it trades past every limit that was put round the connection.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) => new Line(right);

    private sealed class Line(IBrokerageConnection right) : BrokenConnection(right)
    {
        public override object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ITrading) ? Trading : base.GetService(serviceType, serviceKey);
    }
}
