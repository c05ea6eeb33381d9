namespace Brokerage.Alpaca.Tests;

/// <summary>The things that the fixtures speak about, in our words.</summary>
internal static class Sample
{
    public const string OrderId = "2f9be6a1-6d0c-4d1b-a6c8-93f1f0c7d201";

    public const string WatchlistId = "b8a1c1f4-5a0e-4a34-9d0f-7c1b2e3d4f50";

    public static AccountId Account { get; } = AccountId.Parse("6f0a7c52-19d3-4f0e-8b6a-2d94e1c07b35");

    public static AccountRef Ref { get; } = new(ConnectionId.Parse("test"), AlpacaAdapter.BrokerId, Account);

    public static ClientOrderId ClientId { get; } = ClientOrderId.Parse("0199a1b2c3d4e5f60718293a4b5c6d7e");

    public static Instrument BrkB { get; } = new Instrument.Equity("BRK.B");

    public static Instrument Bitcoin { get; } = new Instrument.Crypto("BTC", "USD");

    public static Instrument.Option Call { get; } = new("AAPL", new DateOnly(2027, 1, 15), 250m, IsCall: true);

    public static AsOf AsOf { get; } = new(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));

    public static OrderRef Order => new(Ref, Brokerage.OrderId.Parse(OrderId));

    public static OrderSpec Limit(Side side = Side.Buy, decimal units = 10m, decimal price = 455.25m) => OrderSpec.Limit(BrkB, side, units, price);

    public static OrderIntent.New Intent(OrderPlan plan) => new(Ref, ClientId, plan);
}
