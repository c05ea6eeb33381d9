namespace Brokerage;

/// <summary>
/// What makes two accounts the same for the limits: broker, environment and number, whichever login sees them. Simulated ones are the same only
/// within one connection, since every connection may have an exchange of its own.
/// </summary>
internal readonly record struct RiskKey(BrokerId Broker, EnvironmentKind Kind, string Environment, ConnectionId? Connection, AccountId Account)
{
    public static RiskKey Of(AccountRef account, BrokerEnvironment environment) => new(
        account.Broker,
        environment.Kind,
        environment.Name,
        environment.Kind == EnvironmentKind.Simulated ? account.Connection : null,
        account.Account);
}
