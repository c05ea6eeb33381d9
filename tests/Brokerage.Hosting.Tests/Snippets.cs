using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Brokerage.Hosting.Tests;

/// <summary>The code of docs/hosting.md, which a test compares with its text.</summary>
internal static class Snippets
{
    public static void Register(HostApplicationBuilder builder)
    {
        #region hosting-services
        builder.Services.AddBrokerage()
            .AddSignIn(new FixedKeyProvider(VaultKey.FromBase64("2026-11", builder.Configuration["VaultKey"]!)))
            .AddBackgroundWork(options => options.SyncEvery = TimeSpan.FromMinutes(5));
        builder.Services.AddSingleton<INotificationSink, MailToUsers>();
        builder.Services.AddHealthChecks().AddBrokerage();
        #endregion
    }

    public static async Task<IReadOnlyList<string>> ReadAsync(IServiceProvider services, ConnectionId connection, CancellationToken cancellationToken)
    {
        List<string> lines = [];

        #region hosting-read
        var store = services.GetRequiredService<IHoldingsStore>();
        foreach (var account in await store.ListAsync(connection, cancellationToken))
        {
            // null: never read as a whole. An empty list of positions means nothing then.
            if (account.PositionsAsOf is not { } asOf) continue;
            var note = account.StaleSince is { } since ? $", not readable since {since:u} ({account.Problem})" : "";
            lines.Add($"{account.Account.Account}: {account.Positions.Count} positions as of {asOf.Received:u}{note}");
        }
        #endregion

        return lines;
    }
}

internal sealed class Outbox
{
    public List<(string Key, string To, string Text)> Lines { get; } = [];

    public Task AddOnceAsync(string key, string to, string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Lines.Any(line => line.Key == key)) Lines.Add((key, to, text));
        return Task.CompletedTask;
    }
}

#region hosting-sink
internal sealed class MailToUsers(Outbox outbox) : INotificationSink
{
    public Task NotifyAsync(ConnectionNotice notice, CancellationToken cancellationToken = default)
    {
        if (notice.Connection.User is not { } user) return Task.CompletedTask;
        var name = notice.Connection.Nickname ?? notice.Connection.Broker.Value;
        var text = notice.Kind == NoticeKind.LoginEndsSoon ? $"Log in at {name} again before {notice.By:f} UTC." : $"{name} needs you to log in again.";
        return outbox.AddOnceAsync(key: notice.Id, to: user, text, cancellationToken);
    }
}
#endregion

#region hosting-leases
internal sealed class FileLeases(string folder) : IWorkLeases
{
    public ValueTask<IWorkLease?> TryTakeAsync(string work, CancellationToken cancellationToken = default)
    {
        try
        {
            // The file belongs to one process at a time, and to nobody once that is dead.
            var path = Path.Combine(folder, Uri.EscapeDataString(work) + ".lock");
            return new(new Lease(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)));
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Somebody else has it. Without its folder nobody would have anything, so that is said.
            return new((IWorkLease?)null);
        }
    }

    private sealed class Lease(FileStream file) : IWorkLease
    {
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }
}
#endregion
