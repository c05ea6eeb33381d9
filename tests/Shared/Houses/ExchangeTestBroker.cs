using Brokerage.Conformance;
using Brokerage.Exchange;
using Brokerage.Testing;

namespace Brokerage.TestSupport;

/// <summary>A broker for the kit whose books are those of a simulated exchange.</summary>
public abstract class ExchangeTestBroker : TestBroker
{
    private readonly List<IBrokerageConnection> _connections = [];
    private SimulatedExchange? _market;

    public override Instrument? Option => ExchangeBooks.Contract;

    public override Instrument? OtherOption => ExchangeBooks.Further;

    public override IBrokerageConnection Connection => _connections[0];

    public override TimeProvider Clock => Time;

    public override TrueQuote Look(Instrument instrument) => ExchangeBooks.Look(Market, instrument);

    public override InstrumentInfo Describe(Instrument instrument) => Market.FindListing(instrument)!.ToInfo();

    public override IReadOnlyList<Instrument> ContractsOn(Instrument underlying) => ExchangeBooks.ContractsOn(Market, underlying);

    public override IReadOnlyList<Bar> BarsOf(Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to) => Market.GetBars(instrument, size, from, to);

    public override void SetQuote(Instrument instrument, decimal? bid, decimal? ask, decimal bidSize = 100_000m, decimal askSize = 100_000m) =>
        Market.SetQuote(instrument, bid, ask, bidSize, askSize);

    public override void PassTime(TimeSpan by)
    {
        Time.Advance(by);
        Market.CatchUp();
    }

    public override void MoveCash(TransactionKind kind, decimal amount) => ExchangeBooks.MoveCash(Market, kind, amount);

    public override void Restrict() => Market.SetStatus(ExchangeBooks.Account, AccountStatus.Restricted);

    /// <summary>The clock of broker and adapter.</summary>
    protected FakeTimeProvider Time { get; } = new(ExchangeBooks.Morning);

    /// <summary>The exchange; it is closed with the broker.</summary>
    protected SimulatedExchange Market
    {
        get => Started(_market);
        set => _market = value;
    }

    /// <summary>A connection for the kit: the first one is that under test, and all end with the broker.</summary>
    protected IBrokerageConnection Opened(IBrokerageConnection connection)
    {
        var wrapped = Wrap(connection);
        _connections.Add(wrapped);
        return wrapped;
    }

    /// <summary>A place for what stands between the kit and the adapter.</summary>
    protected virtual IBrokerageConnection Wrap(IBrokerageConnection connection) => connection;

    /// <summary>Ends the connections, before that which they are connected to.</summary>
    protected async ValueTask CloseConnectionsAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    /// <summary>Closes the exchange, after everything that trades on it.</summary>
    protected void CloseMarket() => _market?.Dispose();

    /// <summary>A part that is there once the broker is started.</summary>
    protected static T Started<T>(T? part)
        where T : class => part ?? throw new InvalidOperationException("Not started.");
}
