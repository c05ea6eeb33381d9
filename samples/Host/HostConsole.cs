using Brokerage.Markets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Host;

/// <summary>The keys that a person may press while the host runs.</summary>
internal static class HostConsole
{
    /// <summary>Waits until the host is to end (true) or to restart (false).</summary>
    public static async Task<bool> WaitAsync(WebApplication host, SampleClock clock)
    {
        var ended = host.WaitForShutdownAsync();
        while (true)
        {
            var line = Task.Run(Console.ReadLine);
            if (await Task.WhenAny(ended, line) == ended || await line is not { } typed)
            {
                // Where nobody can press a key there is only the end to wait for.
                await ended;
                return true;
            }

            if (typed.Trim() is not "n") return false;
            clock.GoTo(NewYorkTime.At(NewYorkTime.DateAt(clock.GetUtcNow()).AddDays(1), TimeOnly.MinValue));
            Console.WriteLine($"It is {clock.GetUtcNow():u}: midnight in New York. E*TRADE asks for new logins; reload the page.");
        }
    }
}
