using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>The place of one <see cref="ConnectionId"/>: how to create it, the live connection if there is one, and its leases.</summary>
internal sealed class ConnectionSlot : IDisposable
{
    private readonly ConnectionSeed _seed;
    private readonly TimeSpan _idleTimeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly ITimer _idle;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LiveConnection? _live;
    private BrokerageConnectionContext? _context;
    private bool _removed;

    public ConnectionSlot(ConnectionSeed seed, TimeSpan idleTimeout, TimeProvider time, ILogger logger)
    {
        _seed = seed;
        _idleTimeout = idleTimeout;
        _time = time;
        _logger = logger;
        _idle = time.CreateTimer(static state => ((ConnectionSlot)state!).OnIdle(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string? User => _seed.User;

    /// <summary>Says why nobody may have a lease now; null if somebody may.</summary>
    public ValueTask<BrokerageError?> WhyNotAsync(CancellationToken cancellationToken) => _seed.WhyNotAsync(cancellationToken);

    /// <summary>Whether a lease is out.</summary>
    public bool IsInUse
    {
        get
        {
            lock (_gate) return _live is { Leases: > 0 };
        }
    }

    /// <summary>Tells what is known; creates no connection for it.</summary>
    public ConnectionInfo Describe()
    {
        lock (_gate)
        {
            try
            {
                return Info(Context().Environment, null);
            }
            catch (BrokerageException exception)
            {
                return Info(null, exception.Error);
            }
        }
    }

    /// <summary>Takes a lease; null if the connection was removed.</summary>
    /// <exception cref="BrokerageException">The connection cannot be created.</exception>
    public LiveConnection? Take()
    {
        lock (_gate)
        {
            if (_removed)
                return null;
            var live = Open();
            live.Leases++;
            _idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return live;
        }
    }

    public async ValueTask ReturnAsync(LiveConnection live)
    {
        lock (_gate)
        {
            if (--live.Leases > 0)
                return;
            if (!_removed)
            {
                ArmIdle();
                return;
            }
        }

        await EndAsync(live).ConfigureAwait(false);
    }

    /// <summary>The next use connects again; opens nothing.</summary>
    public void ConnectAgain()
    {
        lock (_gate)
            _live?.ConnectAgain();
    }

    /// <summary>Hands out no more leases; the task ends when the live connection, if any, has ended.</summary>
    public async Task RemoveAsync()
    {
        LiveConnection? unused;
        lock (_gate)
        {
            _removed = true;
            unused = _live is { Leases: > 0 } ? null : _live;
            if (_live is null)
                _ended.TrySetResult();
        }

        if (unused is not null)
            await EndAsync(unused).ConfigureAwait(false);
        await _ended.Task.ConfigureAwait(false);
    }

    /// <summary>Ends the live connection now, whoever holds a lease: the application is closing.</summary>
    public async ValueTask CloseAsync()
    {
        LiveConnection? live;
        lock (_gate)
        {
            _removed = true;
            live = _live;
        }

        if (live is not null)
            await EndAsync(live).ConfigureAwait(false);
        Dispose();
    }

    public void Dispose() => _idle.Dispose();

    private LiveConnection Open() => _live ??= new LiveConnection(Make(() => _seed.Create(Context())), _time, _logger);

    private BrokerageConnectionContext Context() => _context ??= Make(() => Checked(_seed.CreateContext()));

    private BrokerageConnectionContext Checked(BrokerageConnectionContext context) => context.Connection == _seed.Connection
        ? context
        : throw new BrokerageException(new BrokerageError(
            BrokerageErrorCode.Misconfigured, _seed.Broker, $"Connection '{_seed.Connection}' has a context for '{context.Connection}'."));

    private T Make<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (BrokerageException)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a factory throws is this one connection's problem, and becomes one that has a code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ConnectionLog.CannotCreate(_logger, _seed.Connection.Value, _seed.Broker.Value, exception);
            throw new BrokerageException(ConnectionErrors.CannotCreate(_seed.Broker, _seed.Connection, exception), exception);
        }
    }

    private ConnectionInfo Info(BrokerEnvironment? environment, BrokerageError? problem) => new()
    {
        Connection = _seed.Connection,
        Broker = _seed.Broker,
        Environment = environment,
        User = _seed.User,
        Problem = problem,
    };

    private void ArmIdle() => _idle.Change(_idleTimeout, Timeout.InfiniteTimeSpan);

    private void OnIdle()
    {
        LiveConnection live;
        lock (_gate)
        {
            if (_removed || _live is not { Leases: 0 })
                return;
            if (_live.Inner.GetService(typeof(IWorkWithoutLease)) is IWorkWithoutLease { IsAtWork: true })
            {
                ArmIdle();
                return;
            }

            live = _live;
            _live = null;
        }

        ConnectionLog.Idle(_logger, _seed.Connection.Value);
        _ = live.DisposeAsync().AsTask();
    }

    private async ValueTask EndAsync(LiveConnection live)
    {
        await live.DisposeAsync().ConfigureAwait(false);
        _ended.TrySetResult();
    }
}
