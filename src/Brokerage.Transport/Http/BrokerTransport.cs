namespace Brokerage.Transport;

/// <summary>
/// What all connections to one broker share: pooled HTTP connections, rate gates, breakers, clock, randomness, telemetry. An adapter
/// makes one and keeps it. Thread-safe.
/// </summary>
public sealed class BrokerTransport : IDisposable
{
    private readonly bool _ownsHandler;

    /// <summary>Makes the transport of one broker. Nothing is sent.</summary>
    public BrokerTransport(BrokerTransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _ownsHandler = options.Handler is null;
        Invoker = new HttpMessageInvoker(options.Handler ?? HandlerFactory.Create(options), _ownsHandler);
    }

    internal BrokerTransportOptions Options { get; }

    internal HttpMessageInvoker Invoker { get; }

    /// <summary>The client of one connection, or of one application's sign-in.</summary>
    public BrokerHttpClient CreateClient(BrokerClientOptions options) => new(this, options);

    /// <summary>Closes pooled connections. Clients of this transport cannot be used afterwards.</summary>
    public void Dispose()
    {
        if (_ownsHandler) Invoker.Dispose();
    }
}
