using Brokerage;
using Brokerage.Alpaca;
using Brokerage.ETrade;
using Brokerage.Exchange;
using Brokerage.Simulator;

namespace Host;

/// <summary>The simulated brokers, each with a sign-in page of its own. They outlive the host, as real ones do.</summary>
internal sealed class SampleBrokers : IAsyncDisposable
{
    private readonly SimulatedExchange _exchange;

    private SampleBrokers(SimulatedExchange exchange, AlpacaSimulator alpaca, ETradeSimulator etrade, ETradeSimulator registered) =>
        (_exchange, Alpaca, ETrade, Registered) = (exchange, alpaca, etrade, registered);

    public AlpacaSimulator Alpaca { get; }

    /// <summary>E*TRADE as most applications meet it: its last page shows a code, which the user types in.</summary>
    public ETradeSimulator ETrade { get; }

    /// <summary>E*TRADE where it has registered the application's address: it sends the user back. Another user, so that the accounts differ.</summary>
    public ETradeSimulator Registered { get; }

    public BrokerEnvironment AlpacaEnvironment =>
        AlpacaAdapter.Simulated(Alpaca.Address, Alpaca.Address, Alpaca.TradingStreamAddress, Alpaca.DataStreamAddress, new Uri(Alpaca.Address, "oauth/"));

    public BrokerEnvironment ETradeEnvironment => ETradeAdapter.Simulated(ETrade.Address);

    // Each environment has a name and a path for callbacks of its own.
    public BrokerEnvironment RegisteredEnvironment => new("simulated-callback", EnvironmentKind.Simulated, ETradeAdapter.Simulated(Registered.Address).Endpoints);

    public static async Task<SampleBrokers> StartAsync(Uri host, SampleClock clock)
    {
        // One market for all of them; a night that passes in a moment is few, longer steps of its prices.
        var exchange = new SimulatedExchange(new ExchangeOptions { Clock = clock, MaxStepsAtOnce = 120 });
        var alpaca = await AlpacaSimulator.StartAsync(new AlpacaSimulatorOptions
        {
            Time = clock,
            Exchange = exchange,
            RedirectUri = new Uri(host, "brokerage/callback/alpaca/simulated").AbsoluteUri,
            Opening = Opening(5m, 402.5m),
        });
        var etrade = await ETradeSimulator.StartAsync(new ETradeSimulatorOptions { Time = clock, Exchange = exchange, Accounts = [new ETradeAccount { Opening = Opening(3m, 398m) }] });
        var registered = await ETradeSimulator.StartAsync(new ETradeSimulatorOptions
        {
            Time = clock,
            Exchange = exchange,
            Seed = 2,
            Callback = new Uri(host, "brokerage/callback/etrade/simulated-callback"),
            Accounts = [new ETradeAccount { Opening = Opening(2m, 410m) }],
        });
        return new SampleBrokers(exchange, alpaca, etrade, registered);
    }

    public async ValueTask DisposeAsync()
    {
        await Registered.DisposeAsync();
        await ETrade.DisposeAsync();
        await Alpaca.DisposeAsync();
        _exchange.Dispose();
    }

    private static AccountOpening Opening(decimal units, decimal cost) =>
        new() { Kind = MarginKind.Margin, Cash = 20_000m, Holdings = [new OpeningHolding(Instrument.Parse("BRK.B"), units, cost)] };
}
