using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>
/// The secrets of one connection out of the vault: opened once, renewed by one caller for all, early and beside their use where there is
/// time, and forgotten when nobody uses them. Thread-safe.
/// </summary>
internal sealed class StoredSecretSource : ISecretSource, IDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly SecretOwner _owner;
    private readonly SecretKeeper _keeper;
    private readonly TokenContext _context;
    private readonly ITimer _forget;
    private readonly Lock _gate = new();

    private HeldSecrets? _held;
    private Task<HeldSecrets>? _flight;
    private long _era, _eraOfFlight;
    private bool _isDisposed;
    private DateTimeOffset _lastUsed = DateTimeOffset.MinValue;
    private DateTimeOffset _notEarlierThan = DateTimeOffset.MinValue;

    public StoredSecretSource(SecretOwner owner, BrokerEnvironment environment, string application, IBrokerageAuthorizer authorizer, TokenContext context)
    {
        (_owner, _context) = (owner, context);
        _keeper = new SecretKeeper(owner, new SecretRenewer(owner, environment, application, authorizer, context), authorizer, context);
        _forget = context.Time.CreateTimer(static state => ((StoredSecretSource)state!).ForgetWhatIsIdle(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether open secrets are in memory now.</summary>
    internal bool HoldsSecrets
    {
        get
        {
            lock (_gate) return _held is not null;
        }
    }

    /// <summary>Whether they are being read or renewed now.</summary>
    internal bool IsBusy
    {
        get
        {
            lock (_gate) return _flight is not null;
        }
    }

    public ValueTask<VersionedSecrets> GetAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var now = _context.Time.GetUtcNow();
            if (_held is not { } held || !held.CanBeUsed(now, _lastUsed)) return WaitAsync(Fly(FreshAsync), cancellationToken);
            _lastUsed = now;
            if (held.IsDue(now) && now >= _notEarlierThan) _ = RenewEarlyAsync(Fly(() => _keeper.RenewAsync(held.Version)));
            return new ValueTask<VersionedSecrets>(held.Value);
        }
    }

    public async ValueTask<VersionedSecrets> RenewAsync(long staleVersion, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            Task<HeldSecrets> flight;
            lock (_gate)
            {
                var now = _context.Time.GetUtcNow();
                if (_held is { } held && held.Version != staleVersion && held.CanBeUsed(now, _lastUsed)) return held.Value;
                flight = Fly(() => _keeper.ReplaceAsync(staleVersion));
            }

            // Where it was another's work that was under way, it may have brought what we know to be stale.
            var fresh = await flight.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (fresh.Version != staleVersion) return fresh.Value;
        }
    }

    /// <summary>Newer secrets than these, before anybody needs them.</summary>
    /// <returns>False if the broker has nothing to renew.</returns>
    public async Task<bool> RenewAheadAsync(long version, CancellationToken cancellationToken)
    {
        Task<HeldSecrets> flight;
        lock (_gate) flight = Fly(() => _keeper.RenewAsync(version));
        return (await flight.WaitAsync(cancellationToken).ConfigureAwait(false)).Version != version;
    }

    /// <summary>Ends with what is being read or renewed now, however that ends.</summary>
    public async Task LandedAsync()
    {
        Task? flight;
        lock (_gate) flight = _flight;
        if (flight is not null) await flight.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Forgets what is open; the next use reads the vault again, whatever was being read when this was said.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _held = null;
            _era++;
        }
    }

    /// <summary>Forgets what is open. Who still uses the source is served, but nothing stays in memory.</summary>
    public void Dispose()
    {
        lock (_gate) _isDisposed = true;
        Forget();
        _forget.Dispose();
    }

    private Task<HeldSecrets> FreshAsync()
    {
        DateTimeOffset lastUsed;
        lock (_gate) lastUsed = _lastUsed;
        return _keeper.GetAsync(lastUsed);
    }

    // One piece of work at a time, under the lock. It is nobody's in particular: those who wait only stop waiting. What was begun before everything
    // was forgotten brings nothing for those who come later: they wait for it, and for work of their own.
    private Task<HeldSecrets> Fly(Func<Task<HeldSecrets>> work)
    {
        var before = _flight;
        if (before is not null && _eraOfFlight == _era) return before;
        var flight = new TaskCompletionSource<HeldSecrets>(TaskCreationOptions.RunContinuationsAsynchronously);
        var era = _era;
        (_flight, _eraOfFlight) = (flight.Task, era);
        _ = Task.Run(() => LandAsync(before, work, flight, era));
        return flight.Task;
    }

    private async Task LandAsync(Task? before, Func<Task<HeldSecrets>> work, TaskCompletionSource<HeldSecrets> flight, long era)
    {
        if (before is not null) await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            HeldSecrets held;
            // Nor is its priority that of whoever asked first: an order may be waiting for it in a moment.
            using (BrokerageCall.At(CallPriority.Interactive)) held = await work().ConfigureAwait(false);
            lock (_gate)
            {
                if (_flight == flight.Task) _flight = null;
                if (era == _era && !_isDisposed) Keep(held);
            }

            flight.SetResult(held);
        }
#pragma warning disable CA1031 // Handed to those who wait, whatever it is; never kept.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                if (_flight == flight.Task) _flight = null;
                _notEarlierThan = _context.Time.GetUtcNow() + PauseAfterFailure;
            }

            flight.SetException(exception is BrokerageException ? exception : TokenErrors.NotReached(_owner, exception));
        }
    }

    // Under the lock.
    private void Keep(HeldSecrets held)
    {
        _held = held;
        _lastUsed = _context.Time.GetUtcNow();
        _forget.Change(_context.Options.ForgetAfter, Timeout.InfiniteTimeSpan);
    }

    private static async ValueTask<VersionedSecrets> WaitAsync(Task<HeldSecrets> flight, CancellationToken cancellationToken) =>
        (await flight.WaitAsync(cancellationToken).ConfigureAwait(false)).Value;

    private async Task RenewEarlyAsync(Task<HeldSecrets> flight)
    {
        try
        {
            await flight.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody waits for it; what is held goes on until its end, and then its user hears what is wrong.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            TokenLog.EarlyRenewalFailed(_context.Logger, _owner.Connection.Value, exception);
        }
    }

    private void ForgetWhatIsIdle()
    {
        lock (_gate)
        {
            if (_held is null) return;
            var idle = _context.Time.GetUtcNow() - _lastUsed;
            if (idle >= _context.Options.ForgetAfter) _held = null;
            else _forget.Change(_context.Options.ForgetAfter - idle, Timeout.InfiniteTimeSpan);
        }
    }
}
