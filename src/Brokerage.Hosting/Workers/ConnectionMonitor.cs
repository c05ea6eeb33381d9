using System.Collections.Concurrent;

namespace Brokerage.Hosting;

/// <summary>
/// Sees that connections are open that should be: those in use, those that failed for a reason that may pass, those whose broker wants to be
/// called regularly, those with an order whose outcome is not known, and those that the application wants open.
/// </summary>
internal sealed class ConnectionMonitor : BackgroundWorker
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly LoginNotices _notices;
    private readonly OpenSessions _sessions;
    private readonly IConnectionManager _live;
    private readonly IOrderService _orders;
    private readonly IConnectionStore? _store;
    private readonly IConnectionUpkeep? _upkeep;
    private readonly BrokerRounds _rounds;
    private readonly ConcurrentDictionary<ConnectionId, IBrokerageConnection> _held = new();
    private readonly ConcurrentDictionary<ConnectionId, (DateTimeOffset At, TimeSpan Pause)> _retries = new();
    private volatile IReadOnlySet<ConnectionId> _wanted = new HashSet<ConnectionId>();

    public ConnectionMonitor(
        WorkContext context, LoginNotices notices, OpenSessions sessions, IConnectionManager live, IOrderService orders, IConnectionStore? store = null, IConnectionUpkeep? upkeep = null)
        : base("check", context)
    {
        (_notices, _sessions, _live, _orders, _store, _upkeep) = (notices, sessions, live, orders, store, upkeep);
        _rounds = new BrokerRounds("check", context, CheckAsync);
    }

    internal override bool IsIdle(BrokerId? but = null) => _rounds.AreOver(but) && _notices.IsIdle;

    protected override TimeSpan Every => Context.Options.CheckEvery;

    protected override async Task LookAsync(CancellationToken stop)
    {
        if (_store is null || _upkeep is null) return;
        var now = Context.Now;
        var stored = await StoredConnectionRules.ListAsync(_store, stop).ConfigureAwait(false);
        Context.Meters.Seen(stored);
        var usable = stored.Where(connection => !StoredConnectionRules.NeedsPerson(connection) && StoredConnectionRules.IsSettled(connection, now)).ToDictionary(connection => connection.Connection);
        var registered = _live.List().Select(info => info.Connection).Where(connection => !stored.Any(known => known.Connection == connection)).ToHashSet();

        _wanted = await WantedAsync(usable, registered, stop).ConfigureAwait(false);
        await ReleaseAsync().ConfigureAwait(false);
        var inUse = _upkeep.ListInUse().Where(connection => usable.ContainsKey(connection) || registered.Contains(connection));
        var failed = usable.Values.Where(StoredConnectionRules.HasFailed).Select(connection => connection.Connection);
        foreach (var connection in usable.Values.Where(HasRecovered)) _retries.TryRemove(connection.Connection, out _);
        var looks = _wanted.Concat(inUse).Concat(failed).Distinct().Where(connection => !(_retries.TryGetValue(connection, out var retry) && retry.At > now && retry.At - retry.Pause <= now));
        _rounds.Begin(looks.Select(TargetOf).OfType<WorkTarget>(), Every, stop);
    }

    protected override async Task EndAsync()
    {
        await _rounds.DrainAsync().ConfigureAwait(false);
        await _notices.DrainAsync().ConfigureAwait(false);
        _wanted = new HashSet<ConnectionId>();
        await ReleaseAsync().ConfigureAwait(false);
    }

    private async Task<string?> CheckAsync(WorkTarget target, CancellationToken cancellationToken)
    {
        var status = await _upkeep!.CheckAsync(target.Connection, Context.Options.CheckDeadline, cancellationToken).ConfigureAwait(false);
        _sessions.Remember(target.Connection, status);
        if (status.State is not (ConnectionState.Active or ConnectionState.Degraded))
        {
            await HasFailedAsync(target, status, cancellationToken).ConfigureAwait(false);
            return status.Problem?.Code.ToString() ?? status.State.ToString();
        }

        _retries.TryRemove(target.Connection, out _);
        if ((_wanted.Contains(target.Connection) || status.CallConnectBy is not null) && !_held.ContainsKey(target.Connection))
            await HoldAsync(target.Connection, cancellationToken).ConfigureAwait(false);
        return status.Problem?.Code.ToString();
    }

    private async Task HasFailedAsync(WorkTarget target, ConnectionStatus status, CancellationToken cancellationToken)
    {
        var pause = _retries.TryGetValue(target.Connection, out var before) ? before.Pause * 2 : Every;
        if (pause > LongestPause) pause = LongestPause;
        _retries[target.Connection] = (Context.Now + pause, pause);
        HostingLog.NotOpen(Context.Logger, target.Connection.Value, status.State, status.Problem?.Code, pause.TotalSeconds);
        if (await _store!.FindAsync(target.Connection, cancellationToken).ConfigureAwait(false) is { } stored)
            _notices.Tell(stored, Stopping);
    }

    // A lease keeps it alive: whoever holds one is spared the broker's own times.
    private async Task HoldAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Context.Options.CheckDeadline, Context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var lease = await _live.LeaseAsync(connection, either.Token).ConfigureAwait(false);
        if (!_held.TryAdd(connection, lease)) await lease.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<IReadOnlySet<ConnectionId>> WantedAsync(Dictionary<ConnectionId, StoredConnection> usable, HashSet<ConnectionId> registered, CancellationToken stop)
    {
        var unknown = await _orders.ListUnknownAsync(account: null, stop).ConfigureAwait(false);
        var wanted = unknown.Select(entry => entry.Account.Connection).Where(connection => usable.ContainsKey(connection) || registered.Contains(connection)).ToHashSet();
        wanted.UnionWith(usable.Values.Where(connection => _sessions.Contains(connection.Connection) || Context.Options.KeepOpen(connection)).Select(connection => connection.Connection));
        wanted.UnionWith(registered.Where(_sessions.Contains));
        return wanted;
    }

    private async Task ReleaseAsync()
    {
        foreach (var connection in _held.Keys.Where(connection => !_wanted.Contains(connection)))
        {
            if (_held.TryRemove(connection, out var lease)) await lease.DisposeAsync().ConfigureAwait(false);
        }

        // What is gone, or waits for a person, has no pause to sit out when it comes back.
        foreach (var connection in _retries.Keys.Where(connection => _live.Find(connection) is null)) _retries.TryRemove(connection, out _);
    }

    // A reading, or its user, was faster than the pause.
    private bool HasRecovered(StoredConnection connection) =>
        _retries.TryGetValue(connection.Connection, out var retry) && (connection.LastSyncAt > retry.At - retry.Pause || connection.LoggedInAt > retry.At - retry.Pause);

    private WorkTarget? TargetOf(ConnectionId connection) => _live.Find(connection) is { } info ? new WorkTarget(connection, info.Broker) : null;
}
