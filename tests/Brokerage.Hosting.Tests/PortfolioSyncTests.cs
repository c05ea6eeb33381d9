using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Brokerage.Hosting.Tests;

public sealed class PortfolioSyncTests : IAsyncDisposable
{
    private const int Rows = 250;

    private readonly HostScene _scene = new("a", "b", "c", "d", "e");

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task While_one_broker_is_dead_the_rest_of_a_user_s_portfolio_is_there_within_the_deadline()
    {
        List<StoredConnection> connections = [];
        foreach (var broker in _scene.Brokers.Keys)
        {
            Holds(broker, Rows / 2);
            connections.Add(await _scene.ConnectBeforeAsync(broker));
        }

        // It takes calls and never answers, and does not listen when it is told to stop.
        var silence = new TaskCompletionSource<Snapshot<Account>>();
        _scene.Brokers["c"].Prepare = made => made.OnAccounts = _ => silence.Task;
        var host = await _scene.StartAsync();
        var (dead, rest) = (connections[2], connections.Where((_, index) => index != 2).ToList());

        // Not a moment of the deadline has gone when all others are read: nobody waits for the dead one.
        var began = _scene.Time.GetUtcNow();
        await Waiting.UntilAsync(() => rest.All(connection => _scene.StoredAsync(connection).Result.LastSyncAt is not null));
        Assert.Equal(began, _scene.Time.GetUtcNow());
        Assert.Equal(1000, (await Task.WhenAll(rest.Select(_scene.PositionsOfAsync))).Sum());

        // They go on being read while it stays dead, round after round.
        for (var minute = 0; minute < 30; minute++)
        {
            await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(1), but: "c");
            foreach (var connection in rest) Assert.True(_scene.Time.GetUtcNow() - (await _scene.StoredAsync(connection)).LastSyncAt <= TimeSpan.FromMinutes(6));
        }

