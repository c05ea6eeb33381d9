using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Brokerage;

/// <summary>Makes live connections out of stored ones: their secrets come from the vault, and what becomes of those is written down.</summary>
internal sealed class StoredConnections : ISecretWatcher, IAsyncDisposable
{
    // For writing down what a renewal has brought, with a store that takes its time.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    private readonly ConnectionManager _live;
    private readonly BrokerBook _brokers;
    private readonly IConnectionStore _store;
    private readonly GuardChain _guards;
    private readonly EndedConnections _ended;
    private readonly SignInOptions _options;
    private readonly TokenContext _tokens;
    private readonly ConcurrentDictionary<ConnectionId, StoredSecretSource> _sources = new();

    public StoredConnections(
        ConnectionManager live,
        BrokerBook brokers,
        IConnectionStore store,
        GuardChain guards,
        SecretVault vault,
        EndedConnections ended,
        IOptions<SignInOptions> options,
        IOptions<TokenOptions> tokens,
        TimeProvider time,
        ILoggerFactory? loggers = null)
    {
        (_live, _brokers, _store, _guards, _ended, _options) = (live, brokers, store, guards, ended, options.Value);
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<StoredSecretSource>();
        _tokens = new TokenContext(vault, this, tokens.Value, time, static () => RandomNumberGenerator.GetInt32(1_000_000) / 1e6, logger);
    }

    /// <summary>Lets this process use a connection, unless its user is ending it. Nothing is opened before its first use.</summary>
    /// <returns>False if it could already, or may not.</returns>
    public bool Add(StoredConnection connection)
    {
        if (!_live.TryAddSeed(SeedOf(connection))) return false;
        // Who ends it says so first, and takes it away then: one of the two sees the other.
        if (!_ended.Contains(connection.Connection)) return true;
        _ = RemoveAsync(connection.Connection);
        return false;
    }

    /// <summary>As <see cref="Add"/>, of what was read from the store a while ago.</summary>
    /// <returns>False if its user is ending it, or has ended it since.</returns>
    public async Task<bool> TryAddAsync(StoredConnection connection)
    {
        if (!Add(connection)) return !_ended.Contains(connection.Connection);
        var isThere = false;
        try
        {
            // Who ends it takes it away once more after its row is gone: what is there now will not be forgotten.
            return isThere = await _store.FindAsync(connection.Connection).ConfigureAwait(false) is not null;
        }
        finally
        {
            if (!isThere) _ = RemoveAsync(connection.Connection);
        }
    }

    /// <summary>Forgets the open secrets, since there are others; the next use connects again.</summary>
    public void LoggedIn(ConnectionId connection)
    {
        if (_sources.TryGetValue(connection, out var source)) source.Forget();
        _live.ConnectAgain(connection);
    }

    /// <summary>Takes a connection away. Calls that are under way end by themselves; nobody has to wait for them.</summary>
    /// <returns>Ends with the last of those calls.</returns>
    public Task RemoveAsync(ConnectionId connection)
    {
        var gone = _live.RemoveAsync(connection);
        if (_sources.TryRemove(connection, out var source)) source.Dispose();
        return gone;
    }

    /// <summary>A connection for the time of one sign-in, with what the broker has just given.</summary>
    public IBrokerageConnection OpenOnce(StoredConnection connection, ConnectionSecrets secrets) =>
        _brokers.Adapter(connection.Broker)!.Create(Context(connection, new FixedSecretSource(connection.Broker, secrets), allowLiveOrders: false));

    public Task RenewedAsync(ConnectionId connection, TokenLife life) => ChangeAsync(connection, stored => stored with
    {
        PersonNeededBy = life.PersonNeededBy,
        State = stored.State is ConnectionState.NeedsLogin ? ConnectionState.Active : stored.State,
        Problem = stored.State is ConnectionState.NeedsLogin ? null : stored.Problem,
    });

    public Task LoginNeededAsync(ConnectionId connection, BrokerageError error) =>
        ChangeAsync(connection, stored => stored.State == ConnectionState.Disabled ? stored : stored with { State = ConnectionState.NeedsLogin, Problem = error.Code });

