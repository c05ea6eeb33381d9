namespace Brokerage.Abstractions.Tests.Orders;

/// <summary>One full value of each kind, for tests that change it bit by bit.</summary>
internal static class Samples
{
    internal static Instrument Apple { get; } = new Instrument.Equity("AAPL");

    internal static Instrument Call { get; } = new Instrument.Option("AAPL", new DateOnly(2027, 1, 15), 190m, IsCall: true);

    internal static AccountRef Account { get; } = new(ConnectionId.Parse("con-1"), BrokerId.Parse("mock"), AccountId.Parse("acc-1"));

    internal static OrderSpec Entry { get; } = new()
    {
        Legs = [new OrderLeg(Apple, Side.Buy, PositionEffect.Open, 1), new OrderLeg(Call, Side.Sell, PositionEffect.Open, 2)],
        Quantity = new OrderQuantity.Units(10m),
        Price = new PriceTerms.StopLimit(190m, 191.25m, TriggerBasis.Last),
        TimeInForce = TimeInForce.GoodTill(new DateOnly(2027, 3, 31)),
        Sessions = Sessions.Extended,
        AllOrNone = true,
        Extras = new Dictionary<string, string>(StringComparer.Ordinal) { ["ibkr.b"] = "2", ["ibkr.a"] = "1" },
    };

    internal static OrderIntent.New Intent { get; } = new(Account, ClientOrderId.Parse("client-1"), OrderPlan.Bracket(
        Entry,
        OrderSpec.Limit(Apple, Side.Sell, 10m, 210m),
        OrderSpec.One(Apple, Side.Sell, 10m, new PriceTerms.Trailing(0.05m, InPercent: true, 0.1m, TriggerBasis.Mark))));

    internal static OrderIntent.Replace Replacement { get; } = new(
        Account, ClientOrderId.Parse("client-2"), OrderId.Parse("broker-9"), new OrderChange(12m, new PriceTerms.Limit(189.5m), TimeInForce.GoodTillCancelled));

    internal static PreparedOrder Prepared { get; } = new()
    {
        Intent = Intent,
        Attempt = 2,
        WireId = "w-2",
        Evidence = "{\"previewId\":77}",
        PreparedAt = new DateTimeOffset(2026, 11, 20, 14, 30, 0, TimeSpan.Zero),
        ExpiresAt = new DateTimeOffset(2026, 11, 20, 14, 33, 0, TimeSpan.Zero),
        Preview = new OrderPreview
        {
            Source = Support.Native,
            Notices = [new Notice(NoticeSeverity.Warning, "1042", "Close to the limit.") { Field = "Plan.Spec.Price" }],
            Commission = new MoneyRange(Money.Usd(0.35m), Money.Usd(1.10m)),
            EstimatedTotal = Money.Usd(1912.85m),
            InitialMarginChange = 956.43m,
            BuyingPowerAfter = 8044.72m,
        },
        Approvals = [new Approval("q1", "Really?", "yes", "user-7", new DateTimeOffset(2026, 11, 20, 14, 31, 0, TimeSpan.Zero))],
    };
}
