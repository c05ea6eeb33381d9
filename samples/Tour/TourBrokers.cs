using Brokerage;
using Brokerage.Alpaca;
using Brokerage.ETrade;
using Brokerage.Exchange;
using Brokerage.Mock;
using Brokerage.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace Tour;

/// <summary>
/// An application with three brokers: an Alpaca and an E*TRADE that are simulated on loopback, and a Mock that writes BRK-B for BRK.B. Alpaca takes a
/// key, the Mock nothing; at E*TRADE somebody has to sign in.
/// </summary>
internal sealed class TourBrokers : IAsyncDisposable
{
    private const string Application = "tour";
    private readonly AlpacaSimulator _alpaca;
    private readonly ServiceProvider _provider;

    private TourBrokers(AlpacaSimulator alpaca, ETradeSimulator etrade, ServiceProvider provider, StoredConnection signedIn)
    {
        (_alpaca, ETrade, _provider, SignedIn) = (alpaca, etrade, provider, signedIn);
        Brokerage = provider.GetRequiredService<IBrokerageService>();
    }

    public static ConnectionId Alpaca { get; } = ConnectionId.Parse("alpaca-simulated");

    public static ConnectionId Mock { get; } = ConnectionId.Parse("mock-demo");

    public IBrokerageService Brokerage { get; }

    public ETradeSimulator ETrade { get; }

    /// <summary>The connection that the sign-in at E*TRADE made.</summary>
    public StoredConnection SignedIn { get; }

    public static async Task<TourBrokers> StartAsync()
    {
        var alpaca = await AlpacaSimulator.StartAsync(new AlpacaSimulatorOptions
        {
            Opening = Opening(50_000m, ("BRK.B", 10m, 402.5m), ("MSFT", 8m, 371.2m), ("ETH/USD", 1.25m, 2_410m)),
        });
        var etrade = await ETradeSimulator.StartAsync(new ETradeSimulatorOptions
        {
            Accounts = [new ETradeAccount { Opening = Opening(20_000m, ("BRK.B", 6m, 389m), ("KO", 40m, 61.4m)) }],
        });
        var environment = ETradeAdapter.Simulated(etrade.Address);
        var provider = Compose(alpaca, etrade, environment);
        var signedIn = await TourETrade.SignInAsync(provider.GetRequiredService<ISignInManager>(), environment, Application);
        return new TourBrokers(alpaca, etrade, provider, signedIn);
    }

    private static ServiceProvider Compose(AlpacaSimulator alpaca, ETradeSimulator etrade, BrokerEnvironment environment)
    {
        var services = new ServiceCollection();
        // More than the usual 5 seconds: the first read of a cold start on a busy machine.
        services.AddBrokerage(options => options.PortfolioDeadline = TimeSpan.FromSeconds(30))
            .AddAlpaca(Alpaca.Value, options =>
            {
                options.Environment = AlpacaAdapter.Simulated(alpaca.Address, alpaca.Address, alpaca.TradingStreamAddress, alpaca.DataStreamAddress);
                options.KeyId = alpaca.Credentials.KeyId;
                options.SecretKey = new Secret(alpaca.Credentials.SecretKey);
            })
            .AddEnvironment(ETradeAdapter.BrokerId, environment)
            .AddETradeApplication(Application, options =>
            {
                options.SandboxConsumerKey = etrade.Credentials.ConsumerKey;
                options.SandboxConsumerSecret = new Secret(etrade.Credentials.ConsumerSecret);
                // The simulator has no limits to be kind to.
                options.AccountRequestsPerSecond = options.OrderRequestsPerSecond = options.MarketRequestsPerSecond = 50;
            })
            .AddSignIn(new FixedKeyProvider(VaultKey.Create("tour")))
            .AddMock(Mock.Value, options => options.ClassShareSeparator = '-');
        return services.BuildServiceProvider();
    }

    /// <summary>What the exchanges say, past every adapter and every wire. Instruments are written the suite's way.</summary>
    public IReadOnlyList<TourLedger> ReadLedgers()
    {
        var mock = _provider.GetRequiredService<MockAdapter>().ExchangeOf(Mock);
        return
        [
            LedgerOf(Alpaca, _alpaca.Exchange, _alpaca.Account),
            LedgerOf(SignedIn.Connection, ETrade.Exchange, ETrade.Accounts[0]),
            LedgerOf(Mock, mock, mock.GetAccounts()[0].Id),
        ];
    }

    /// <summary>Takes one broker down for real: its server stops listening.</summary>
    public ValueTask StopAlpacaAsync() => _alpaca.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await ETrade.DisposeAsync();
        await _alpaca.DisposeAsync();
    }

    private static AccountOpening Opening(decimal cash, params (string Instrument, decimal Units, decimal Cost)[] held) => new()
    {
        Kind = MarginKind.Margin,
        Cash = cash,
        Holdings = [.. held.Select(one => new OpeningHolding(Instrument.Parse(one.Instrument), one.Units, one.Cost))],
    };

    private static TourLedger LedgerOf(ConnectionId connection, SimulatedExchange exchange, AccountId account)
    {
        // Added up from the postings, so that it is the ledger which speaks and not the exchange's own view of it.
        var mine = exchange.GetLedgerTotals().Where(posting => posting.Account == account && posting.Amount != 0m).ToList();
        return new TourLedger(
            connection.Value,
            account.Value,
            mine.Where(posting => posting.Asset.Currency == Currency.Usd).Sum(posting => posting.Amount),
            [
                .. mine.Where(posting => posting.Asset.Instrument is not null)
                    .Select(posting => new TourHolding(posting.Asset.Instrument!.ToString().Replace("BRK-B", "BRK.B", StringComparison.Ordinal), posting.Amount))
                    .OrderBy(holding => holding.Instrument, StringComparer.Ordinal),
            ]);
    }
}
