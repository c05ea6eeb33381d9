using System.Globalization;
using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Brokerage.Hosting.Tests;

/// <summary>Tokens are renewed in time, and who must come back is told, once.</summary>
public sealed class LoginNoticeTests : IAsyncDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Day = TimeSpan.FromDays(1);

    private readonly HostScene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Tokens_that_end_within_a_day_are_renewed_at_the_hourly_look()
    {
        Renewable(TimeSpan.FromHours(30));
        await _scene.ConnectBeforeAsync();
        var host = await StartAsync();
        await _scene.AdvanceAsync(host, 5 * Hour);
        Assert.Equal(0, _scene.Broker.Refreshes);

        await _scene.AdvanceAsync(host, 2 * Hour);
        Assert.Equal(1, _scene.Broker.Refreshes);
        await _scene.AdvanceAsync(host, Day);
        Assert.InRange(_scene.Broker.Refreshes, 4, 5);
        Assert.Empty(_scene.Notices);
    }

    [Fact]
    public async Task Who_must_log_in_is_told_once_before_and_once_after_also_over_restarts_and_anew_for_the_next_login()
    {
        var connection = await _scene.ConnectBeforeAsync();
        var host = await StartAsync();
        await _scene.AdvanceAsync(host, (6 * Day) - (2 * Hour));
        Assert.Empty(_scene.Notices);

        await _scene.AdvanceAsync(host, 4 * Hour);
        var soon = Assert.Single(_scene.Notices);
        Assert.Equal((NoticeKind.LoginEndsSoon, connection.PersonNeededBy, "ann"), (soon.Kind, soon.By, soon.Connection.User));

        await host.StopAsync(HostScene.Token);
        host = await StartAsync();
        await _scene.AdvanceAsync(host, 12 * Hour);
        Assert.Single(_scene.Notices);

        await _scene.AdvanceAsync(host, 12 * Hour);
        await host.StopAsync(HostScene.Token);
        host = await StartAsync();
        await _scene.AdvanceAsync(host, 12 * Hour);
        Assert.Equal([NoticeKind.LoginEndsSoon, NoticeKind.LoginNeeded], _scene.Notices.Select(notice => notice.Kind));
        Assert.Equal(ConnectionState.NeedsLogin, (await _scene.StoredAsync(connection)).State);

        await _scene.ConnectAsync(host, renews: connection.Connection);
        await _scene.AdvanceAsync(host, 5 * Day);
        Assert.Equal(2, _scene.Notices.Count);
        await _scene.AdvanceAsync(host, 3 * Day);
        Assert.Equal(4, _scene.Notices.Select(notice => notice.Id).Distinct().Count());
        Assert.Equal(4, _scene.Notices.Count);
    }

    [Fact]
    public async Task Who_does_not_log_in_for_months_is_not_told_again_and_again()
    {
        await NeedsLoginAsync("ann");
        var host = await StartAsync(options => options.RenewEvery = Day);
        await _scene.SettleAsync(host);
        for (var day = 0; day < 100; day++)
        {
            _scene.Time.Advance(Day);
            await _scene.SettleAsync(host);
            if (day != 40) continue;
            await host.StopAsync(HostScene.Token);
            host = await StartAsync(options => options.RenewEvery = Day);
            await _scene.SettleAsync(host);
        }

        Assert.Single(_scene.Notices);
    }

    [Fact]
    public async Task A_sink_that_fails_or_hangs_is_asked_again_and_holds_up_nobody_else()
    {
        List<StoredConnection> connections = [];
        foreach (var user in (string[])["ann", "bob"]) connections.Add(await NeedsLoginAsync(user));
        var (asked, hangs) = (0, new TaskCompletionSource());
        _scene.OnNotice = () => Interlocked.Increment(ref asked) switch
        {
            1 => throw new IOException("No mail goes out."),
            2 => hangs.Task,
            _ => Task.CompletedTask,
        };
        var host = await StartAsync(options => options.ConnectionsAtOnce = 1);
        await Waiting.UntilAsync(() => asked == 2);
        _scene.Time.Advance(TimeSpan.FromSeconds(30));
        await _scene.SettleAsync(host);
        Assert.Empty(_scene.Notices);

        await _scene.AdvanceAsync(host, Hour);
        Assert.Equal(["ann", "bob"], _scene.Notices.Select(notice => notice.Connection.User!).Order());
        await _scene.AdvanceAsync(host, 3 * Hour);
        Assert.Equal((2, 4), (_scene.Notices.Count, asked));
        Assert.Equal(2, _scene.Log.At(LogLevel.Warning).Count(line => line.Contains("could not be told", StringComparison.Ordinal)));
        hangs.SetException(new IOException("Too late."));
    }

    [Fact]
    public async Task A_sink_that_hangs_holds_up_no_reading_and_is_left_in_peace_until_the_next_hour()
    {
        for (var i = 0; i < 12; i++) await NeedsLoginAsync("user " + i);
        var connection = await _scene.ConnectBeforeAsync();
        var asked = 0;
        var hangs = new TaskCompletionSource();
        _scene.OnNotice = () =>
        {
            Interlocked.Increment(ref asked);
            return hangs.Task;
        };
        var host = await _scene.StartAsync(options => options.ConnectionsAtOnce = 2);

        // Not a moment has gone.
        await Waiting.UntilAsync(() => _scene.StoredAsync(connection).Result.LastSyncAt is not null && Volatile.Read(ref asked) == 4);
        for (var minute = 0; minute < 50; minute++)
        {
            _scene.Time.Advance(TimeSpan.FromMinutes(1));
            await _scene.SettleAsync(host);
        }

        Assert.Equal(4, asked);
        Assert.True(_scene.Time.GetUtcNow() - (await _scene.StoredAsync(connection)).LastSyncAt <= TimeSpan.FromMinutes(6));
        _scene.OnNotice = null;
        await _scene.AdvanceAsync(host, 2 * Hour);
        Assert.Equal(12, _scene.Notices.Count);
        hangs.SetException(new IOException("Too late."));
    }

    [Fact]
    public async Task An_adapter_that_never_answers_costs_its_other_users_no_renewal()
    {
        Renewable(TimeSpan.FromHours(2));
        await _scene.ConnectBeforeAsync(user: "ann");
        await _scene.ConnectBeforeAsync(user: "bob");
        var never = new TaskCompletionSource();
        var hung = 0;
        _scene.Broker.BeforeRefresh = () => Interlocked.Increment(ref hung) == 1 ? never.Task : Task.CompletedTask;
        var host = await StartAsync(options => options.ConnectionsAtOnce = 1);
        try
        {
            await Waiting.UntilAsync(() => hung == 1);
            await Waiting.UntilAsync(() => hung == 2, () => _scene.Time.Advance(TimeSpan.FromSeconds(5)));
            await _scene.SettleAsync(host);

            Assert.Contains(_scene.Log.At(LogLevel.Warning), line => line.Contains("could not be renewed: Timeout", StringComparison.Ordinal));
        }
        finally
        {
            never.SetCanceled(HostScene.Token);
        }
    }

    [Fact]
    public async Task A_login_that_a_reading_finds_ended_is_told_without_waiting_for_the_hour()
    {
        var connection = await _scene.ConnectBeforeAsync();
        _scene.Broker.Prepare = made => made.OnAccounts = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.AuthRevoked));
        var host = await _scene.StartAsync();
        await _scene.SettleAsync(host);

        Assert.Equal((NoticeKind.LoginNeeded, connection.Connection), (Assert.Single(_scene.Notices).Kind, _scene.Notices[0].Connection.Connection));
    }

    [Theory]
    [InlineData("7.00:00", "5.23:00", null)]
    [InlineData("7.00:00", "6.01:00", NoticeKind.LoginEndsSoon)]
    [InlineData("7.00:00", "7.00:00", NoticeKind.LoginNeeded)]
    [InlineData("0.12:00", "0.05:00", null)] // a login that lasts half a day is not about to end from its first moment on
    [InlineData("0.12:00", "0.07:00", NoticeKind.LoginEndsSoon)]
    public void The_window_is_a_day_or_half_of_a_shorter_login(string lasts, string gone, NoticeKind? kind)
    {
        var start = _scene.Time.GetUtcNow();
        var connection = Stored("c") with { LoggedInAt = start, PersonNeededBy = start + TimeSpan.Parse(lasts, CultureInfo.InvariantCulture) };

        Assert.Equal(kind, LoginNotices.NoticeFor(connection, start + TimeSpan.Parse(gone, CultureInfo.InvariantCulture), Day)?.Kind);
    }

    [Fact]
    public void A_connection_that_is_switched_off_or_lasts_is_nobody_s_affair()
    {
        var connection = Stored("c");
        Assert.Null(LoginNotices.NoticeFor(connection, _scene.Time.GetUtcNow(), Day));
        Assert.Null(LoginNotices.NoticeFor(connection with { State = ConnectionState.Disabled, PersonNeededBy = _scene.Time.GetUtcNow() }, _scene.Time.GetUtcNow(), Day));
        Assert.Equal(NoticeKind.LoginNeeded, LoginNotices.NoticeFor(connection with { State = ConnectionState.Revoked }, _scene.Time.GetUtcNow(), Day)?.Kind);
    }

    [Fact]
    public async Task Without_a_sink_the_log_says_it()
    {
        var connection = await NeedsLoginAsync("ann");
        var host = await StartAsync(more: services => services.AddSingleton<INotificationSink, LogNotificationSink>());
        await _scene.SettleAsync(host);

        Assert.Contains(_scene.Log.At(LogLevel.Warning), line => line.Contains(connection.Connection.Value, StringComparison.Ordinal) && line.Contains("has to log in", StringComparison.Ordinal));
    }

    // Tokens alone, so that months pass quickly.
    private Task<IHost> StartAsync(Action<BackgroundWorkOptions>? configure = null, Action<IServiceCollection>? more = null) => _scene.StartAsync(
        options =>
        {
            options.SyncEvery = options.CheckEvery = options.RotateKeysEvery = Timeout.InfiniteTimeSpan;
            options.ReleaseQueuedOrders = false;
            configure?.Invoke(options);
        },
        more);

    private async Task<StoredConnection> NeedsLoginAsync(string user)
    {
        var connection = await _scene.ConnectBeforeAsync(user: user);
        Assert.True(await _scene.Connections.TryUpdateAsync(connection with { State = ConnectionState.NeedsLogin }, HostScene.Token));
        return connection;
    }

    private void Renewable(TimeSpan life)
    {
        _scene.Broker.Life = secrets => new TokenLife { Renewal = Renewal.Replace, RenewBy = secrets.IssuedAt + life };
        _scene.Broker.Refresh = secrets => new RefreshResult.Renewed(new ConnectionSecrets
        {
            Scheme = secrets.Scheme,
            Values = secrets.Values,
            LoggedInAt = secrets.LoggedInAt,
            IssuedAt = _scene.Time.GetUtcNow(),
            Subject = secrets.Subject,
        });
    }

    private static StoredConnection Stored(string id) => new()
    {
        Connection = ConnectionId.Parse(id),
        User = "ann",
        Broker = BrokerId.Parse("fake"),
        Environment = "paper",
        Application = "app",
        Access = ConnectionAccess.ReadOnly,
        State = ConnectionState.Active,
        ConnectedAt = Make.Noon,
        LoggedInAt = Make.Noon,
    };
}
