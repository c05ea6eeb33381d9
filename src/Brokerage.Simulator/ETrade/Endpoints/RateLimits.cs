using Brokerage.Simulator.Hosting;
using Brokerage.Simulator.Pacing;

namespace Brokerage.Simulator.ETrade.Endpoints;

/// <summary>
/// Requests per second and per hour and module: two a second for accounts, orders and messages, four for prices, and 7,000 or 14,000 an hour,
/// from the broker's guide to its older interface; newer figures are higher. The refusal is a page in HTML and says no time.
/// </summary>
internal sealed class RateLimits(ETradeSimulatorOptions options)
{
    private readonly Dictionary<Module, (RateBucket Second, RateBucket Hour)> _buckets = Enum.GetValues<Module>().ToDictionary(module => module, module =>
    {
        var (second, hour) = module is Module.Market ? (4, 14_000) : (2, 7_000);
        return (new RateBucket(second, TimeSpan.FromSeconds(1), options.Time), new RateBucket(hour, TimeSpan.FromHours(1), options.Time));
    });

    /// <summary>Whether one more request is too many.</summary>
    public bool Refuses(Module module)
    {
        if (options.Pacing is not PacingMode.Strict)
        {
            return false;
        }

        var (second, hour) = _buckets[module];
        return second.Take(enforce: true).Refused || hour.Take(enforce: true).Refused;
    }

    public static Reply Page() => Reply.Html(
        400, "<html><head><title>Error</title></head><body><h1>Bad Request</h1><p>Number of requests exceeded the rate limit set</p></body></html>");
}
