using Brokerage.Alpaca.Auth;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>
/// Alpaca: stocks, options and crypto, paper and live, by API keys or OAuth. A singleton that does no I/O by itself; thread-safe.
/// Disposing it closes pooled connections.
/// </summary>
public sealed class AlpacaAdapter : IBrokerageAdapter, IDisposable
{
    private readonly Func<string, AlpacaOptions> _settings;
    private readonly BrokerTransport _transport;
    private readonly TimeProvider _clock;

    /// <summary>Makes the adapter. Nothing is sent.</summary>
    /// <param name="options">The settings; null for the defaults, which are the paper environment and no keys.</param>
    /// <param name="transport">Clock, logs, meters and proxy of the HTTP connections; null for the defaults.</param>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.Misconfigured"/>: the settings contradict each other.</exception>
    public AlpacaAdapter(AlpacaOptions? options = null, BrokerTransportOptions? transport = null)
        : this(Single(options ?? new AlpacaOptions()), transport)
    {
    }

    internal AlpacaAdapter(Func<string, AlpacaOptions> settings, BrokerTransportOptions? transport)
    {
        var shared = transport ?? new BrokerTransportOptions { Broker = BrokerId };
        _settings = settings;
        _clock = shared.TimeProvider;
        _transport = new BrokerTransport(shared with { Broker = BrokerId });
        Authorizer = new AlpacaAuthorizer(_transport, settings, _clock);
    }

    /// <summary>The id of this broker: <c>alpaca</c>.</summary>
    public static BrokerId BrokerId { get; } = BrokerId.Parse("alpaca");

    /// <summary>Paper trading: real prices, imaginary money.</summary>
    public static BrokerEnvironment Paper => AlpacaEnvironments.Paper;

    /// <summary>Real money. Orders need <see cref="BrokerageConnectionContext.AllowLiveOrders"/> beside it.</summary>
    public static BrokerEnvironment Live => AlpacaEnvironments.Live;

    internal ISocketConnector? Connector { get; init; }

    /// <inheritdoc/>
    public BrokerId Id => BrokerId;

    /// <inheritdoc/>
    public string Name => "Alpaca";

    /// <inheritdoc/>
    public IReadOnlyList<BrokerEnvironment> Environments { get; } = [AlpacaEnvironments.Paper, AlpacaEnvironments.Live];

    /// <inheritdoc/>
    public IBrokerageAuthorizer Authorizer { get; }

    /// <summary>An environment at other addresses than Alpaca's: a simulator. An address of Alpaca's own is refused.</summary>
    /// <param name="trading">Where accounts and orders are.</param>
    /// <param name="data">Where prices are.</param>
    /// <param name="tradingStream">Where orders are streamed; null where they are not.</param>
    /// <param name="dataStream">Where prices are streamed; null where they are not.</param>
    /// <param name="signIn">Where users sign in; null where they do not.</param>
    public static BrokerEnvironment Simulated(Uri trading, Uri data, Uri? tradingStream = null, Uri? dataStream = null, Uri? signIn = null) =>
        AlpacaEnvironments.Simulated(trading, data, tradingStream, dataStream, signIn);

    /// <inheritdoc/>
    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => AlpacaFeatures.In(environment);

    /// <inheritdoc/>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.EnvironmentMismatch"/>: the environment's kind and its addresses do not belong together.</exception>
    public IBrokerageConnection Create(BrokerageConnectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        AlpacaEnvironments.Require(context.Environment);
        return new AlpacaConnection(context, FeaturesIn(context.Environment), _settings(context.Application), _transport, _clock, Connector);
    }

    /// <summary>
    /// A connection of one's own, from the settings' key pair and environment: paper unless they say otherwise.
    /// </summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.Misconfigured"/>: the settings hold no key pair.</exception>
    public IBrokerageConnection Create(string connection = "alpaca") =>
        Create(AlpacaContexts.FromOptions(_settings(""), ConnectionId.Parse(connection), "", _clock));

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private static Func<string, AlpacaOptions> Single(AlpacaOptions options)
    {
        var problems = AlpacaOptionsValidator.Problems(options).ToList();
        return problems.Count == 0 ? _ => options : throw AlpacaSecrets.Misconfigured(string.Join(' ', problems));
    }
}
