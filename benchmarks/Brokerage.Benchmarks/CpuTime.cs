using System.Diagnostics;
using System.Globalization;

namespace Brokerage.Benchmarks;

/// <summary>
/// Compares processor time instead of time on the clock, in turns, for machines that do other work as well: there the clock says more about
/// the neighbours than about the code. <c>dotnet run -c Release --project benchmarks/Brokerage.Benchmarks -- cpu</c>
/// </summary>
internal static class CpuTime
{
    private const int Warmup = 5, Rounds = 25;

    public static async Task RunAsync(string? only)
    {
        SealBenchmarks seal = new();
        seal.Setup();
        await CompareAsync("secrets of a connection sealed", () => Task.FromResult(seal.BareSeal()), () => Task.FromResult(seal.Seal()), times: 2_000);
        await CompareAsync("secrets of a connection opened", () => Task.FromResult(seal.BareOpen()), () => Task.FromResult(seal.Open()), times: 2_000);
        if (string.Equals(only, "seal", StringComparison.Ordinal)) return;

        AlpacaReadingBenchmarks alpaca = new();
        alpaca.Setup();
        await CompareAsync("1,000 positions of Alpaca beside code by hand", alpaca.PositionsByHand, alpaca.PositionsByAdapter, times: 40);
        await CompareAsync("1,000 positions of Alpaca beside bare records", () => Task.FromResult(alpaca.PositionsBareRecords()), alpaca.PositionsByAdapter, times: 40);
        await CompareAsync("500 orders of Alpaca beside code by hand", alpaca.OrdersByHand, alpaca.OrdersByAdapter, times: 40);
        await CompareAsync("500 orders of Alpaca beside bare records", () => Task.FromResult(alpaca.OrdersBareRecords()), alpaca.OrdersByAdapter, times: 40);
        await alpaca.CleanupAsync();
        if (string.Equals(only, "alpaca", StringComparison.Ordinal)) return;

        GuardBenchmarks guards = new();
        guards.Setup();
        await CompareAsync("an order through all guards but the journal", guards.Bare, guards.Guarded, times: 4_000);
        await CompareAsync("a hundred orders that are placed, and one reading", guards.BarePlaced, guards.GuardedPlaced, times: 100);
        guards.Cleanup();

        JsonReadingBenchmarks json = new();
        await CompareAsync("1,000 positions from JSON", () => Task.FromResult(json.PlatformOnly()), () => Task.FromResult(json.Tolerant()), times: 40);

        ExchangeBenchmarks exchange = new();
        await CompareAsync("2,000 market orders", ByHand(exchange, exchange.ByHand), () => Task.FromResult(exchange.MarketOrders()), times: 300, oursTimes: 5, exchange.Open);
        await CompareAsync(
            "1,000 limit orders and their cancels", ByHand(exchange, exchange.LimitsAndCancelsByHand), () => Task.FromResult(exchange.LimitsAndCancels()), times: 100, oursTimes: 5, exchange.Open);
        exchange.Close();

        FrameBenchmarks frames = new();
        frames.Setup();
        await CompareAsync("10,000 frames to events", () => Task.FromResult(frames.DecodingAlone()), frames.WholeSession, times: 10);
        await frames.CleanupAsync();

        PipelineBenchmarks pipeline = new();
        pipeline.Setup();
        await CompareAsync("small GET over loopback", pipeline.BareHttpClient, pipeline.Pipeline, times: 1500);
        pipeline.Cleanup();
    }

    private static async Task CompareAsync(string name, Func<Task> bare, Func<Task> ours, int times, int? oursTimes = null, Action? prepare = null)
    {
        List<double> bareTimes = [], ourTimes = [];
        long bareBytes = 0, ourBytes = 0;
        for (int round = 0; round < Warmup + Rounds; round++)
        {
            prepare?.Invoke();
            (double bareTime, bareBytes) = await MeasureAsync(bare, times);
            (double ourTime, ourBytes) = await MeasureAsync(ours, oursTimes ?? times);
            if (round < Warmup) continue;
            bareTimes.Add(bareTime);
            ourTimes.Add(ourTime);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: bare {bareTimes.Min():F1} us, ours {ourTimes.Min():F1} us, ratio {ourTimes.Min() / bareTimes.Min():F2} (best of {Rounds}), allocated {bareBytes} and {ourBytes} B"));
    }

    private static async Task<(double Microseconds, long Bytes)> MeasureAsync(Func<Task> call, int times)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        double before = Used();
        for (int i = 0; i < times; i++) await call();
        return ((Used() - before) / times, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / times);
    }

    /// <summary>By hand everything starts anew each time: its book would run empty.</summary>
    private static Func<Task> ByHand(ExchangeBenchmarks exchange, Func<decimal> run) => () =>
    {
        exchange.StartByHand();
        return Task.FromResult(run());
    };

    private static double Used()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalMicroseconds;
    }
}
