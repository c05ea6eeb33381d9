using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class InventsADeadline : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Names a day by which a person has to come back, at a broker whose logins do not end: users are called to log in again, week after week, for "
        + "nothing.";

    /// <inheritdoc/>
    protected internal override ConnectionStatus Read(ConnectionStatus status) =>
        status with { PersonNeededBy = status.PersonNeededBy ?? status.AsOf.Received.AddDays(7) };
}
