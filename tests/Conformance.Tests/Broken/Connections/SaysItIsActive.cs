using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class SaysItIsActive : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Says that the connection is active whatever happens: nobody learns that the login has ended.";

    /// <inheritdoc/>
    protected internal override ConnectionStatus Read(ConnectionStatus status) =>
        status with { State = ConnectionState.Active, EnvironmentVerified = true, Problem = null };
}
