using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Benchmarks;

/// <summary>
/// What an order pays for being on the disk before it leaves: the whole path of the composition, over a broker that answers at once, against
/// a bare write and fsync of the same bytes, in turns, so that both meet the same disk and the same neighbours.
/// <c>dotnet run -c Release --project benchmarks/Brokerage.Benchmarks -- journal [folder]</c>
/// </summary>
internal static class JournalTime
{
    // Enough of a warm-up for the runtime to have compiled the path as it does for a program that has run for some seconds.
    private const int Warmup = 300, Rounds = 301, OrdersPerRound = 64;

    public static async Task RunAsync(string? folder)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder ?? Path.GetTempPath(), $"brokerage-journal-{Environment.ProcessId}"));
        try
        {
            Console.WriteLine($"{place.FullName}, {new DriveInfo(place.FullName).DriveFormat}");
            foreach (var callers in (int[])[1, 8, 64]) await CompareAsync(place.FullName, callers);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(string folder, int callers)
    {
        var path = Path.Combine(folder, $"{callers}.journal");
        var (before, after) = await LinesAsync(Path.Combine(folder, "lines.journal"));
        await using var application = Compose(path);
        var orders = application.GetRequiredService<IBrokerageService>().Orders;
        using var bare = new FileStream(Path.Combine(folder, "bare"), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        List<double> bareTimes = [], ourTimes = [];
        double bareUsed = 0, ourUsed = 0;
        for (var round = 0; round < Warmup + Rounds; round++)
        {
            var start = Used();
            var alone = Bare(bare, before, after, callers);
            var between = Used();
            var journal = await OursAsync(orders, callers);
            if (round < Warmup) continue;
            bareTimes.Add(alone);
            ourTimes.Add(journal);
            bareUsed += between - start;
            ourUsed += Used() - between;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{callers} callers: best of {Rounds}: bare {bareTimes.Min():F0} us per order, ours {ourTimes.Min():F0} us, ratio {ourTimes.Min() / bareTimes.Min():F2}; "
            + $"medians: {Middle(bareTimes):F0}, {Middle(ourTimes):F0}, {Middle(ourTimes) / Middle(bareTimes):F2}; "
            + $"processor: {bareUsed / Rounds / OrdersPerRound:F0}, {ourUsed / Rounds / OrdersPerRound:F0} us ({before.Length} + {after.Length} bytes)"));
    }

    // As many orders share an fsync as there are callers: the best that any group commit can do.
    private static double Bare(FileStream file, byte[] before, byte[] after, int callers)
    {
        var clock = Stopwatch.StartNew();
        for (var done = 0; done < OrdersPerRound; done += callers)
        {
            for (var i = 0; i < callers; i++) file.Write(before);
            file.Flush(flushToDisk: true);
            for (var i = 0; i < callers; i++) file.Write(after);
            file.Flush();
        }

        return clock.Elapsed.TotalMicroseconds / OrdersPerRound;
    }

    private static async Task<double> OursAsync(IOrderService orders, int callers)
    {
        var wishes = Enumerable.Range(0, OrdersPerRound).Select(_ => OrderTaker.Order()).ToArray();
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var mine && mine < wishes.Length)
            {
                if (await orders.SubmitAsync(wishes[mine]) is not SubmitResult.Placed) throw new InvalidOperationException("It was not placed.");
            }
        })));
        return clock.Elapsed.TotalMicroseconds / OrdersPerRound;
    }

    // What one order writes before it leaves and after it was answered.
    private static async Task<(byte[] Before, byte[] After)> LinesAsync(string path)
    {
        var application = Compose(path);
        await application.GetRequiredService<IBrokerageService>().Orders.SubmitAsync(OrderTaker.Order());
        await application.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        var end = Array.IndexOf(bytes, (byte)'\n') + 1;
        return (bytes[..end], bytes[end..]);
    }

    private static ServiceProvider Compose(string path)
    {
        var services = new ServiceCollection();
        services.AddBrokerage()
            .UseOrderJournal(path)
            .AddMock(OrderTaker.Name, options => options.PriceInterval = null)
            .AddGuard(new ConnectionGuard { Stage = GuardStage.Journal, Wrap = static (_, inner) => new OrderTaker(inner) });
        return services.BuildServiceProvider();
    }

    private static double Used()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalMicroseconds;
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
