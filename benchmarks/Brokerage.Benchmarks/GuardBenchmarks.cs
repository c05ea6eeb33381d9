using BenchmarkDotNet.Attributes;
using Brokerage.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Brokerage.Benchmarks;

/// <summary>What validation, confirmation, risk limits and telemetry without listeners add to an order; the journal is not among them.</summary>
[MemoryDiagnoser, MinColumn]
public class GuardBenchmarks
{
    private readonly InstantBroker _bare = new();
    private readonly InstantBroker _guarded = new();
    private ITrading _trading = null!;
    private ServiceProvider _provider = null!;

    [GlobalSetup]
    public void Setup()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        services.AddBrokerage().UseTelemetry().UseValidation()
            .UseOrderConfirmation(options => options.AskAbove = 1_000_000m)
            .UseRiskLimits(limits => (limits.MaxOrderValue, limits.MaxDailyLoss) = (100_000m, 1_000m));
        _provider = services.BuildServiceProvider();
        IBrokerageConnection connection = _guarded;
        // All but the journal, which has benchmarks of its own.
        foreach (var guard in _provider.GetServices<ConnectionGuard>().Where(guard => guard.Stage != GuardStage.Journal).OrderByDescending(guard => guard.Stage))
            connection = guard.Wrap(_provider, connection);
        _trading = connection.Trading!;
    }

    [GlobalCleanup]
    public void Cleanup() => _provider.Dispose();

    [Benchmark(Baseline = true)]
    public Task<SubmitResult> Bare() => OrderAsync(_bare);

    [Benchmark]
    public Task<SubmitResult> Guarded() => OrderAsync(_trading);

    // Prepared and submitted; the broker rejects it, so that orders do not heap up.
    private static async Task<SubmitResult> OrderAsync(ITrading trading)
    {
        var intent = OrderIntent.Place(InstantBroker.Account, OrderSpec.Limit(InstantBroker.Share, Side.Buy, 10m, 187.50m), InstantBroker.Id);
        var prepared = await trading.PrepareAsync(intent);
        return await trading.SubmitAsync(prepared);
    }
}
