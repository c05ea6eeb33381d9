namespace Brokerage.ETrade.Tests;

/// <summary>The things that the fixtures speak about, in our words.</summary>
internal static class Sample
{
    public const string Key = "kd7Qm2Vx9TzR4wLpB6sYnA";

    /// <summary>The second account of the login.</summary>
    public const string OtherKey = "mR_3-Zk8wQ1tVb5XyH2cFg";

    public static DateTimeOffset Now { get; } = new(2026, 11, 19, 15, 32, 0, TimeSpan.Zero);

    public static AccountId Account { get; } = AccountId.Parse(Key);

    public static AccountRef Ref { get; } = new(ConnectionId.Parse("test"), ETradeAdapter.BrokerId, Account);

    public static ClientOrderId ClientId { get; } = ClientOrderId.Parse("0199a1b2c3d4e5f60718293a4b5c6d7e");

    public static Instrument Ko { get; } = new Instrument.Equity("KO");

    public static Instrument.Option Call { get; } = new("KO", new DateOnly(2027, 1, 15), 70m, IsCall: true);

    public static Instrument.Option HigherCall { get; } = new("KO", new DateOnly(2027, 1, 15), 75m, IsCall: true);

    public static AsOf AsOf { get; } = new(Now);

    public static OrderRef Order(string id) => new(Ref, OrderId.Parse(id));

    public static OrderSpec Limit(decimal units = 10m, decimal price = 61.25m, Side side = Side.Buy) => OrderSpec.Limit(Ko, side, units, price);

    public static OrderIntent.New Intent(OrderSpec spec) => new(Ref, ClientId, new OrderPlan.Single(spec));
}
