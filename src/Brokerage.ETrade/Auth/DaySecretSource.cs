namespace Brokerage.ETrade.Auth;

/// <summary>
/// The secrets of a connection that somebody made himself: they live in memory for their day, and are woken up by one caller for all when
/// they have slept. Thread-safe.
/// </summary>
internal sealed class DaySecretSource(
    IBrokerageAuthorizer authorizer, BrokerEnvironment environment, string application, ConnectionSecrets secrets, TimeProvider clock, ETradeClock theirs)
    : ISecretSource
{
    // Sooner than E*TRADE would find it asleep: the two clocks are not the same.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private VersionedSecrets _current = new(secrets, 1);
    private DateTimeOffset _lastUsed = secrets.IssuedAt;
    private Task<VersionedSecrets>? _renewal;
    private BrokerageError? _dead;

    public async ValueTask<VersionedSecrets> GetAsync(CancellationToken cancellationToken = default)
    {
        Task<VersionedSecrets> renewal;
        lock (_lock)
        {
            RequireLife();
            var now = clock.GetUtcNow();
            if (now - _lastUsed < ETradeSecrets.IdleLimit - Margin)
            {
                _lastUsed = now;
                return _current;
            }

            renewal = Renewal();
        }

        return await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<VersionedSecrets> RenewAsync(long staleVersion, CancellationToken cancellationToken = default)
    {
        Task<VersionedSecrets> renewal;
        lock (_lock)
        {
            if (_current.Version != staleVersion)
            {
                return _current;
            }

            RequireLife();
            renewal = Renewal();
        }

        return await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    // A token that E*TRADE has called dead stays so, and is sent no more.
    private void RequireLife()
    {
        if (_dead is { } why)
        {
            throw new BrokerageException(why);
        }

        if (ETradeSecrets.IsOver(_current.Secrets, theirs.Latest))
        {
            throw new BrokerageException(ETradeErrors.DayIsOver);
        }
    }

    // One for all, under the lock; it is nobody's in particular, so that those who wait only stop waiting.
    private Task<VersionedSecrets> Renewal() => _renewal ??= Task.Run(RenewAsync);

    private async Task<VersionedSecrets> RenewAsync()
    {
        try
        {
            var result = await authorizer.RefreshAsync(environment, application, _current.Secrets).ConfigureAwait(false);
            var renewed = result switch
            {
                RefreshResult.Renewed { Secrets: var woken } => woken,
                RefreshResult.LoginNeeded { Error: var error } => throw new BrokerageException(Bury(error)),
                RefreshResult.OutcomeUnknown { Error: var error } => throw new BrokerageException(error),
                _ => _current.Secrets,
            };
            lock (_lock)
            {
                _current = new VersionedSecrets(renewed, _current.Version + 1);
                _lastUsed = clock.GetUtcNow();
                return _current;
            }
        }
        finally
        {
            lock (_lock)
            {
                _renewal = null;
            }
        }
    }

    private BrokerageError Bury(BrokerageError error)
    {
        lock (_lock)
        {
            return _dead = error;
        }
    }
}
