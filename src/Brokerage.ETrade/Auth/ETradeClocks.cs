using System.Collections.Concurrent;

namespace Brokerage.ETrade.Auth;

/// <summary>A clock for each environment: a simulator's may stand elsewhere than E*TRADE's own.</summary>
internal sealed class ETradeClocks(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ETradeClock> _clocks = new(StringComparer.Ordinal);

    public ETradeClock Of(BrokerEnvironment environment) => _clocks.GetOrAdd(environment.Name, static (_, time) => new ETradeClock(time), time);
}
