using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Brokerage.Transport;

/// <summary>Settings of a <see cref="BrokerTransport"/>: everything that one broker's connections share.</summary>
public sealed record BrokerTransportOptions
{
    /// <summary>The broker, as errors, logs and meters name it.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>The clock of every wait and time-out.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The source of jitter; null for a new one. It is used under a lock.</summary>
    public Random? Random { get; init; }

    /// <summary>Where logs go; null for nowhere. Secrets, queries, paths and bodies are never logged.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Where meters are made; null for the process-wide ones.</summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>The proxy; null for the system's own.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>A last word on the platform's handler, for pinned certificates and the like. Redirects stay off, and so do its cookies: see <see cref="BrokerClientOptions.Cookies"/>.</summary>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; init; }

    /// <summary>
    /// Replaces the platform's handler, for tests and special proxies; it must not retry and must not follow redirects. It is not disposed.
    /// </summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>How long opening a connection may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one attempt of a read or a session call may take, the answer's body included.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one attempt of anything else may take. Longer, since giving up leaves the outcome unknown.</summary>
    public TimeSpan ActTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest answer that is read, in bytes after decompression.</summary>
    public int MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Attempts, pauses, breakers.</summary>
    public ResilienceOptions Resilience { get; init; } = new();

    /// <summary>
    /// This process's share of the limits that a broker counts per application or per address, where several processes share them: 0.5 for
    /// two. More than 0, at most 1.
    /// </summary>
    public double LimitShare { get; init; } = 1;
}
