using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Mock;
using Brokerage.Testing;

namespace Brokerage.Conformance.Tests.Broken;

/// <summary>A Mock broker at a clock and at prices that stand still, to look at through a connection that may be broken.</summary>
internal sealed class MockStage : IAsyncDisposable
{
    public static readonly Instrument Apple = new Instrument.Equity("AAPL");
    public static readonly Instrument Ford = new Instrument.Equity("F");
    public static readonly Instrument Berkshire = new Instrument.Equity("BRK.B");
    public static readonly Instrument Doge = new Instrument.Crypto("DOGE", "USD");
    public static readonly DateOnly Expiry = new(2026, 12, 18);
    public static readonly Instrument Call = new Instrument.Option("AAPL", Expiry, 192.5m, IsCall: true);
    public static readonly Instrument Far = new Instrument.Option("AAPL", Expiry, 197.5m, IsCall: true);

    private readonly MockAdapter _adapter;

    public MockStage(BrokenAdapter? broken, Action<MockOptions>? configure = null)
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
        Exchange = new SimulatedExchange(new ExchangeOptions
        {
            Clock = Clock,
            StepInterval = null,
            Delays = new ExchangeDelays { Cancel = TimeSpan.FromSeconds(1) },
        });
        Exchange.ListOptions(new OptionListing { Underlying = Apple, Expiries = [Expiry], Strikes = [187.5m, 190m, 192.5m, 195m, 197.5m, 200m] });
        Options = new MockOptions { Exchange = Exchange, Accounts = Accounts };
        configure?.Invoke(Options);
        _adapter = new MockAdapter(Options, Clock);
        var right = _adapter.Create("stage");
        Connection = broken is null ? right : broken.Break(right);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public FakeTimeProvider Clock { get; }

    public SimulatedExchange Exchange { get; }

    public MockOptions Options { get; }

    public IBrokerageConnection Connection { get; }

    public ITrading Trading => Connection.Trading!;

    public AccountRef Margin { get; } = new(ConnectionId.Parse("stage"), MockAdapter.BrokerId, AccountId.Parse("STAGE-7788"));

    public AccountRef Cash { get; } = new(ConnectionId.Parse("stage"), MockAdapter.BrokerId, AccountId.Parse("STAGE-1122"));

    /// <summary>The orders of the margin account as the exchange holds them.</summary>
    public IReadOnlyList<ExchangeOrder> Booked => Exchange.GetOrders(Margin.Account);

    private static IReadOnlyList<AccountOpening> Accounts { get; } =
    [
        new AccountOpening
        {
            Id = "STAGE-7788",
            Kind = MarginKind.Margin,
            Cash = 100_000m,
            OptionLevel = 4,
            Commissions = BrokerCommissions.IbkrFixed,
            Holdings =
            [
                new OpeningHolding(Apple, 100m, 170m), new OpeningHolding(Berkshire, 10m, 400m), new OpeningHolding(Ford, -50m, 12m),
                new OpeningHolding(Doge, 1_000m, 0.1m), new OpeningHolding(Call, 2m, 3m),
            ],
        },
        new AccountOpening { Id = "STAGE-1122", Kind = MarginKind.Cash, Cash = 1_000m, Holdings = [new OpeningHolding(Apple, 20m, 150m)] },
    ];

    public Task<SubmitResult> PlaceAsync(OrderSpec spec) => Trading.PlaceAsync(OrderIntent.Place(Margin, spec), Token);

    public Task<SubmitResult> PlaceAsync(OrderPlan plan) => Trading.PlaceAsync(OrderIntent.Place(Margin, plan), Token);

    /// <summary>Places a limit order far from the market and says which order of the exchange it is.</summary>
    public async Task<OrderRef> RestAsync(decimal units = 3m, decimal price = 150m)
    {
        await PlaceAsync(OrderSpec.Limit(Apple, Side.Buy, units, price) with { TimeInForce = TimeInForce.GoodTillCancelled });
        return new OrderRef(Margin, Booked.MaxBy(order => order.Number)!.Id);
    }

    /// <summary>Fills one order for ten in two parts, at one instant.</summary>
    public async Task<OrderRef> FillInTwoAsync()
    {
        Exchange.SetQuote(Apple, 180m, 189m, 3m, 3m);
        await PlaceAsync(OrderSpec.Limit(Apple, Side.Buy, 10m, 190m));
        Exchange.SetQuote(Apple, 180m, 188m, 4m, 4m);
        return new OrderRef(Margin, Booked.MaxBy(order => order.Number)!.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        _adapter.Dispose();
        Exchange.Dispose();
    }
}
