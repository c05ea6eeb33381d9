using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Brokerage.Hosting;

/// <summary>
/// Tells users in time that they have to log in again, each once for each login; beside the work that finds it out, so that a sink that hangs holds up
/// nobody's readings. Thread-safe.
/// </summary>
internal sealed class LoginNotices(
    INotificationSink sink, IWorkLeases leases, IOptions<BackgroundWorkOptions> options, TimeProvider time, HostingMeters meters, ILogger<LoginNotices> logger, INoticeStore? store = null)
    : IDisposable
{
    private const int AtOnce = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Remembered = TimeSpan.FromDays(30), LongestSilence = TimeSpan.FromHours(1);

    private readonly INoticeStore _store = store ?? new MemoryNoticeStore();
    private readonly SemaphoreSlim _slots = new(AtOnce, AtOnce);
    private readonly ConcurrentDictionary<ConnectionId, Task> _telling = new();

    // Until when notices that stand are remembered, as far as this process knows.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);
    private long _silentUntil;

    /// <summary>Whether nobody is being told anything.</summary>
    public bool IsIdle => _telling.IsEmpty;

    /// <summary>
    /// Begins to tell what is due about a connection, if anything. What a sink fails with is logged, and tried again at the next call; one that does not
    /// answer is left in peace until <see cref="Resume"/>.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="stop">Ends it.</param>
    public void Tell(StoredConnection connection, CancellationToken stop)
    {
        if (NoticeFor(connection, time.GetUtcNow(), options.Value.RenewAhead) is not { } notice) return;
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_telling.TryAdd(connection.Connection, told.Task)) _ = TellInTurnAsync(notice, told, stop);
    }

    /// <summary>A sink that did not answer may do so now.</summary>
    public void Resume() => Volatile.Write(ref _silentUntil, 0);

    /// <summary>Waits until everybody was told who is being told now.</summary>
    public Task DrainAsync() => Task.WhenAll(_telling.Values);

    public void Dispose() => _slots.Dispose();

    private async Task TellInTurnAsync(ConnectionNotice notice, TaskCompletionSource told, CancellationToken stop)
    {
        try
        {
            await _slots.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                if (time.GetUtcNow().UtcTicks >= Volatile.Read(ref _silentUntil)) await TellAsync(notice, stop).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops.
        }
#pragma warning disable CA1031 // A store that is down for a moment: the next look tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            HostingLog.NoticeFailed(logger, notice.Connection.Connection.Value, exception);
        }
        finally
        {
            _telling.TryRemove(notice.Connection.Connection, out _);
            told.SetResult();
        }
    }

    private async Task TellAsync(ConnectionNotice notice, CancellationToken cancellationToken)
    {
        var lease = await leases.TryTakeAsync("notice/" + notice.Id, cancellationToken).ConfigureAwait(false);
        if (lease is null) return;
        await using (lease.ConfigureAwait(false))
        {
            if (await _store.WasGivenAsync(notice.Id, cancellationToken).ConfigureAwait(false)) await RememberOnAsync(notice).ConfigureAwait(false);
            // After telling: who is told twice is better off than who is never told.
            else if (await TryTellAsync(notice, cancellationToken).ConfigureAwait(false)) await RememberAsync(notice).ConfigureAwait(false);
        }
    }

    public ValueTask ForgetEndedAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var (notice, until) in _until)
        {
            if (until <= now) _until.TryRemove(notice, out _);
        }

        return _store.DeleteEndedAsync(now, cancellationToken);
    }

    internal static ConnectionNotice? NoticeFor(StoredConnection connection, DateTimeOffset now, TimeSpan ahead)
    {
        if (connection.State == ConnectionState.Disabled) return null;
        var by = connection.PersonNeededBy;
        if (connection.State is ConnectionState.NeedsLogin or ConnectionState.Revoked || by <= now)
            return Make(NoticeKind.LoginNeeded, connection, connection.LoggedInAt, by: null);

        // A login that lasts a day ends "within 24 hours" from its first moment: then half of it is early enough.
        var half = (by - connection.LoggedInAt) / 2;
        return by - (half < ahead ? half : ahead) <= now ? Make(NoticeKind.LoginEndsSoon, connection, by!.Value, by) : null;
    }

    private static ConnectionNotice Make(NoticeKind kind, StoredConnection connection, DateTimeOffset window, DateTimeOffset? by) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{(kind == NoticeKind.LoginNeeded ? "login-needed" : "login-ends")}/{connection.Connection.Value}/{window.UtcTicks}"),
        Kind = kind,
        Connection = connection,
        By = by,
    };

    // As long as it stands it must not be forgotten, and a write for each look is too many: one in a while, and one after a restart.
    private Task RememberOnAsync(ConnectionNotice notice) =>
        _until.TryGetValue(notice.Id, out var until) && until - time.GetUtcNow() > Remembered / 2 ? Task.CompletedTask : RememberAsync(notice);

    private async Task RememberAsync(ConnectionNotice notice)
    {
        var until = Later(notice.By ?? DateTimeOffset.MinValue, time.GetUtcNow()) + Remembered;
        await _store.AddAsync(notice.Id, until, CancellationToken.None).ConfigureAwait(false);
        _until[notice.Id] = until;
    }

    private async Task<bool> TryTellAsync(ConnectionNotice notice, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await sink.NotifyAsync(notice, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            meters.Told(notice.Kind);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The application's own code; whatever is wrong with it must not end the work for others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (patience.IsCancellationRequested) Volatile.Write(ref _silentUntil, (time.GetUtcNow() + LongestSilence).UtcTicks);
            HostingLog.NoticeFailed(logger, notice.Connection.Connection.Value, exception);
            return false;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
