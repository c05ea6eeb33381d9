namespace Brokerage.AspNetCore.Connections;

/// <summary>What a user should know of a broker, as its adapter tells it.</summary>
internal sealed class BrokerFacts(IEnumerable<IBrokerageAdapter> adapters)
{
    private readonly Dictionary<BrokerId, (string Name, int? LoginDays)> _facts = adapters.ToDictionary(adapter => adapter.Id, adapter => (adapter.Name, ShortestLogin(adapter)));

    /// <summary>The broker's name for people; its id where this process has no adapter for it.</summary>
    public string NameOf(BrokerId broker) => _facts.TryGetValue(broker, out var facts) ? facts.Name : broker.Value;

    /// <summary>After how many days it asks its users to log in again; null where it does not, or does not say.</summary>
    public int? LoginDaysOf(BrokerId broker) => _facts.TryGetValue(broker, out var facts) ? facts.LoginDays : null;

    // Of the broker's own environments: a simulator's plays one of them.
    private static int? ShortestLogin(IBrokerageAdapter adapter) => adapter.Environments.Min(environment => adapter.FeaturesIn(environment).TokenRefreshDays);
}
