using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Brokerage.Transport;

/// <summary>
/// What all connections to one broker share: pooled HTTP connections, rate gates, breakers, clock, randomness, telemetry. An adapter
/// makes one and keeps it. Thread-safe.
/// </summary>
public sealed class BrokerTransport : IDisposable
{
    private readonly bool _ownsHandler;
    private readonly ConcurrentDictionary<string, RateGate> _gates = new(StringComparer.Ordinal);

    /// <summary>Makes the transport of one broker. Nothing is sent.</summary>
    public BrokerTransport(BrokerTransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.LimitShare is not (> 0 and <= 1)) throw new ArgumentException("LimitShare must be more than 0 and at most 1.", nameof(options));
        Options = options;
        Logger = options.LoggerFactory?.CreateLogger("Brokerage.Transport") ?? NullLogger.Instance;
        Meters = new TransportMeters(options.Broker, options.MeterFactory);
        Random = new LockedRandom(options.Random ?? new Random());
        Timers = new AttemptTimers(options.TimeProvider);
        Retries = new RetryPipelines(this);
        Breakers = new HostBreakers(this);
        _ownsHandler = options.Handler is null;
        Invoker = new HttpMessageInvoker(options.Handler ?? HandlerFactory.Create(options), _ownsHandler);
    }

    internal BrokerTransportOptions Options { get; }

    internal HttpMessageInvoker Invoker { get; }

    internal ILogger Logger { get; }

    internal TransportMeters Meters { get; }

    internal LockedRandom Random { get; }

    internal AttemptTimers Timers { get; }

    internal RetryPipelines Retries { get; }

    internal HostBreakers Breakers { get; }

    /// <summary>The client of one connection, or of one application's sign-in.</summary>
    public BrokerHttpClient CreateClient(BrokerClientOptions options) => new(this, options);

    /// <summary>Closes pooled connections. Clients of this transport cannot be used afterwards.</summary>
    public void Dispose()
    {
        if (_ownsHandler) Invoker.Dispose();
        foreach (RateGate gate in _gates.Values) gate.Dispose();
    }

    /// <summary>The gate of one environment: limits are counted apart in each.</summary>
    internal RateGate GateOf(string environment) =>
        _gates.GetOrAdd(environment, static (_, options) => new RateGate(options.TimeProvider, options.Resilience.MaxQueued), Options);
}
