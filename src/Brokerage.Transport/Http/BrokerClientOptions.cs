using System.Net;

namespace Brokerage.Transport;

/// <summary>Settings of a <see cref="BrokerHttpClient"/>: one connection, or the sign-in of one application.</summary>
public sealed record BrokerClientOptions
{
    /// <summary>The environment, whose endpoints are the only addresses that can be reached.</summary>
    public required BrokerEnvironment Environment { get; init; }

    /// <summary>The application registration: what limits of scope <see cref="LimitScope.Application"/> are counted by.</summary>
    public required string Application { get; init; }

    /// <summary>The connection; null for sign-in, which comes before one exists.</summary>
    public ConnectionId? Connection { get; init; }

    /// <summary>Whether requests that place, change or cancel orders may leave for a live environment.</summary>
    public bool AllowLiveOrders { get; init; }

    /// <summary>Signs each attempt; null for requests that carry their credentials themselves.</summary>
    public IRequestSigner? Signer { get; init; }

    /// <summary>The broker's error table; null for statuses alone.</summary>
    public IErrorTranslator? Errors { get; init; }

    /// <summary>The broker's limits, from its features in this environment.</summary>
    public IReadOnlyList<RateLimit> Limits { get; init; } = [];

    /// <summary>The headers in which the broker tells its own count; null when it has none.</summary>
    public RateHeaders? RateHeaders { get; init; }

    /// <summary>Headers of every request, such as <c>Accept</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>
    /// The cookies of this session, for brokers whose session is one (IBKR's gateway): each attempt sends them, each answer may change them.
    /// Null, the default, keeps and sends none. Give each connection a jar of its own: one that is shared would mix users.
    /// </summary>
    public CookieContainer? Cookies { get; init; }
}
