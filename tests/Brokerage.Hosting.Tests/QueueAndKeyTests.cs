using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Brokerage.Hosting.Tests;

public sealed class QueueAndKeyTests : IAsyncDisposable
{
    private readonly HostScene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task The_queue_is_run_again_after_its_journal_failed_and_ends_with_the_host()
    {
        var queue = new FakeQueue(failures: 2);
        var host = await _scene.StartAsync(more: services => services.AddSingleton<IOrderQueue>(queue));
        await Waiting.UntilAsync(() => queue.Runs == 1);
        await _scene.SettleAsync(host);
        await Waiting.UntilAsync(() => queue.IsRunning, () => _scene.Time.Advance(TimeSpan.FromSeconds(15)));
        Assert.Equal(3, queue.Runs);
        Assert.Equal(2, _scene.Log.At(LogLevel.Error).Count(line => line.Contains("'queue'", StringComparison.Ordinal)));

        await host.StopAsync(HostScene.Token);
        Assert.False(queue.IsRunning);
    }

    [Fact]
    public async Task A_daily_look_that_failed_is_tried_again_long_before_the_next_day()
    {
        var secrets = new LockedSecrets(_scene.Secrets) { Failures = 3 };
        _scene.Secrets = secrets;
        var host = await _scene.StartAsync(options =>
        {
            options.SyncEvery = options.CheckEvery = options.RenewEvery = Timeout.InfiniteTimeSpan;
            options.ReleaseQueuedOrders = false;
        });
        var health = host.Services.GetRequiredService<HealthCheckService>();
        await _scene.SettleAsync(host);
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync(HostScene.Token)).Status);

        // After one minute, two more, and four more.
        foreach (var (minutes, looks) in new[] { (1, 2), (1, 2), (1, 3), (3, 3), (1, 4) })
        {
            _scene.Time.Advance(TimeSpan.FromMinutes(minutes));
            await _scene.SettleAsync(host);
            Assert.Equal(looks, secrets.Looks);
        }

        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(HostScene.Token)).Status);
    }

    [Fact]
    public async Task A_lease_that_is_lost_is_no_failure()
    {
        var secrets = new LockedSecrets(_scene.Secrets) { Hangs = true };
        _scene.Secrets = secrets;
        var leases = new LosableLeases();
        var host = await _scene.StartAsync(
            options =>
            {
                options.SyncEvery = options.CheckEvery = options.RenewEvery = Timeout.InfiniteTimeSpan;
                options.ReleaseQueuedOrders = false;
            },
            services => services.AddSingleton<IWorkLeases>(leases));
        await Waiting.UntilAsync(() => secrets.Looks == 1);

        await leases.LoseAsync();
        await _scene.SettleAsync(host);

        Assert.Equal(HealthStatus.Healthy, (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(HostScene.Token)).Status);
        Assert.Empty(_scene.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task A_queue_that_cannot_be_run_is_unhealthy()
    {
        var queue = new FakeQueue(failures: int.MaxValue);
        var host = await _scene.StartAsync(more: services => services.AddSingleton<IOrderQueue>(queue));
        var health = host.Services.GetRequiredService<HealthCheckService>();
        await Waiting.UntilAsync(() => health.CheckHealthAsync(HostScene.Token).Result.Status == HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task An_order_that_waits_is_sent_at_the_open_also_by_a_host_that_started_later()
    {
        _scene.Time.Advance(TimeSpan.FromHours(12)); // the night from Monday to Tuesday
        var connection = await _scene.ConnectBeforeAsync();
        var journal = new MemoryOrderJournal();
        var account = new AccountRef(connection.Connection, connection.Broker, AccountId.Parse("A1"));
        var first = await _scene.StartAsync(more: services => services.AddSingleton<IOrderJournal>(journal));
        await first.Services.GetRequiredService<IOrderQueue>().QueueAsync(Make.Limit(account), cancellationToken: HostScene.Token);
        await _scene.AdvanceAsync(first, TimeSpan.FromHours(1));
        Assert.Empty(Sent());
        await first.StopAsync(HostScene.Token);

        var second = await _scene.StartAsync(more: services => services.AddSingleton<IOrderJournal>(journal));
        await _scene.AdvanceAsync(second, TimeSpan.FromHours(10));
        Assert.Empty(Sent());
        await Waiting.UntilAsync(() => Sent().Any(), () => _scene.Time.Advance(TimeSpan.FromSeconds(10)));
        Assert.Single(Sent());
        Assert.InRange(_scene.Time.GetUtcNow().TimeOfDay, new TimeSpan(14, 30, 0), new TimeSpan(20, 59, 0));

        IEnumerable<PreparedOrder> Sent()
        {
            lock (_scene.Broker.Made) return [.. _scene.Broker.Made.SelectMany(made => ((ScriptedTrading)made.Trading!).Submitted)];
        }
    }

    [Fact]
    public async Task After_a_change_of_keys_everything_is_sealed_with_the_new_one_and_what_cannot_be_opened_is_named()
    {
        var connection = await _scene.ConnectBeforeAsync();
        var former = await _scene.Keys.FindAsync("k1", HostScene.Token);
        _scene.Keys = new FixedKeyProvider(VaultKey.Create("k2"), former!);
        using (var host = await _scene.StartAsync())
        {
            await _scene.SettleAsync(host);
            await host.StopAsync(HostScene.Token);
        }

        Assert.Equal("k2", (await _scene.Secrets.ReadAsync(connection.Connection, HostScene.Token))!.KeyId);

        _scene.Keys = new FixedKeyProvider(VaultKey.Create("k3"));
        var lost = await _scene.StartAsync();
        await _scene.SettleAsync(lost);
        Assert.Contains(_scene.Log.At(LogLevel.Error), line => line.Contains(connection.Connection.Value, StringComparison.Ordinal) && line.Contains("any known key", StringComparison.Ordinal));
    }
}
