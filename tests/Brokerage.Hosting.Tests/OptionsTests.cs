using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Brokerage.Hosting.Tests;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<BackgroundWorkOptions>> Wrong => new()
    {
        { nameof(BackgroundWorkOptions.RenewEvery), options => options.RenewEvery = TimeSpan.Zero },
        { nameof(BackgroundWorkOptions.SyncEvery), options => options.SyncEvery = TimeSpan.FromMinutes(-5) },
        { nameof(BackgroundWorkOptions.SyncEveryWhileClosed), options => options.SyncEveryWhileClosed = TimeSpan.FromDays(31) },
        { nameof(BackgroundWorkOptions.SyncDeadline), options => options.SyncDeadline = Timeout.InfiniteTimeSpan },
        { nameof(BackgroundWorkOptions.CheckEvery), options => options.CheckEvery = TimeSpan.Zero },
        { nameof(BackgroundWorkOptions.CheckDeadline), options => options.CheckDeadline = TimeSpan.Zero },
        { nameof(BackgroundWorkOptions.RenewAhead), options => options.RenewAhead = TimeSpan.Zero },
        { nameof(BackgroundWorkOptions.RotateKeysEvery), options => options.RotateKeysEvery = TimeSpan.Zero },
        { nameof(BackgroundWorkOptions.ConnectionsAtOnce), options => options.ConnectionsAtOnce = 0 },
        { nameof(BackgroundWorkOptions.Calendar), options => options.Calendar = null! },
        { nameof(BackgroundWorkOptions.KeepOpen), options => options.KeepOpen = null! },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_settings_stop_the_start_and_name_themselves(string setting, Action<BackgroundWorkOptions> make)
    {
        using var host = Build(make);

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(setting, Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_can_be_switched_off_and_work_without_users_needs_no_keys()
    {
        using var host = Build(options =>
        {
            options.RenewEvery = options.SyncEvery = options.SyncEveryWhileClosed = options.CheckEvery = options.RotateKeysEvery = Timeout.InfiniteTimeSpan;
            options.ReleaseQueuedOrders = false;
        });
        await host.StartAsync(TestContext.Current.CancellationToken);

        await Task.WhenAll(host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(worker => worker.ExecuteTask!));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static IHost Build(Action<BackgroundWorkOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddBrokerage().AddBackgroundWork(configure).AddBackgroundWork();
        return builder.Build();
    }
}
