namespace Brokerage;

/// <summary>
/// One login at one broker in one environment. Thread-safe. Disposing ends streams and calls; it never logs the user out.
/// </summary>
/// <remarks>
/// Roles that a broker lacks are null, so that the compiler asks the question; whether a role is there never changes during the
/// connection's life. New roles may come as members with a default implementation; a new way to write never does: whatever can create risk
/// is an <see cref="OrderIntent"/>. Disposing twice is allowed. A read after it throws <see cref="ObjectDisposedException"/>; a submit that
/// was under way ends as its result says.
/// </remarks>
public interface IBrokerageConnection : IAsyncDisposable
{
    /// <summary>The application's name of the connection.</summary>
    ConnectionId Connection { get; }

    /// <summary>The broker.</summary>
    BrokerId Broker { get; }

    /// <summary>The environment.</summary>
    BrokerEnvironment Environment { get; }

    /// <summary>What the broker can do in this environment.</summary>
    BrokerFeatures Features { get; }

    /// <summary>Accounts, balances, positions and transactions.</summary>
    IAccounts Accounts { get; }

    /// <summary>Orders; null where the broker takes none.</summary>
    ITrading? Trading { get; }

    /// <summary>Quotes and what belongs to them; null where the broker gives none.</summary>
    IMarketData? MarketData { get; }

    /// <summary>Streams; null where nothing can be followed, not even by polling.</summary>
    IStreaming? Streaming { get; }

    /// <summary>
    /// Opens or keeps alive the broker's session and verifies the environment. Idempotent; to be called again by
    /// <see cref="ConnectionStatus.CallConnectBy"/>. The first use of a role calls it by itself.
    /// </summary>
    /// <exception cref="BrokerageException">The broker could not be asked.</exception>
    Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default);

    /// <summary>How the connection stands, asked at the broker where that is cheap.</summary>
    Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends streams and the session; with <paramref name="logOut"/> also the broker's login.</summary>
    Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Metadata and read-only extras of a broker, by type. Null where there is none. It never trades, and never hands out a connection or
    /// role that a guard wraps.
    /// </summary>
    object? GetService(Type serviceType, object? serviceKey = null);
}
