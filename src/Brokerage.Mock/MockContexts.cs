namespace Brokerage.Mock;

/// <summary>The context of a connection that needs no secret.</summary>
internal static class MockContexts
{
    public static BrokerageConnectionContext For(ConnectionId connection, string application, TimeProvider clock) => new()
    {
        Connection = connection,
        Environment = MockAdapter.Simulated,
        Application = application,
        Secrets = new FixedSecretSource(MockAdapter.BrokerId, NoSecrets(clock)),
    };

    public static ConnectionSecrets NoSecrets(TimeProvider clock) => new()
    {
        Scheme = "mock",
        Values = new Dictionary<string, Secret>(StringComparer.Ordinal),
        LoggedInAt = clock.GetUtcNow(),
        IssuedAt = clock.GetUtcNow(),
    };
}
