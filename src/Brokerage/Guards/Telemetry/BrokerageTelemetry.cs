namespace Brokerage;

/// <summary>
/// The names of what <c>UseTelemetry</c> reports through System.Diagnostics. No value of any tag is an id, an account number, an instrument,
/// an amount or a text of a broker.
/// </summary>
public static class BrokerageTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string SourceName = "Brokerage";

    /// <summary>Histogram, seconds: a call of a connection's role, with all guards.</summary>
    public const string CallDuration = "brokerage.call.duration";

    /// <summary>Counter: what became of submitted orders.</summary>
    public const string Orders = "brokerage.orders";

    /// <summary>Tag: the broker's id.</summary>
    public const string BrokerTag = "brokerage.broker";

    /// <summary>Tag: the kind of environment: live, paper, sandbox, simulated.</summary>
    public const string EnvironmentTag = "brokerage.environment";

    /// <summary>Tag: the constant name of the operation.</summary>
    public const string OperationTag = "brokerage.operation";

    /// <summary>Tag: <c>placed</c>, <c>needs_confirmation</c>, <c>rejected</c> or <c>unknown</c>.</summary>
    public const string OutcomeTag = "brokerage.order.outcome";

    /// <summary>Tag: the error code; absent on success.</summary>
    public const string ErrorTag = "error.type";
}
