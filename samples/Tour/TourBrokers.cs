using Brokerage;
using Brokerage.Alpaca;
using Brokerage.Exchange;
using Brokerage.Mock;
using Brokerage.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace Tour;

/// <summary>An application with two brokers: an Alpaca that is simulated on loopback, and a Mock that writes BRK-B for BRK.B.</summary>
internal sealed class TourBrokers : IAsyncDisposable
{
    private readonly AlpacaSimulator _simulator;
    private readonly ServiceProvider _provider;

    private TourBrokers(AlpacaSimulator simulator, ServiceProvider provider)
    {
        _simulator = simulator;
        _provider = provider;
        Brokerage = provider.GetRequiredService<IBrokerageService>();
    }

    public static ConnectionId Alpaca { get; } = ConnectionId.Parse("alpaca-simulated");

    public static ConnectionId Mock { get; } = ConnectionId.Parse("mock-demo");

    public IBrokerageService Brokerage { get; }

    public static async Task<TourBrokers> StartAsync()
    {
        var simulator = await AlpacaSimulator.StartAsync(new AlpacaSimulatorOptions
        {
            Opening = new AccountOpening
            {
                Kind = MarginKind.Margin,
                Cash = 50_000m,
                Holdings =
                [
                    new OpeningHolding(Instrument.Parse("BRK.B"), 10m, 402.5m),
                    new OpeningHolding(Instrument.Parse("MSFT"), 8m, 371.2m),
                    new OpeningHolding(Instrument.Parse("ETH/USD"), 1.25m, 2_410m),
                ],
            },
        });
        var services = new ServiceCollection();
        // More than the usual 5 seconds: the first read of a cold start on a busy machine.
        services.AddBrokerage(options => options.PortfolioDeadline = TimeSpan.FromSeconds(30))
            .AddAlpaca(Alpaca.Value, options =>
            {
                options.Environment = AlpacaAdapter.Simulated(
                    simulator.Address, simulator.Address, simulator.TradingStreamAddress, simulator.DataStreamAddress);
                options.KeyId = simulator.Credentials.KeyId;
                options.SecretKey = new Secret(simulator.Credentials.SecretKey);
            })
            .AddMock(Mock.Value, options => options.ClassShareSeparator = '-');
        return new TourBrokers(simulator, services.BuildServiceProvider());
    }

    /// <summary>What the exchanges say, past every adapter and every wire. Instruments are written the suite's way.</summary>
    public IReadOnlyList<TourLedger> ReadLedgers()
    {
        var mock = _provider.GetRequiredService<MockAdapter>().ExchangeOf(Mock);
        return
        [
            LedgerOf(Alpaca, _simulator.Exchange, _simulator.Account),
            LedgerOf(Mock, mock, mock.GetAccounts()[0].Id),
        ];
    }

    /// <summary>Takes one broker down for real: its server stops listening.</summary>
    public ValueTask StopAlpacaAsync() => _simulator.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _simulator.DisposeAsync();
    }

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
