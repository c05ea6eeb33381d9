using Brokerage.Exchange;
using Brokerage.Simulator.CommandLine.Wire;
using Brokerage.Simulator.ETrade.Access;
using Brokerage.Simulator.ETrade.Endpoints;
using Brokerage.Simulator.ETrade.Sandbox;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade;

/// <summary>E*TRADE's wire over the accounts of one user on an exchange.</summary>
internal sealed class ETradeBroker : ISimulatedBroker
{
    private readonly ETradeSimulatorOptions _options;
    private readonly OAuthGate _gate;
    private readonly RequestTokens _requests;
    private readonly AnswerHead _head;
    private readonly bool _ownsExchange;

    public ETradeBroker(ETradeSimulatorOptions options)
    {
        _options = options;
        _ownsExchange = options.Exchange is null;
        Desk = new ETradeDesk(options.Exchange ?? NewExchange(options), options);
        Credentials = ETradeCredentials.Make(options.Seed, options.Mode);
        ForeignCredentials = ETradeCredentials.Make(options.Seed, options.Mode is ETradeMode.Sandbox ? ETradeMode.Production : ETradeMode.Sandbox);
        var random = new Randomness(options.Seed);
        _head = new AnswerHead(random, options.Time);
        _requests = new RequestTokens(random, options.Time);
        Grants = new AccessTokens(random, options.Time, options.TokenDays);
        _gate = new OAuthGate(options, Credentials, ForeignCredentials, _requests, Grants);
        Pages = new SignInPages(options, Credentials, ForeignCredentials, _requests);
        Alerts = new AlertBook(options.Alerts, options.Time);
    }

    public string Name => "etrade";

    public IReadOnlyList<string> ProductionHosts { get; } = ["api.etrade.com", "apisb.etrade.com", "us.etrade.com"];

    public ETradeDesk Desk { get; }

    public ETradeCredentials Credentials { get; }

    public ETradeCredentials ForeignCredentials { get; }

    public AccessTokens Grants { get; }

    public SignInPages Pages { get; }

    public AlertBook Alerts { get; }

    public void Map(EndpointTable endpoints)
    {
        new OAuthEndpoints(_options, _gate, _requests, Grants).Map(endpoints);
        Pages.Map(endpoints);
        var calls = new ETradeEndpoints(endpoints, _options, _gate);
        new AccountEndpoints(Desk).Map(calls);
        new PortfolioEndpoints(Desk).Map(calls);
        new TransactionEndpoints(Desk).Map(calls);
        new QuoteEndpoints(Desk).Map(calls);
        new OptionEndpoints(Desk).Map(calls);
        new AlertEndpoints(Alerts).Map(calls);
        new OrderEndpoints(Desk).Map(calls);
    }

    public Reply NotFound(Call call) => Reply.Html(404, "<html><head><title>Error report</title></head><body><h1>HTTP Status 404 - Not Found</h1></body></html>");

    public Reply Finish(Reply reply) => _head.On(reply);

    public SimulatorDocument Describe(Uri address, string? certificateAuthorityFile)
    {
        var web = address.GetLeftPart(UriPartial.Authority);
        return new SimulatorDocument
        {
            Broker = Name,
            Urls = new Dictionary<string, string>(StringComparer.Ordinal) { ["api"] = web, ["authorize"] = web + SignInPages.Path },
            Tls = new TlsEntry(certificateAuthorityFile),
            Credentials = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["consumer_key"] = Credentials.ConsumerKey,
                ["consumer_secret"] = Credentials.ConsumerSecret,
            },
            Accounts = [.. Keys().Select(key => new Dictionary<string, string>(StringComparer.Ordinal) { ["account_id_key"] = key })],
            Symbols = new SymbolsEntry("AAPL", "ZZZZQX"),
            LimitFactor = 0.75m,
            Timings = new TimingsEntry(FillSeconds: 1, QuoteSeconds: 2, OrdersGapSeconds: _options.Pacing is PacingMode.Strict ? 0.5m : 0),
            Authorize = _options.AutoApprove ? null : new AuthorizeEntry(new FormEntry(
                "POST", web + SignInPages.Path, new Dictionary<string, string>(StringComparer.Ordinal) { ["decision"] = "approve" })),
        };
    }

    public ValueTask DisposeAsync()
    {
        if (_ownsExchange)
        {
            Desk.Exchange.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private IEnumerable<string> Keys() => _options.Mode is ETradeMode.Sandbox
        ? [SandboxTexts.AccountKey]
        : Desk.Books.Where(book => !book.Shown.IsClosed).Select(book => book.Key);

    private static SimulatedExchange NewExchange(ETradeSimulatorOptions options)
    {
        var exchange = new SimulatedExchange(new ExchangeOptions
        {
            Seed = options.Seed,
            Clock = options.Time,
            Market = options.Market,
            Delays = new ExchangeDelays { Cancel = options.CancelTakes, Replace = options.ChangeTakes },
        });
        exchange.ListOptions(new OptionListing { Underlying = new Instrument.Equity("AAPL") });
        exchange.ListOptions(new OptionListing { Underlying = new Instrument.Equity("SPY") });
        return exchange;
    }
}
