namespace Brokerage;

/// <summary>One broker. A singleton that does no I/O by itself. Thread-safe.</summary>
public interface IBrokerageAdapter
{
    /// <summary>The broker's id.</summary>
    BrokerId Id { get; }

    /// <summary>The broker's name, for people.</summary>
    string Name { get; }

    /// <summary>The broker's environments, the safest first.</summary>
    IReadOnlyList<BrokerEnvironment> Environments { get; }

    /// <summary>What the broker can do in an environment.</summary>
    BrokerFeatures FeaturesIn(BrokerEnvironment environment);

    /// <summary>How users let us in.</summary>
    IBrokerageAuthorizer Authorizer { get; }

    /// <summary>Makes a connection. Does no I/O: <see cref="IBrokerageConnection.ConnectAsync"/> or the first use does.</summary>
    /// <exception cref="ArgumentException">The context is not for this broker.</exception>
    IBrokerageConnection Create(BrokerageConnectionContext context);
}
