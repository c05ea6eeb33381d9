using System.Collections.Concurrent;
using Brokerage.Markets;

namespace Brokerage.Hosting;

/// <summary>Reads connections into the stores, those first that wait longest.</summary>
internal sealed class PortfolioSynchronizer : BackgroundWorker
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly LoginNotices _notices;
    private readonly OpenSessions _sessions;
    private readonly IConnectionStore? _store;
    private readonly IConnectionUpkeep? _upkeep;
    private readonly BrokerRounds _rounds;

    // A connection that fails waits for its turn like the others.
    private readonly ConcurrentDictionary<ConnectionId, DateTimeOffset> _triedAt = new();

    public PortfolioSynchronizer(WorkContext context, LoginNotices notices, OpenSessions sessions, IConnectionStore? store = null, IConnectionUpkeep? upkeep = null)
        : base("sync", context)
    {
        (_notices, _sessions, _store, _upkeep) = (notices, sessions, store, upkeep);
        _rounds = new BrokerRounds("sync", context, SyncAsync);
    }

    internal override bool IsIdle(BrokerId? but = null) => _rounds.AreOver(but) && _notices.IsIdle;

    /// <summary>The pause between two looks who is due; each connection has its own time.</summary>
    protected override TimeSpan Every => Context.Options.SyncEvery is var every && every < LongestPause ? every : LongestPause;

    protected override async Task LookAsync(CancellationToken stop)
    {
        var now = Context.Now;
        var every = Context.Options.Calendar.IsOpen(now) ? Context.Options.SyncEvery : Context.Options.SyncEveryWhileClosed;
        if (_store is null || _upkeep is null || every == Timeout.InfiniteTimeSpan) return;

        var connections = await StoredConnectionRules.ListAsync(_store, stop).ConfigureAwait(false);
        Forget(connections);
        var due = connections
            .Where(connection => connection.State != ConnectionState.Disabled && StoredConnectionRules.IsSettled(connection, now) && now - LastTurn(connection, now) >= every)
            .OrderBy(connection => LastTurn(connection, now)).ThenBy(connection => connection.ConnectedAt);
        _rounds.Begin(due.Select(WorkTarget.Of), every, stop);
    }

    protected override async Task EndAsync()
    {
        await _rounds.DrainAsync().ConfigureAwait(false);
        await _notices.DrainAsync().ConfigureAwait(false);
    }

    private async Task<string?> SyncAsync(WorkTarget target, CancellationToken cancellationToken)
    {
        _triedAt[target.Connection] = Context.Now;
        var sync = await _upkeep!.SyncAsync(target.Connection, Context.Options.SyncDeadline, cancellationToken).ConfigureAwait(false);
        _sessions.Remember(target.Connection, sync.Status);
        if (!StoredConnectionRules.NeedsPerson(sync.Connection)) Context.States.Read(target.Broker, succeeded: sync.Accounts > 0 || sync.IsComplete);
        _notices.Tell(sync.Connection, Stopping);
        return sync.Failures is [var failure, ..] ? failure.Error.Code.ToString() : null;
    }

    private DateTimeOffset LastTurn(StoredConnection connection, DateTimeOffset now)
    {
        var last = connection.LastSyncAt ?? DateTimeOffset.MinValue;
        if (_triedAt.TryGetValue(connection.Connection, out var tried) && tried > last) last = tried;
        // Who has just logged in wants to see something. And what a clock has dated that was ahead and was set right is no turn that he had.
        return connection.LoggedInAt > last || last > now ? DateTimeOffset.MinValue : last;
    }

    private void Forget(IReadOnlyList<StoredConnection> connections)
    {
        var known = connections.Select(connection => connection.Connection).ToHashSet();
        foreach (var gone in _triedAt.Keys.Where(connection => !known.Contains(connection))) _triedAt.TryRemove(gone, out _);
    }
}
