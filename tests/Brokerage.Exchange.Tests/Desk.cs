using Brokerage.Testing;

namespace Brokerage.Exchange.Tests;

/// <summary>An exchange with a clock in hand and one account, for short tests.</summary>
internal sealed class Desk : IDisposable
{
    public static readonly Instrument Apple = new Instrument.Equity("AAPL");
    public static readonly Instrument Spy = new Instrument.Equity("SPY");
    public static readonly Instrument Bitcoin = new Instrument.Crypto("BTC", "USD");

    private int _client;

    /// <summary>A Wednesday, 10:00 in New York.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);

    public Desk(
        MarketMode market = MarketMode.Open, AccountOpening? opening = null, ulong seed = 7, ExchangeDelays? delays = null,
        DateTimeOffset? start = null, TimeSpan? step = null, decimal volatility = 1m)
    {
        Clock = new FakeTimeProvider(start ?? Start);
        Exchange = new SimulatedExchange(new ExchangeOptions
        {
            Seed = seed,
            Clock = Clock,
            Market = market,
            Delays = delays ?? new ExchangeDelays(),
            StepInterval = step ?? TimeSpan.FromSeconds(1),
            Volatility = volatility,
        });
        Account = Exchange.OpenAccount(opening ?? new AccountOpening { Cash = 100_000m }).Id;
    }

    public FakeTimeProvider Clock { get; }

    public SimulatedExchange Exchange { get; }

    public AccountId Account { get; }

    public ExchangeBalance Balance => Exchange.GetBalance(Account);

    public decimal Held(Instrument instrument) => Exchange.FindPosition(Account, instrument)?.Quantity ?? 0m;

    public OrderReceipt Place(OrderSpec spec, AccountId? account = null) => Place(new OrderPlan.Single(spec), account);

    public OrderReceipt Place(OrderPlan plan, AccountId? account = null) =>
        Exchange.Submit(new OrderTicket { Account = account ?? Account, Plan = plan, ClientId = $"c{++_client}" });

    public ExchangeOrder Placed(OrderSpec spec, AccountId? account = null) => Placed(new OrderPlan.Single(spec), account);

    public ExchangeOrder Placed(OrderPlan plan, AccountId? account = null)
    {
        var receipt = Place(plan, account);
        Assert.True(receipt.IsAccepted, receipt.Rejection?.ToString());
        return receipt.Order;
    }

    public RejectReason Refused(OrderSpec spec, AccountId? account = null)
    {
        var receipt = Place(spec, account);
        Assert.NotNull(receipt.Rejection);
        return receipt.Rejection.Reason;
    }

    public ExchangeOrder Read(ExchangeOrder order) => Exchange.FindOrder(order.Account, order.Id)!;

    /// <summary>A quote that stands still.</summary>
    public void Quote(Instrument instrument, decimal bid, decimal ask, decimal size = 1_000m) => Exchange.SetQuote(instrument, bid, ask, size, size);

    public void Dispose() => Exchange.Dispose();

    public static OrderSpec Buy(Instrument instrument, decimal units, PriceTerms? price = null, TimeInForce? time = null) =>
        Spec(instrument, Side.Buy, units, price, time);

    public static OrderSpec Sell(Instrument instrument, decimal units, PriceTerms? price = null, TimeInForce? time = null) =>
        Spec(instrument, Side.Sell, units, price, time);

    public static PriceTerms Limit(decimal price) => new PriceTerms.Limit(price);

    private static OrderSpec Spec(Instrument instrument, Side side, decimal units, PriceTerms? price, TimeInForce? time) => new()
    {
        Legs = [new OrderLeg(instrument, side, PositionEffect.Unspecified)],
        Quantity = new OrderQuantity.Units(units),
        Price = price ?? new PriceTerms.Market(),
        TimeInForce = time ?? TimeInForce.Day,
    };
}
