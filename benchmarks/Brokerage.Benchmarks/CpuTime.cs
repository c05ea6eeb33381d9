using System.Globalization;

namespace Brokerage.Benchmarks;

/// <summary>
/// Compares processor time instead of time on the clock, in turns, for machines that do other work as well: there the clock says more about
/// the neighbours than about the code. <c>dotnet run -c Release --project benchmarks/Brokerage.Benchmarks -- cpu [part …]</c>
/// </summary>
internal static class CpuTime
{
    private const int Warmup = 5, Rounds = 25;

    private static readonly (string Name, Func<Task> RunAsync)[] Parts =
    [
        ("seal", SealAsync), ("alpaca", AlpacaAsync), ("signing", SigningAsync), ("etrade", ETradeAsync), ("guards", GuardsAsync), ("json", JsonAsync),
        ("exchange", ExchangeAsync), ("frames", FramesAsync), ("pipeline", PipelineAsync),
    ];

    /// <param name="only">The names of the parts that are run; none for all.</param>
    public static async Task RunAsync(IReadOnlyCollection<string> only)
    {
        if (only.Except(Parts.Select(part => part.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no part '{unknown}', only {string.Join(", ", Parts.Select(part => part.Name))}.", nameof(only));
        }

        foreach ((string name, Func<Task> runAsync) in Parts)
        {
            if (only.Count == 0 || only.Contains(name)) await runAsync();
        }
    }

    private static async Task SealAsync()
    {
        SealBenchmarks seal = new();
        seal.Setup();
        await CompareAsync("secrets of a connection sealed", () => Task.FromResult(seal.BareSeal()), () => Task.FromResult(seal.Seal()), times: 2_000);
        await CompareAsync("secrets of a connection opened", () => Task.FromResult(seal.BareOpen()), () => Task.FromResult(seal.Open()), times: 2_000);
    }

    private static async Task AlpacaAsync()
    {
        AlpacaReadingBenchmarks alpaca = new();
        alpaca.Setup();
        await CompareAsync("1,000 positions of Alpaca beside code by hand", alpaca.PositionsByHand, alpaca.PositionsByAdapter, times: 40);
        await CompareAsync("1,000 positions of Alpaca beside bare records", () => Task.FromResult(alpaca.PositionsBareRecords()), alpaca.PositionsByAdapter, times: 40);
        await CompareAsync("500 orders of Alpaca beside code by hand", alpaca.OrdersByHand, alpaca.OrdersByAdapter, times: 40);
        await CompareAsync("500 orders of Alpaca beside bare records", () => Task.FromResult(alpaca.OrdersBareRecords()), alpaca.OrdersByAdapter, times: 40);
        await alpaca.CleanupAsync();
    }

    private static async Task SigningAsync()
    {
        ETradeSigningBenchmarks signing = new();
        signing.Setup();
        await CompareAsync("a hundred signatures of E*TRADE's beside bare HMACs", Hundred(() => signing.BareHmac()), Hundred(() => signing.Signature()), times: 100);
        await CompareAsync("a hundred requests of E*TRADE's signed beside bare HMACs", Hundred(() => signing.BareHmac()), Hundred(() => signing.WholeRequest()), times: 100);
    }

    private static async Task ETradeAsync()
    {
        ETradeReadingBenchmarks etrade = new();
        etrade.Setup();
        await CompareAsync("1,000 positions of E*TRADE beside code by hand", etrade.PositionsByHand, etrade.PositionsByAdapter, times: 15);
        await CompareAsync("1,000 positions of E*TRADE beside bare records", () => Task.FromResult(etrade.PositionsBareRecords()), etrade.PositionsByAdapter, times: 15);
        await CompareAsync("1,000 positions of E*TRADE in XML beside JSON", etrade.PositionsByAdapter, etrade.PositionsByAdapterInXml, times: 10);
        await CompareAsync("500 orders of E*TRADE beside code by hand", etrade.OrdersByHand, etrade.OrdersByAdapter, times: 15);
        await CompareAsync("500 orders of E*TRADE beside bare records", () => Task.FromResult(etrade.OrdersBareRecords()), etrade.OrdersByAdapter, times: 15);
        await CompareAsync("500 orders of E*TRADE in XML beside JSON", etrade.OrdersByAdapter, etrade.OrdersByAdapterInXml, times: 10);
        await etrade.CleanupAsync();
    }

    private static async Task GuardsAsync()
    {
        GuardBenchmarks guards = new();
        guards.Setup();
        await CompareAsync("an order through all guards but the journal", guards.Bare, guards.Guarded, times: 4_000);
        await CompareAsync("a hundred orders that are placed, and one reading", guards.BarePlaced, guards.GuardedPlaced, times: 100);
        guards.Cleanup();
    }

    private static Task JsonAsync()
    {
        JsonReadingBenchmarks json = new();
        return CompareAsync("1,000 positions from JSON", () => Task.FromResult(json.PlatformOnly()), () => Task.FromResult(json.Tolerant()), times: 40);
    }

    private static async Task ExchangeAsync()
    {
        ExchangeBenchmarks exchange = new();
        await CompareAsync("2,000 market orders", ByHand(exchange, exchange.ByHand), () => Task.FromResult(exchange.MarketOrders()), times: 300, oursTimes: 5, exchange.Open);
        await CompareAsync(
            "1,000 limit orders and their cancels", ByHand(exchange, exchange.LimitsAndCancelsByHand), () => Task.FromResult(exchange.LimitsAndCancels()), times: 100, oursTimes: 5, exchange.Open);
        exchange.Close();
    }

    private static async Task FramesAsync()
    {
        FrameBenchmarks frames = new();
        frames.Setup();
        await CompareAsync("10,000 frames to events", () => Task.FromResult(frames.DecodingAlone()), frames.WholeSession, times: 10);
        await frames.CleanupAsync();
    }

    private static async Task PipelineAsync()
    {
        PipelineBenchmarks pipeline = new();
        pipeline.Setup();
        await CompareAsync("small GET over loopback", pipeline.BareHttpClient, pipeline.Pipeline, times: 1500);
        pipeline.Cleanup();
    }

    // What takes a microsecond is not measured one at a time.
    private static Func<Task> Hundred(Action once) => () =>
    {
        for (int i = 0; i < 100; i++) once();
        return Task.CompletedTask;
    };

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
            CultureInfo.InvariantCulture, $"{name}: bare {bareTimes.Min():F1} us, ours {ourTimes.Min():F1} us, ratio {ourTimes.Min() / bareTimes.Min():F2} (best of {Rounds}; medians {Median(bareTimes):F1} and {Median(ourTimes):F1}), allocated {bareBytes} and {ourBytes} B"));
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

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

    // Counted in microseconds, where a process's own figure moves in hundredths of a second.
    private static double Used() => Environment.CpuUsage.TotalTime.TotalMicroseconds;
}
