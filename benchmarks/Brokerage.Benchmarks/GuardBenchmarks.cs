using BenchmarkDotNet.Attributes;
using Brokerage.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Brokerage.Benchmarks;

/// <summary>What validation, confirmation, risk limits and telemetry without listeners add to an order; the journal is not among them.</summary>
[MemoryDiagnoser, MinColumn]
public class GuardBenchmarks
{
    public const int Hundred = 100;

    private readonly InstantBroker _bare = new();
    private readonly InstantBroker _guarded = new();
    private readonly FakeTimeProvider _clock = new();
    private ITrading _trading = null!;
    private ServiceProvider _provider = null!;

    [GlobalSetup]
    public void Setup()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
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

    [Benchmark]
    public Task BarePlaced() => HundredAsync(_bare, _bare);

    /// <summary>With the reading of the account that they share, which also closes the book on the hundred before.</summary>
    [Benchmark]
    public Task GuardedPlaced()
    {
        _clock.Advance(TimeSpan.FromSeconds(4));
        return HundredAsync(_trading, _guarded);
    }

    private static async Task HundredAsync(ITrading trading, InstantBroker broker)
    {
        broker.Places = true;
        for (var i = 0; i < Hundred; i++) await OrderAsync(trading, ClientOrderId.New());
        broker.Places = false;
    }

    private static Task<SubmitResult> OrderAsync(ITrading trading) => OrderAsync(trading, InstantBroker.Id);

    private static async Task<SubmitResult> OrderAsync(ITrading trading, ClientOrderId id)
    {
        var intent = OrderIntent.Place(InstantBroker.Account, OrderSpec.Limit(InstantBroker.Share, Side.Buy, 10m, 187.50m), id);
        var prepared = await trading.PrepareAsync(intent);
        return await trading.SubmitAsync(prepared);
    }
}
