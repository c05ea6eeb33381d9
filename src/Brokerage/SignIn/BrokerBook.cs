namespace Brokerage;

/// <summary>The brokers and environments that this application knows, by name.</summary>
internal sealed class BrokerBook
{
    private readonly Dictionary<BrokerId, IBrokerageAdapter> _adapters;
    private readonly ILookup<BrokerId, BrokerEnvironment> _more;

    public BrokerBook(IEnumerable<IBrokerageAdapter> adapters, IEnumerable<EnvironmentRegistration> environments)
    {
        _adapters = adapters.ToDictionary(adapter => adapter.Id);
        _more = environments.ToLookup(registration => registration.Broker, registration => registration.Environment);
    }

    public IBrokerageAdapter? Adapter(BrokerId broker) => _adapters.GetValueOrDefault(broker);

    public BrokerEnvironment? Environment(BrokerId broker, string name) =>
        (Adapter(broker)?.Environments ?? []).Concat(_more[broker]).FirstOrDefault(environment => string.Equals(environment.Name, name, StringComparison.Ordinal));

    /// <exception cref="ArgumentException">One of them is not known.</exception>
    public (IBrokerageAdapter Adapter, BrokerEnvironment Environment) Require(BrokerId broker, string environment, string argument)
    {
        var adapter = Adapter(broker) ?? throw new ArgumentException($"No adapter for '{broker}' is registered.", argument);
        return (adapter, Environment(broker, environment) ?? throw new ArgumentException($"'{broker}' has no environment '{environment}'.", argument));
    }
}
