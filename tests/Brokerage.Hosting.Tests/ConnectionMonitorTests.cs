using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Brokerage.Hosting.Tests;

/// <summary>What should be connected is connected, and nothing else.</summary>
public sealed class ConnectionMonitorTests : IAsyncDisposable
{
    private readonly HostScene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task What_was_lost_is_tried_again_with_growing_pauses_until_it_is_back()
    {
        var connection = await _scene.ConnectBeforeAsync();
        await ChangeAsync(connection, stored => stored with { State = ConnectionState.Error });
        List<TimeSpan> tries = [];
        var (began, isDown) = (_scene.Time.GetUtcNow(), true);
        _scene.Broker.Prepare = made => made.OnConnect = _ =>
        {
            tries.Add(_scene.Time.GetUtcNow() - began);
            return isDown ? throw new BrokerageException(Make.Error(BrokerageErrorCode.ConnectionFailed)) : Task.FromResult(FakeConnection.Status());
        };
        var host = await StartAsync();
        await _scene.SettleAsync(host);
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(30));

        Assert.Equal([0, 30, 90, 210, 450, 930], tries.Select(at => at.TotalSeconds));
        isDown = false;
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(15));
        Assert.Equal((ConnectionState.Active, null), ((await _scene.StoredAsync(connection)).State, (await _scene.StoredAsync(connection)).Problem));

        // All is well: nobody asks the broker any more, and the connection may fall asleep.
        var asked = tries.Count;
        await _scene.AdvanceAsync(host, TimeSpan.FromHours(1));
        Assert.Equal((asked, 1), (tries.Count, _scene.Broker.Made[^1].Disposals));
    }

    [Fact]
    public async Task Who_logs_in_again_does_not_sit_out_a_pause()
    {
        var connection = await _scene.ConnectBeforeAsync();
        await ChangeAsync(connection, stored => stored with { State = ConnectionState.Error });
        var (isDown, calls) = (true, 0);
        _scene.Broker.Prepare = made => made.OnConnect = _ =>
        {
            calls++;
            return isDown ? throw new BrokerageException(Make.Error(BrokerageErrorCode.ConnectionFailed)) : Task.FromResult(FakeConnection.Status());
        };
        var host = await StartAsync(options => options.KeepOpen = _ => true);
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(20));
        var before = calls;

        isDown = false;
        await _scene.ConnectAsync(host, renews: connection.Connection);
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(1));
        Assert.Equal(before + 1, calls);
        Assert.Equal([connection.Connection], InUse(host));
    }

    [Fact]
    public async Task A_broker_that_wants_to_be_called_is_called_in_time_though_nobody_uses_the_connection()
    {
        var connection = await _scene.ConnectBeforeAsync();
        var (callBy, late, calls) = (DateTimeOffset.MaxValue, 0, 0);
        _scene.Broker.Prepare = made => made.OnConnect = _ =>
        {
            calls++;
            if (_scene.Time.GetUtcNow() > callBy) late++;
            callBy = _scene.Time.GetUtcNow().AddMinutes(2);
            return Task.FromResult(FakeConnection.Status(callBy: callBy));
        };
        var host = await _scene.StartAsync(options => options.SyncEvery = options.SyncEveryWhileClosed = TimeSpan.FromDays(1));
        await _scene.SettleAsync(host);
        await _scene.AdvanceAsync(host, TimeSpan.FromHours(2));

        Assert.Equal(0, late);
        Assert.InRange(calls, 60, 100);

        // A login that has ended is held by nobody.
        await ChangeAsync(connection, stored => stored with { State = ConnectionState.NeedsLogin });
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(1));
        Assert.Empty(InUse(host));
    }

    [Fact]
    public async Task What_the_application_wants_open_stays_open_until_its_user_ends_it()
    {
        var wanted = await _scene.ConnectBeforeAsync();
        await _scene.ConnectBeforeAsync(user: "bob");
        var host = await StartAsync(options => options.KeepOpen = connection => connection.Connection == wanted.Connection);
        await _scene.SettleAsync(host);
        await _scene.AdvanceAsync(host, TimeSpan.FromHours(1));
        Assert.Equal([wanted.Connection], InUse(host));
        Assert.Equal(1, _scene.Broker.Made[^1].Connects);

        await host.Services.GetRequiredService<ISignInManager>().DisconnectAsync("ann", wanted.Connection, HostScene.Token);
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(1));
        Assert.Equal(1, _scene.Broker.Made[^1].Disposals);
    }

    [Fact]
    public async Task A_connection_with_an_order_of_unknown_outcome_stays_open_until_it_is_known()
    {
        var connection = await _scene.ConnectBeforeAsync();
        _scene.Broker.Prepare = made => ((ScriptedTrading)made.Trading!).OnSubmit = (order, _) => Task.FromResult(ScriptedTrading.Unknown(order));
        var host = await StartAsync();
        var orders = host.Services.GetRequiredService<IOrderService>();
        var account = new AccountRef(connection.Connection, connection.Broker, AccountId.Parse("A1"));
        var intent = Make.Limit(account);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await orders.PlaceAsync(intent, HostScene.Token));

        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(30));
        Assert.Equal([connection.Connection], InUse(host));

        await orders.ResolveAsync(intent.ClientOrderId, new OrderDecision.NotPlaced(), "ann", "It is not in the list at the broker.", HostScene.Token);
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(1));
        Assert.Empty(InUse(host));
    }

    [Fact]
    public async Task Every_piece_of_work_goes_on_for_the_others_when_one_connection_fails_it()
    {
        var store = new FailingConnections(_scene.Connections);
        _scene.Connections = store;
        var damaged = await _scene.ConnectBeforeAsync();
        var others = await _scene.ConnectBeforeAsync(user: "bob");
        await ChangeAsync(damaged, stored => stored with { State = ConnectionState.Error });
        await ChangeAsync(others, stored => stored with { State = ConnectionState.Error });
        store.Damaged = damaged.Connection;
        var host = await _scene.StartAsync();
        await _scene.SettleAsync(host);
        await _scene.AdvanceAsync(host, TimeSpan.FromHours(2));

        var bobs = await _scene.StoredAsync(others);
        Assert.Equal(ConnectionState.Active, bobs.State);
        Assert.True(_scene.Time.GetUtcNow() - bobs.LastSyncAt < TimeSpan.FromMinutes(6));
        Assert.All(
            (string[])["renew", "sync", "check"],
            work => Assert.Contains(_scene.Log.At(LogLevel.Error), line => line.Contains($"'{work}'", StringComparison.Ordinal) && line.Contains(damaged.Connection.Value, StringComparison.Ordinal)));
        Assert.All(host.Services.GetServices<IHostedService>().OfType<BackgroundWorker>(), worker => Assert.False(worker.ExecuteTask!.IsCompleted));
    }

    [Fact]
    public async Task A_sign_in_that_is_under_way_is_left_alone()
    {
        var connection = await _scene.ConnectBeforeAsync();
        await ChangeAsync(connection, stored => stored with { State = ConnectionState.Pending });
        await _scene.Secrets.DeleteAsync(connection.Connection, HostScene.Token);
        var host = await _scene.StartAsync();
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(1));

        Assert.Equal(ConnectionState.Pending, (await _scene.StoredAsync(connection)).State);
        Assert.Empty(_scene.Notices);

        // It was given up.
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(5));
        Assert.Equal(ConnectionState.NeedsLogin, (await _scene.StoredAsync(connection)).State);
        Assert.Single(_scene.Notices);
    }

    private static IReadOnlyList<ConnectionId> InUse(IHost host) => host.Services.GetRequiredService<IConnectionUpkeep>().ListInUse();

    // Without readings, which open connections too.
    private Task<IHost> StartAsync(Action<BackgroundWorkOptions>? configure = null) => _scene.StartAsync(options =>
    {
        options.SyncEvery = Timeout.InfiniteTimeSpan;
        configure?.Invoke(options);
    });

    private async Task ChangeAsync(StoredConnection connection, Func<StoredConnection, StoredConnection> change) =>
        Assert.True(await _scene.Connections.TryUpdateAsync(change(await _scene.StoredAsync(connection)), HostScene.Token));
}