    /// <summary>Renews the secrets of a connection if that is due within a time. They are in memory for the look alone, unless something is renewed.</summary>
    /// <returns>Whether there are newer ones.</returns>
    /// <exception cref="BrokerageException">They could not be renewed; or only a person can go on, and that is written down.</exception>
    public async Task<bool> RenewAheadAsync(StoredConnection connection, TimeSpan ahead, CancellationToken cancellationToken)
    {
        var opened = await _tokens.Vault.ReadAsync(OwnerOf(connection), cancellationToken).ConfigureAwait(false);
        var now = _tokens.Time.GetUtcNow();
        if (opened is not null && Require(connection).Authorizer.LifeOf(opened.Secrets) is var life && !(life.PersonNeededBy <= now))
        {
            if (life.Renewal == Renewal.None || life.RenewBy is not { } by || by - now > ahead) return false;
        }

        return await SourceOf(connection).RenewAheadAsync(opened?.Version ?? 0, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes what is stored, whoever else does at the same time; null if it is not there.</summary>
    public async Task<StoredConnection?> ChangeAsync(ConnectionId connection, Func<StoredConnection, StoredConnection> change, CancellationToken cancellationToken = default)
    {
        while (await _store.FindAsync(connection, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            var changed = change(stored);
            if (changed == stored) return stored;
            if (await _store.TryUpdateAsync(changed, cancellationToken).ConfigureAwait(false)) return changed with { Version = stored.Version + 1 };
        }

        return null;
    }

    /// <summary>
    /// Waits for renewals that are under way: their answers may be the only copies of tokens. The container disposes adapters and stores after this.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        var sources = _sources.Values.ToList();
        _sources.Clear();
        foreach (var source in sources) source.Dispose();
        var landed = Task.WhenAll(sources.Select(source => source.LandedAsync()));
        // They have a limit of their own, and then store what came; an adapter that does not listen must not keep the process for ever.
        await landed.WaitAsync(_tokens.Options.RenewTimeout + Margin, _tokens.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private ConnectionSeed SeedOf(StoredConnection connection) =>
        new(connection.Connection, connection.Broker, connection.User, () => ContextOf(connection), context => Create(connection, context))
        {
            WhyNotAsync = cancellationToken => WhyNotAsync(connection, cancellationToken),
        };

    // What the application has switched off is used by nobody, whatever its session and its secrets are good for; nor is what another process has ended.
    private async ValueTask<BrokerageError?> WhyNotAsync(StoredConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            if (await _store.FindAsync(connection.Connection, cancellationToken).ConfigureAwait(false) is { } now)
                return now.State == ConnectionState.Disabled ? ConnectionErrors.NotUsable(connection.Connection, connection.Broker, now.State) : null;
            _ = RemoveAsync(connection.Connection);
            return ConnectionErrors.NotKnown(connection.Connection, connection.Broker);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return ConnectionErrors.NotReadable(connection.Connection, connection.Broker, exception);
        }
    }

    private BrokerageConnectionContext ContextOf(StoredConnection connection) =>
        Context(connection, SourceOf(connection), _options.AllowLiveOrders && connection.Access == ConnectionAccess.Trading);

    private BrokerageConnectionContext Context(StoredConnection connection, ISecretSource secrets, bool allowLiveOrders) => new()
    {
        Connection = connection.Connection,
        Environment = EnvironmentOf(connection),
        Application = connection.Application,
        Secrets = secrets,
        AllowLiveOrders = allowLiveOrders,
    };

    private StoredSecretSource SourceOf(StoredConnection connection) => _sources.GetOrAdd(connection.Connection, _ => new StoredSecretSource(
        OwnerOf(connection), EnvironmentOf(connection), connection.Application, Require(connection).Authorizer, _tokens));

    // A read-only connection is one from the inside: no guard and no caller finds trading in it.
    private IBrokerageConnection Create(StoredConnection connection, BrokerageConnectionContext context)
    {
        var made = Require(connection).Create(context);
        return _guards.Wrap(connection.Access == ConnectionAccess.Trading ? made : new ReadOnlyConnection(made));
    }

    private IBrokerageAdapter Require(StoredConnection connection) => _brokers.Adapter(connection.Broker)
        ?? throw new BrokerageException(new BrokerageError(BrokerageErrorCode.Misconfigured, connection.Broker, $"No adapter for '{connection.Broker}' is registered; call its Add method on the builder."));

    private BrokerEnvironment EnvironmentOf(StoredConnection connection) => _brokers.Environment(connection.Broker, connection.Environment)
        ?? throw new BrokerageException(new BrokerageError(BrokerageErrorCode.Misconfigured, connection.Broker, $"'{connection.Broker}' has no environment '{connection.Environment}'."));

    public static SecretOwner OwnerOf(StoredConnection connection) => new(connection.User, connection.Broker, connection.Environment, connection.Connection);
}
