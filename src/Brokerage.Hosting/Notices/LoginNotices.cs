using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Brokerage.Hosting;

/// <summary>Tells users in time that they have to log in again, each once for each login.</summary>
internal sealed class LoginNotices(
    INotificationSink sink, IWorkLeases leases, IOptions<BackgroundWorkOptions> options, TimeProvider time, HostingMeters meters, ILogger<LoginNotices> logger, INoticeStore? store = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Remembered = TimeSpan.FromDays(30);

    private readonly INoticeStore _store = store ?? new MemoryNoticeStore();

    // Until when notices that stand are remembered, as far as this process knows.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    /// <summary>Tells what is due about a connection, if anything. What a sink fails with is logged, and tried again at the next call.</summary>
    public async Task TellAsync(StoredConnection connection, CancellationToken cancellationToken)
    {
        if (NoticeFor(connection, time.GetUtcNow(), options.Value.RenewAhead) is not { } notice) return;
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
            HostingLog.NoticeFailed(logger, notice.Connection.Connection.Value, exception);
            return false;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
