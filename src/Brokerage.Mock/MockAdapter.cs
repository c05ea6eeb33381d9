using System.Collections.Concurrent;
using Brokerage.Exchange;
using Brokerage.Mock.Auth;

namespace Brokerage.Mock;

/// <summary>
/// A broker in memory. Each connection has an exchange of its own, which lives as long as the adapter, unless the options name a shared one.
/// Thread-safe; disposing it stops the exchanges that it made.
/// </summary>
public sealed class MockAdapter : IBrokerageAdapter, IDisposable
{
    private readonly Func<string, MockOptions> _settings;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<ConnectionId, Lazy<MockWorld>> _worlds = new();

    /// <summary>A Mock broker without a container: <c>new MockAdapter().Create()</c>.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="clock">Its clock; null for the system's.</param>
    public MockAdapter(MockOptions? options = null, TimeProvider? clock = null)
        : this(Always(options ?? new MockOptions()), clock ?? TimeProvider.System)
    {
    }

    internal MockAdapter(Func<string, MockOptions> settings, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        Authorizer = new MockAuthorizer(clock);
    }

    /// <summary>The broker's id: <c>mock</c>.</summary>
    public static BrokerId BrokerId { get; } = BrokerId.Parse("mock");

    /// <summary>The only environment: nothing leaves the process.</summary>
    public static BrokerEnvironment Simulated { get; } = new("simulated", EnvironmentKind.Simulated, []);

    /// <inheritdoc/>
    public BrokerId Id => BrokerId;

    /// <inheritdoc/>
    public string Name => "Mock";

    /// <inheritdoc/>
    public IReadOnlyList<BrokerEnvironment> Environments { get; } = [Simulated];

    /// <inheritdoc/>
    public IBrokerageAuthorizer Authorizer { get; }

    /// <inheritdoc/>
    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => MockFeatures.All;

    /// <summary>Makes a connection.</summary>
    /// <param name="context">Names the connection; its secrets are not asked.</param>
    /// <exception cref="BrokerageException">
    /// <see cref="BrokerageErrorCode.EnvironmentMismatch"/>: a Mock broker is never anything but simulated.
    /// </exception>
    public IBrokerageConnection Create(BrokerageConnectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Environment.Kind != EnvironmentKind.Simulated)
        {
            throw new BrokerageException(new BrokerageError(
                BrokerageErrorCode.EnvironmentMismatch, BrokerId, $"A Mock broker is simulated, not {context.Environment}."));
        }

        return new MockConnection(context.Connection, context.Environment, WorldOf(context.Connection, context.Application));
    }

    /// <summary>Makes a connection in one line.</summary>
    /// <param name="connection">Its id.</param>
    public IBrokerageConnection Create(string connection = "mock") =>
        Create(MockContexts.For(ConnectionId.Parse(connection), connection, _clock));

    /// <summary>
    /// The exchange behind a connection: to move prices and the clock, to look into the ledger, to trade against it in a test.
    /// </summary>
    /// <param name="connection">A connection that was created here.</param>
    /// <exception cref="ArgumentException">No such connection was created.</exception>
    public SimulatedExchange ExchangeOf(ConnectionId connection) => _worlds.TryGetValue(connection, out var world)
        ? world.Value.Exchange
        : throw new ArgumentException($"No connection '{connection}' was created by this adapter.", nameof(connection));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var world in _worlds.Values)
        {
            if (world.IsValueCreated)
                world.Value.Dispose();
        }
    }

    private MockWorld WorldOf(ConnectionId connection, string settings) =>
        _worlds.GetOrAdd(connection, _ => new Lazy<MockWorld>(() => new MockWorld(Checked(_settings(settings)), _clock))).Value;

    private static Func<string, MockOptions> Always(MockOptions options) => _ => options;

    private static MockOptions Checked(MockOptions options)
    {
        var problems = MockOptionsValidator.Problems(options).ToList();
        return problems.Count == 0
            ? options
            : throw new BrokerageException(new BrokerageError(BrokerageErrorCode.Misconfigured, BrokerId, string.Join(' ', problems)));
    }
}
