namespace Brokerage;

/// <summary>How old a figure is.</summary>
/// <param name="Received">When we received it (UTC).</param>
/// <param name="BrokerTime">The broker's own time of it (UTC), where it gives one.</param>
public readonly record struct AsOf(DateTimeOffset Received, DateTimeOffset? BrokerTime = null);
