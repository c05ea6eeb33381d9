using Brokerage.ETrade.Auth;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>
/// E*TRADE: stocks, options and spreads, by OAuth 1.0a with a login each day. A singleton that does no I/O by itself; thread-safe. Disposing
/// it closes pooled connections.
/// </summary>
public sealed class ETradeAdapter : IBrokerageAdapter, IDisposable
{
    private readonly Func<string, ETradeOptions> _settings;
    private readonly BrokerTransport _transport;
    private readonly TimeProvider _clock;
    private readonly ETradeClocks _clocks;

    /// <summary>Makes the adapter. Nothing is sent.</summary>
    /// <param name="options">The application's keys and settings.</param>
    /// <param name="transport">Clock, logs, meters and proxy of the HTTP connections; null for the defaults.</param>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.Misconfigured"/>: the settings contradict each other.</exception>
    public ETradeAdapter(ETradeOptions options, BrokerTransportOptions? transport = null)
        : this(Single(options), transport)
    {
    }

    internal ETradeAdapter(Func<string, ETradeOptions> settings, BrokerTransportOptions? transport)
    {
        var shared = transport ?? new BrokerTransportOptions { Broker = BrokerId };
        _settings = settings;
        _clock = shared.TimeProvider;
        _clocks = new ETradeClocks(_clock);
        _transport = new BrokerTransport(shared with { Broker = BrokerId });
        Authorizer = new ETradeAuthorizer(_transport, settings, _clock, _clocks);
    }

    /// <summary>The id of this broker: <c>etrade</c>.</summary>
    public static BrokerId BrokerId { get; } = BrokerId.Parse("etrade");

    /// <summary>The sandbox: answers from a script, the same for all. Nothing is filled in it.</summary>
    public static BrokerEnvironment Sandbox => ETradeEnvironments.Sandbox;

    /// <summary>Real money. Orders need <see cref="BrokerageConnectionContext.AllowLiveOrders"/> beside it.</summary>
    public static BrokerEnvironment Live => ETradeEnvironments.Live;

    /// <inheritdoc/>
    public BrokerId Id => BrokerId;

    /// <inheritdoc/>
    public string Name => "E*TRADE";

    /// <inheritdoc/>
    public IReadOnlyList<BrokerEnvironment> Environments { get; } = [ETradeEnvironments.Sandbox, ETradeEnvironments.Live];

    /// <inheritdoc/>
    public IBrokerageAuthorizer Authorizer { get; }

    /// <summary>An environment at other addresses than E*TRADE's: a simulator. An address of E*TRADE's own is refused.</summary>
    /// <param name="api">Where <c>/oauth</c> and <c>/v1</c> are.</param>
    /// <param name="authorizePage">The folder of the page <c>authorize</c> that users sign in at; null for <c>/e/t/etws/</c> at the same place.</param>
    public static BrokerEnvironment Simulated(Uri api, Uri? authorizePage = null) => ETradeEnvironments.Simulated(api, authorizePage);

    /// <inheritdoc/>
    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => ETradeFeatures.In(environment);

    /// <inheritdoc/>
    /// <exception cref="BrokerageException">
    /// <see cref="BrokerageErrorCode.EnvironmentMismatch"/>: the environment's kind and its addresses do not belong together;
    /// <see cref="BrokerageErrorCode.Misconfigured"/>: the application has no keys for it.
    /// </exception>
    public IBrokerageConnection Create(BrokerageConnectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ETradeEnvironments.Require(context.Environment);
        return new ETradeConnection(context, FeaturesIn(context.Environment), _settings(context.Application), _transport, _clock, _clocks, Authorizer);
    }

    /// <summary>
    /// A connection of one's own, from a sign-in that has just ended and the settings' environment. Its token is woken up when it has slept,
    /// until the login ends at midnight in New York.
    /// </summary>
    /// <param name="secrets">What the sign-in gave.</param>
    /// <param name="connection">The connection's name.</param>
    public IBrokerageConnection Create(ConnectionSecrets secrets, string connection = "etrade")
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var options = _settings(OwnApplication);
        return Create(new BrokerageConnectionContext
        {
            Connection = ConnectionId.Parse(connection),
            Environment = options.Environment,
            Application = OwnApplication,
            Secrets = new DaySecretSource(Authorizer, options.Environment, OwnApplication, secrets, _clock, _clocks.Of(options.Environment)),
            AllowLiveOrders = options.AllowLiveOrders,
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private const string OwnApplication = "own-key";

    private static Func<string, ETradeOptions> Single(ETradeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = ETradeOptionsValidator.Problems(options).ToList();
        return problems.Count == 0 ? _ => options : throw ETradeErrors.Misconfigured(string.Join(' ', problems));
    }
}
