using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca;
using Brokerage.Simulator.CommandLine.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator;

/// <summary>
/// A web server on loopback that speaks Alpaca's wire: trading, market data, both streams and the sign-in page, over an exchange in
/// memory. Thread-safe; disposing it stops the server.
/// </summary>
public sealed class AlpacaSimulator : IAsyncDisposable
{
    private readonly SimulatorHost _host;
    private readonly AlpacaBroker _broker;

    private AlpacaSimulator(SimulatorHost host, AlpacaBroker broker, RequestLog requests, FaultInjector faults)
    {
        _host = host;
        _broker = broker;
        Requests = requests;
        Faults = faults;
    }

    /// <summary>The exchange behind the wire: prices, ledger, and what really happened.</summary>
    public SimulatedExchange Exchange => _broker.Desk.Exchange;

    /// <summary>The account that the credentials open.</summary>
    public AccountId Account => _broker.Desk.Account;

    /// <summary>What a client needs to be let in.</summary>
    public AlpacaCredentials Credentials => _broker.Credentials;

    /// <summary>The address of everything over http or https: trading, market data and sign-in share one port.</summary>
    public Uri Address => _host.Address;

    /// <summary>The address of the trading stream.</summary>
    public Uri TradingStreamAddress => new(SocketAddress, "/stream");

    /// <summary>The address under which the data streams are, such as <c>/v2/iex</c>.</summary>
    public Uri DataStreamAddress => SocketAddress;

    /// <summary>The certificate authority to trust, as a PEM file; null without TLS.</summary>
    public string? CertificateAuthorityFile => _host.AuthorityFile;

    /// <summary>What it has been asked.</summary>
    public RequestLog Requests { get; }

    /// <summary>What goes wrong.</summary>
    public FaultInjector Faults { get; }

    /// <summary>What goes wrong on the streams; see <see cref="CutStreams"/> too.</summary>
    public StreamFaults StreamFaults => _broker.Streams.Faults;

    /// <summary>How many clients are connected to the streams.</summary>
    public int OpenStreams => _broker.Streams.Count;

    private Uri SocketAddress => new UriBuilder(Address) { Scheme = Address.Scheme is "https" ? "wss" : "ws" }.Uri;

    /// <summary>The id by which the wire knows an order of the exchange: holds what a client read against <see cref="Exchange"/>.</summary>
    public OrderId WireIdOf(ExchangeOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return OrderId.Parse(_broker.Desk.Orders.Id(order));
    }

    /// <summary>Starts one; it is ready when this returns.</summary>
    /// <exception cref="ArgumentException">The options do not fit together, or ask for another address than loopback.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<AlpacaSimulator> StartAsync(AlpacaSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AlpacaSimulatorOptions();
        foreach (var fault in options.Faults)
        {
            FaultInjector.Check(fault);
        }

        var broker = new AlpacaBroker(options);
        var requests = new RequestLog(options.Time);
        var faults = new FaultInjector(options.Faults, options.Seed);
        var pipeline = new RequestPipeline(requests, faults, options.Time) { RateLimited = broker.RateLimited, Finish = broker.Finish };
        var host = await SimulatorHost.StartAsync(broker, options, pipeline, cancellationToken).ConfigureAwait(false);
        return new AlpacaSimulator(host, broker, requests, faults);
    }

    /// <summary>Ends every stream as a broken line does, without goodbye.</summary>
    public void CutStreams() => _broker.Streams.CutAll();

    /// <summary>Every stream that is open says nothing more and does not end either; one that is opened anew works.</summary>
    public void StallStreams() => _broker.Streams.StallAll();

    /// <summary>The user removes the application at the broker: tokens are refused from now on.</summary>
    public void RevokeTokens() => _broker.Grants.RevokeAll();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    internal SimulatorDocument Describe() => _broker.Describe(Address, CertificateAuthorityFile);
}
