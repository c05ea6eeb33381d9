using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Endpoints;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Streaming;
using Brokerage.Simulator.CommandLine.Wire;
using Brokerage.Simulator.Hosting;
using Brokerage.Simulator.Pacing;

namespace Brokerage.Simulator.Alpaca;

/// <summary>Alpaca's wire over one account of an exchange.</summary>
internal sealed class AlpacaBroker : ISimulatedBroker
{
    private readonly AlpacaSimulatorOptions _options;
    private readonly AlpacaAccess _access;
    private readonly UnknownFields? _unknownFields;
    private readonly bool _ownsExchange;
    private readonly RateBucket _tradingRate, _dataRate;

    public AlpacaBroker(AlpacaSimulatorOptions options)
    {
        _options = options;
        var exchange = options.Exchange ?? NewExchange(options);
        _ownsExchange = options.Exchange is null;
        var account = options.Account ?? exchange.OpenAccount(options.Opening).Id;
        Desk = new AlpacaDesk(exchange, account, options);
        Credentials = AlpacaCredentials.Make(options.Seed, options.Live, options.RedirectUri);
        Grants = new OAuthGrants(options.Live ? "live" : "paper", NewToken(options.Seed), options.Time);
        _access = new AlpacaAccess(Credentials, Grants);
        // Each in its own order: what a stream says does not depend on what is asked meanwhile.
        Streams = new StreamHub(Desk, _access, options.UnknownFields ? new UnknownFields(options.Seed + 1) : null);
        (_tradingRate, _dataRate) = (Bucket(), Bucket());
        _unknownFields = options.UnknownFields ? new UnknownFields(options.Seed) : null;
    }

    public string Name => "alpaca";

    public IReadOnlyList<string> ProductionHosts { get; } =
    [
        "paper-api.alpaca.markets", "api.alpaca.markets", "app.alpaca.markets", "data.alpaca.markets", "stream.data.alpaca.markets",
        "data.sandbox.alpaca.markets", "stream.data.sandbox.alpaca.markets", "broker-api.alpaca.markets",
    ];

    public AlpacaDesk Desk { get; }

    public AlpacaCredentials Credentials { get; }

    public OAuthGrants Grants { get; }

    public StreamHub Streams { get; }

    public void Map(EndpointTable endpoints)
    {
        var strict = _options.Pacing is PacingMode.Strict;
        // The trading host and the data host count apart.
        var trading = new AlpacaEndpoints(endpoints, _access, _tradingRate, strict);
        var data = new AlpacaEndpoints(endpoints, _access, _dataRate, strict);

        var account = new AccountEndpoints(Desk);
        var orders = new OrderEndpoints(Desk, account);
        var assets = new AssetEndpoints(Desk);
        account.Map(trading);
        orders.Map(trading);
        new PositionEndpoints(Desk, orders).Map(trading);
        assets.Map(trading);
        new ActivityEndpoints(Desk).Map(trading);
        new OptionContractEndpoints(Desk).Map(trading);
        new WatchlistEndpoints(Desk, assets).Map(trading);

        var feed = new DataFeed(Desk);
        var bars = new BarPages(Desk);
        new StockDataEndpoints(Desk, feed, bars).Map(data);
        new CryptoDataEndpoints(Desk, feed, bars).Map(data);
        new OptionDataEndpoints(Desk, feed, bars).Map(data);
        new OAuthEndpoints(Credentials, Grants, _options.AutoApprove).Map(endpoints);
        Streams.Map(endpoints);
    }

    public Reply NotFound(Call call) =>
        AlpacaErrors.EndpointNotFound() with { Headers = AlpacaEndpoints.Headers(call, RateOf(call).Take(enforce: false)) };

    /// <summary>How a request too many is answered, whether or not there were so many.</summary>
    public Reply RateLimited(Call call) => AlpacaErrors.RateLimited() with { Headers = AlpacaEndpoints.Headers(call, RateOf(call).Refuse()) };

    public Reply Finish(Reply reply) => _unknownFields?.AddTo(reply) ?? reply;

    public SimulatorDocument Describe(Uri address, string? certificateAuthorityFile)
    {
        var web = address.GetLeftPart(UriPartial.Authority);
        var socket = (address.Scheme is "https" ? "wss" : "ws") + web[address.Scheme.Length..];
        return new SimulatorDocument
        {
            Broker = Name,
            Urls = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["trading"] = web,
                ["data"] = web,
                ["trading_stream"] = socket + "/stream",
                ["data_stream"] = socket,
                ["oauth"] = web,
            },
            Tls = new TlsEntry(certificateAuthorityFile),
            Credentials = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["key_id"] = Credentials.KeyId,
                ["secret_key"] = Credentials.SecretKey,
                ["client_id"] = Credentials.OAuthClientId,
                ["client_secret"] = Credentials.OAuthClientSecret,
                ["redirect_uri"] = Credentials.OAuthRedirectUri,
            },
            Accounts = [new Dictionary<string, string>(StringComparer.Ordinal) { ["account_id"] = Desk.Ids.Account(Desk.Account.Value) }],
            Symbols = new SymbolsEntry("AAPL", "ZZZZQX"),
            LimitFactor = 0.75m,
            Timings = new TimingsEntry(FillSeconds: 1, QuoteSeconds: 2, OrdersGapSeconds: 0),
            Authorize = _options.AutoApprove ? null : new AuthorizeEntry(new FormEntry(
                "POST", web + "/oauth/authorize", new Dictionary<string, string>(StringComparer.Ordinal) { ["decision"] = "approve" })),
        };
    }

    public ValueTask DisposeAsync()
    {
        Streams.Dispose();
        if (_ownsExchange)
        {
            Desk.Exchange.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static SimulatedExchange NewExchange(AlpacaSimulatorOptions options)
    {
        var exchange = new SimulatedExchange(new ExchangeOptions { Seed = options.Seed, Clock = options.Time, Market = options.Market });
        exchange.ListOptions(new OptionListing { Underlying = new Instrument.Equity("AAPL") });
        exchange.ListOptions(new OptionListing { Underlying = new Instrument.Equity("SPY") });
        return exchange;
    }

    // Both hosts are one here: the paths tell them apart.
    private RateBucket RateOf(Call call) =>
        call.Context.Request.Path is var path && (path.StartsWithSegments("/v2/stocks", StringComparison.Ordinal) || path.StartsWithSegments("/v1beta1", StringComparison.Ordinal)
            || path.StartsWithSegments("/v1beta3", StringComparison.Ordinal)) ? _dataRate : _tradingRate;

    private RateBucket Bucket() => new(_options.RequestsPerMinute, TimeSpan.FromMinutes(1), _options.Time);

    private static Func<string> NewToken(ulong seed)
    {
        var ids = new WireIds(seed ^ 0x5EED);
        var count = 0L;
        return () => ids.Other($"token {Interlocked.Increment(ref count)}");
    }
}
