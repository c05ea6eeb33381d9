using Brokerage.Exchange;
using Brokerage.Testing;

namespace Brokerage.Mock.Tests;

/// <summary>A Mock broker whose clock and prices stand still, with one share class, one short position and one coin.</summary>
internal sealed class Demo : IAsyncDisposable
{
    public static readonly Instrument Apple = Instrument.Parse("AAPL");
    public static readonly Instrument Berkshire = Instrument.Parse("BRK.B");
    public static readonly Instrument Bitcoin = Instrument.Parse("BTC/USD");

    public Demo(Action<MockOptions>? configure = null)
    {
        Options = new MockOptions
        {
            PriceInterval = null,
            Accounts =
            [
                new AccountOpening
                {
                    Id = "DEMO-7788",
                    Kind = MarginKind.Margin,
                    Cash = 20_000m,
                    Holdings = [new OpeningHolding(Berkshire, 10m, 400m), new OpeningHolding(Apple, -5m, 200m), new OpeningHolding(Bitcoin, 0.25m, 50_000m)],
                },
            ],
        };
        configure?.Invoke(Options);
        Adapter = new MockAdapter(Options, Clock);
        Connection = Adapter.Create("demo");
    }

    public FakeTimeProvider Clock { get; } = new();

    public MockOptions Options { get; }

    public MockAdapter Adapter { get; }

    public IBrokerageConnection Connection { get; }

    public MockFaults Faults => Options.Faults;

    public ITrading Trading => Connection.Trading!;

    public SimulatedExchange Exchange => Adapter.ExchangeOf(Connection.Connection);

    public AccountRef Account => new(Connection.Connection, MockAdapter.BrokerId, AccountId.Parse("DEMO-7788"));

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public OrderIntent.New Limit(decimal price, decimal units = 1m, Instrument? instrument = null, Side side = Side.Buy) =>
        OrderIntent.Place(Account, OrderSpec.Limit(instrument ?? Berkshire, side, units, price));

    public async Task<SubmitResult.Placed> PlaceAsync(OrderIntent intent) =>
        Assert.IsType<SubmitResult.Placed>(await Trading.PlaceAsync(intent, Token));

    public OrderRef RefOf(SubmitResult.Placed placed) => new(Account, placed.Orders[0].Order!.Value);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        Adapter.Dispose();
    }
}
