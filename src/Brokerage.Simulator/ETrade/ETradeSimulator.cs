using Brokerage.Exchange;
using Brokerage.Simulator.CommandLine.Wire;
using Brokerage.Simulator.ETrade;
using Brokerage.Simulator.ETrade.Access;
using Brokerage.Simulator.ETrade.Endpoints;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator;

/// <summary>
/// A web server on loopback that speaks E*TRADE's wire: sign-in by OAuth 1.0a, accounts, prices and orders in JSON and XML, over an exchange
/// in memory. Thread-safe; disposing it stops the server.
/// </summary>
public sealed class ETradeSimulator : IAsyncDisposable
{
    private readonly SimulatorHost _host;
    private readonly ETradeBroker _broker;

    private ETradeSimulator(SimulatorHost host, ETradeBroker broker, RequestLog requests, FaultInjector faults)
    {
        _host = host;
        _broker = broker;
        Requests = requests;
        Faults = faults;
    }

    /// <summary>The exchange behind the wire: prices, ledger, and what really happened.</summary>
    public SimulatedExchange Exchange => _broker.Desk.Exchange;

    /// <summary>The user's accounts, in the order of the list.</summary>
    public IReadOnlyList<AccountId> Accounts => [.. _broker.Desk.Books.Select(book => book.Id)];

    /// <summary>The application's key in the environment that is played.</summary>
    public ETradeCredentials Credentials => _broker.Credentials;

    /// <summary>The application's key in the other environment: it can sign in, and every call after that refuses it.</summary>
    public ETradeCredentials ForeignCredentials => _broker.ForeignCredentials;

    /// <summary>The address of everything: <c>/v1</c>, <c>/oauth</c> and the sign-in page share one port.</summary>
    public Uri Address => _host.Address;

    /// <summary>The page to which users are sent, without its query.</summary>
    public Uri AuthorizeAddress => new(Address, SignInPages.Path);

    /// <summary>The certificate authority to trust, as a PEM file; null without TLS.</summary>
    public string? CertificateAuthorityFile => _host.AuthorityFile;

    /// <summary>What it has been asked.</summary>
    public RequestLog Requests { get; }

    /// <summary>What goes wrong.</summary>
    public FaultInjector Faults { get; }

    /// <summary>The key by which the wire names an account.</summary>
    /// <param name="account">One of <see cref="Accounts"/>.</param>
    /// <exception cref="ArgumentException">The user does not have it.</exception>
    public string KeyOf(AccountId account) =>
        _broker.Desk.Books.FirstOrDefault(book => book.Id == account)?.Key ?? throw new ArgumentException("The user has no such account.", nameof(account));

    /// <summary>The id by which the wire knows an order of the exchange; all parts of a plan have the same. Another account of the user may
    /// have an order of that id.</summary>
    public OrderId WireIdOf(ExchangeOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return OrderId.Parse(_broker.Desk.Numbers.Of(order).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Starts one; it is ready when this returns.</summary>
    /// <exception cref="ArgumentException">The options do not fit together, or ask for another address than loopback.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ETradeSimulator> StartAsync(ETradeSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ETradeSimulatorOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TokenDays, 1, nameof(options));
        foreach (var fault in options.Faults)
        {
            FaultInjector.Check(fault);
        }

        var broker = new ETradeBroker(options);
        var requests = new RequestLog(options.Time);
        var faults = new FaultInjector(options.Faults, options.Seed);
        var pipeline = new RequestPipeline(requests, faults, options.Time) { RateLimited = _ => RateLimits.Page(), Finish = broker.Finish };
        var host = await SimulatorHost.StartAsync(broker, options, pipeline, cancellationToken).ConfigureAwait(false);
        return new ETradeSimulator(host, broker, requests, faults);
    }

    /// <summary>The user approves the sign-in of a request token, as he would on the page.</summary>
    /// <returns>The verifier that he would type.</returns>
    /// <exception cref="ArgumentException">There is no such sign-in, or its five minutes are over.</exception>
    public string Approve(string requestToken)
    {
        ArgumentNullException.ThrowIfNull(requestToken);
        return _broker.Pages.Approve(requestToken);
    }

    /// <summary>A sign-in that has happened: a token of today, for <see cref="Credentials"/>.</summary>
    public ETradeAccess SignIn() => _broker.Grants.Issue(Credentials.ConsumerKey);

    /// <summary>The user removes the application at the broker: tokens are refused from now on.</summary>
    public void RevokeTokens() => _broker.Grants.RevokeAll();

    /// <summary>The broker writes to the user.</summary>
    public void AddAlert(ETradeUserAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        _broker.Alerts.Add(alert);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    internal SimulatorDocument Describe() => _broker.Describe(Address, CertificateAuthorityFile);
}
