namespace Brokerage;

/// <summary>An environment beside those that an adapter knows: a simulator's.</summary>
/// <param name="Broker">The broker.</param>
/// <param name="Environment">The environment.</param>
internal sealed record EnvironmentRegistration(BrokerId Broker, BrokerEnvironment Environment);
