namespace Brokerage;

/// <summary>
/// A connection that the application's configuration names: the developer's own key, a mock. The composition makes it at the first use.
/// </summary>
public sealed class BrokerageConnectionRegistration
{
    /// <summary>The application's name of the connection; unique.</summary>
    public required ConnectionId Connection { get; init; }

    /// <summary>The broker, whose adapter is registered too.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>Makes the context, from the services of the application.</summary>
    public required Func<IServiceProvider, BrokerageConnectionContext> CreateContext { get; init; }
}