        await Waiting.UntilAsync(() => _scene.StoredAsync(dead).Result is { LastSyncAt: null, Problem: BrokerageErrorCode.Timeout, State: ConnectionState.Active });
        silence.SetCanceled(HostScene.Token);
    }

    [Fact]
    public async Task A_partial_reading_never_empties_what_is_kept_and_the_next_whole_one_heals_it()
    {
        Holds("a", 3);
        var connection = await _scene.ConnectBeforeAsync("a");
        var host = await _scene.StartAsync();
        await _scene.SettleAsync(host);
        Assert.Equal(6, await _scene.PositionsOfAsync(connection));

        foreach (var partial in (Func<AccountRef, Snapshot<Position>>[])
        [
            account => Snapshot<Position>.Partial([], [new ItemFailure("all", Make.Error(BrokerageErrorCode.UnexpectedResponse))], Now),
            _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.RateLimited)),
            _ => throw new InvalidOperationException("A defect of the adapter."),
        ])
        {
            Holds("a", partial);
            await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(6));
            Assert.Equal(6, await _scene.PositionsOfAsync(connection));
            Assert.All(await _scene.Holdings.ListAsync(connection.Connection, HostScene.Token), holdings => Assert.NotNull(holdings.StaleSince));
        }

        Holds("a", 1);
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(6));
        Assert.Equal(2, await _scene.PositionsOfAsync(connection));
        Assert.All(await _scene.Holdings.ListAsync(connection.Connection, HostScene.Token), holdings => Assert.Null(holdings.StaleSince));
    }

    [Fact]
    public async Task Connections_are_read_every_five_minutes_while_the_market_is_open_and_every_hour_while_it_is_closed()
    {
        var reads = 0;
        await _scene.ConnectBeforeAsync("a");
        _scene.Brokers["a"].Prepare = made =>
        {
            var told = made.OnAccounts;
            made.OnAccounts = token =>
            {
                // Whoever waits for an answer goes first.
                Assert.Equal(CallPriority.Background, BrokerageCall.Priority);
                Interlocked.Increment(ref reads);
                return told(token);
            };
        };
        var host = await _scene.StartAsync();
        await _scene.SettleAsync(host);
        Assert.Equal(1, reads);

        // 9:30 to 16:00 in New York, six and a half hours.
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(60));
        Assert.Equal(13, reads);
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(330));
        var atClose = reads;
        await _scene.AdvanceAsync(host, TimeSpan.FromHours(10));
        Assert.InRange(reads - atClose, 9, 11);
    }

    [Fact]
    public async Task A_clock_that_was_ahead_and_was_set_right_costs_nobody_his_turn()
    {
        var connection = await _scene.ConnectBeforeAsync("a");
        Assert.True(await _scene.Connections.TryUpdateAsync(connection with { LastSyncAt = _scene.Time.GetUtcNow().AddDays(1) }, HostScene.Token));
        var host = await _scene.StartAsync();
        await _scene.SettleAsync(host);

        Assert.Equal(_scene.Time.GetUtcNow(), (await _scene.StoredAsync(connection)).LastSyncAt);
    }

    [Fact]
    public async Task Those_who_wait_longest_come_first_and_who_has_just_logged_in_before_them()
    {
        List<StoredConnection> connections = [];
        foreach (var user in (string[])["ann", "bob", "cy"]) connections.Add(await _scene.ConnectBeforeAsync("a", user));
        var ages = new[] { 10, 30, 20 };
        for (var i = 0; i < ages.Length; i++)
        {
            var synced = _scene.Time.GetUtcNow().AddMinutes(-ages[i]);
            var stored = await _scene.StoredAsync(connections[i]);
            Assert.True(await _scene.Connections.TryUpdateAsync(stored with { LastSyncAt = synced, LoggedInAt = synced.AddDays(-1), ConnectedAt = synced.AddDays(-1) }, HostScene.Token));
        }

        connections.Add(await _scene.ConnectBeforeAsync("a", "dan"));
        System.Collections.Concurrent.ConcurrentQueue<ConnectionId> order = new();
        _scene.Brokers["a"].Prepare = made =>
        {
            var told = made.OnAccounts;
            made.OnAccounts = token =>
            {
                order.Enqueue(made.Connection);
                return told(token);
            };
        };
        var host = await _scene.StartAsync(options => options.ConnectionsAtOnce = 1);
        await _scene.SettleAsync(host);

        Assert.Equal([connections[3], connections[1], connections[2], connections[0]], order.Select(id => connections.Single(connection => connection.Connection == id)));
    }

    [Fact]
    public async Task A_store_that_dies_in_the_middle_leaves_each_account_as_it_was_or_as_it_is_and_the_next_start_brings_the_rest()
    {
        Holds("a", 100);
        var connection = await _scene.ConnectBeforeAsync("a");
        var whole = _scene.Holdings;
        using (var first = await _scene.StartAsync())
        {
            await _scene.SettleAsync(first);
            await first.StopAsync(HostScene.Token);
        }

        for (var survives = 0; survives < 3; survives++)
        {
            var before = (await whole.ListAsync(connection.Connection, HostScene.Token)).ToDictionary(holdings => holdings.Account);
            Holds("a", 10 + survives);
            _scene.Time.Advance(TimeSpan.FromMinutes(10));
            _scene.Holdings = new DyingHoldings(whole, survives);
            using (var dying = await _scene.StartAsync())
            {
                await _scene.SettleAsync(dying);
                await dying.StopAsync(HostScene.Token);
            }

            var after = await whole.ListAsync(connection.Connection, HostScene.Token);
            Assert.Equal(2, after.Count);
            Assert.Equal(Math.Min(survives, 2), after.Count(holdings => holdings.Positions.Count == 10 + survives));
            Assert.All(after, holdings => Assert.True(holdings == before[holdings.Account] || (holdings.Positions.Count == 10 + survives && holdings.StaleSince is null)));
        }

        _scene.Holdings = whole;
        using var last = await _scene.StartAsync();
        await _scene.AdvanceAsync(last, TimeSpan.FromMinutes(6));
        Assert.Equal(24, await _scene.PositionsOfAsync(connection));
        await last.StopAsync(HostScene.Token);
    }

    [Fact]
    public async Task Health_tells_of_a_broker_that_cannot_be_read_and_of_a_store_that_fails_and_of_nobody_s_login()
    {
        var store = new FailingConnections(_scene.Connections);
        _scene.Connections = store;
        var connection = await _scene.ConnectBeforeAsync("a");
        var host = await _scene.StartAsync();
        await _scene.SettleAsync(host);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);

        Holds("a", _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable)));
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(20));
        var degraded = await HealthAsync(host);
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Contains("a", degraded.Entries["brokerage"].Description, StringComparison.Ordinal);

        Holds("a", 1);
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(6));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);

        store.IsDown = true;
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(2));
        Assert.Equal(HealthStatus.Unhealthy, (await HealthAsync(host)).Status);
        store.IsDown = false;
        await _scene.AdvanceAsync(host, TimeSpan.FromHours(1));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);

        Assert.True(await _scene.Connections.TryUpdateAsync(await _scene.StoredAsync(connection) with { State = ConnectionState.NeedsLogin }, HostScene.Token));
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(30));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);
    }

    [Fact]
    public async Task A_host_stops_in_the_middle_of_a_reading_at_once_and_leaves_nothing_running()
    {
        Holds("a", 5);
        var connection = await _scene.ConnectBeforeAsync("a");
        var asked = new TaskCompletionSource();
        _scene.Brokers["a"].Prepare = made => made.OnAccounts = async token =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        };
        var host = await _scene.StartAsync();
        await asked.Task.WaitAsync(HostScene.Token);

        await host.StopAsync(HostScene.Token);

        // One that had not even begun was cancelled.
        Assert.All(host.Services.GetServices<IHostedService>().OfType<BackgroundWorker>(), worker => Assert.True(worker.IsIdle() && worker.ExecuteTask is { IsCompleted: true, IsFaulted: false }));
        Assert.Empty(host.Services.GetRequiredService<IConnectionUpkeep>().ListInUse());
        Assert.Null((await _scene.StoredAsync(connection)).Problem);
        Assert.Empty(_scene.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task Two_hosts_that_share_leases_read_each_connection_once()
    {
        var reads = 0;
        _scene.Brokers["a"].Prepare = made => made.OnPositions = (account, _) =>
        {
            Interlocked.Increment(ref reads);
            return Task.FromResult(Snapshot<Position>.Complete([], Now));
        };
        await _scene.ConnectBeforeAsync("a");
        var leases = new OneOwner();
        var first = await _scene.StartAsync(more: services => services.AddSingleton<IWorkLeases>(leases.For("first")));
        var second = await _scene.StartAsync(more: services => services.AddSingleton<IWorkLeases>(leases.For("second")));
        await _scene.SettleAsync(first);
        await _scene.SettleAsync(second);

        Assert.Equal(2, reads); // two accounts
        leases.Owner = "second";
        await _scene.AdvanceAsync(second, TimeSpan.FromMinutes(6));
        Assert.Equal(4, reads);
    }

    private static Task<HealthReport> HealthAsync(IHost host) => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(HostScene.Token);

    private AsOf Now => new(_scene.Time.GetUtcNow());

    private void Holds(string broker, int rows) => Holds(broker, account => Snapshot<Position>.Complete(
        [.. Enumerable.Range(0, rows).Select(row => Make.Position(account, $"S{(char)('A' + (row / 26))}{(char)('A' + (row % 26))}", 1m, 10m, 11m, asOf: Now))], Now));

    // Also for the connections that are open already.
    private void Holds(string broker, Func<AccountRef, Snapshot<Position>> told)
    {
        void Tell(FakeConnection made) => made.OnPositions = async (account, _) =>
        {
            await Task.Yield();
            return told(made.Account with { Account = account });
        };

        _scene.Brokers[broker].Prepare = Tell;
        lock (_scene.Brokers[broker].Made) _scene.Brokers[broker].Made.ForEach(Tell);
    }
}
