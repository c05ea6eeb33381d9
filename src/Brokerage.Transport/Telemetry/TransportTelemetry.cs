namespace Brokerage.Transport;

/// <summary>
/// The names of everything that this package reports through System.Diagnostics. No value of any tag is an id, an address or a secret.
/// </summary>
public static class TransportTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string SourceName = "Brokerage.Transport";

    /// <summary>Histogram, seconds: a request from the call to its reply, all waits and attempts included.</summary>
    public const string RequestDuration = "brokerage.transport.request.duration";

    /// <summary>Counter: attempts after the first.</summary>
    public const string Retries = "brokerage.transport.retries";

    /// <summary>Histogram, seconds: the wait for a rate permit; only waits are recorded.</summary>
    public const string GateWait = "brokerage.transport.gate.wait";

    /// <summary>Counter: pauses because a broker said "too many".</summary>
    public const string GatePauses = "brokerage.transport.gate.pauses";

    /// <summary>Counter: breakers that opened.</summary>
    public const string BreakerOpened = "brokerage.transport.breaker.opened";

    /// <summary>Counter: attempts to open a stream.</summary>
    public const string StreamConnects = "brokerage.transport.stream.connects";

    /// <summary>Counter: gaps in streams.</summary>
    public const string StreamGaps = "brokerage.transport.stream.gaps";

    /// <summary>Tag: the broker's id.</summary>
    public const string BrokerTag = "brokerage.broker";

    /// <summary>Tag: the constant name of the operation.</summary>
    public const string OperationTag = "brokerage.operation";

    /// <summary>Tag: the operation class.</summary>
    public const string ClassTag = "brokerage.operation.class";

    /// <summary>Tag: the error code; absent on success.</summary>
    public const string ErrorTag = "error.type";

    /// <summary>Tag: whether the broker perhaps acted; only beside an error.</summary>
    public const string EffectTag = "brokerage.error.effect";

    /// <summary>Tag: the host.</summary>
    public const string HostTag = "server.address";

    /// <summary>Tag: the HTTP status.</summary>
    public const string StatusTag = "http.response.status_code";

    /// <summary>Tag: attempts that were made.</summary>
    public const string AttemptsTag = "brokerage.attempts";
}
