namespace Brokerage.Kill.Tests.Scenes;

/// <summary>What is ordered: a limit far below the market, so that it rests.</summary>
internal static class Terms
{
    public static Instrument Instrument { get; } = new Instrument.Equity("AAPL");

    public static OrderPlan Base(decimal price) => new OrderPlan.Single(Entry(price - 1m));

    public static OrderPlan Plan(Scene scene, decimal price) => scene switch
    {
        { IsBracket: true } =>
            OrderPlan.Bracket(Entry(price), Exit(new PriceTerms.Limit(price + 10m)), Exit(new PriceTerms.Stop(price - 10m))),
        // Twice the market: it rests.
        { Wish: Wish.Bracket } => new OrderPlan.Single(Entry(price) with { Price = new PriceTerms.StopLimit(4m * price, (4m * price) + 1m) }),
        _ => new OrderPlan.Single(Entry(price)),
    };

    public static OrderChange Change(decimal price) => new(TotalQuantity: 7m, Price: new PriceTerms.Limit(price + 1m));

    private static OrderSpec Entry(decimal price) => OrderSpec.Limit(Instrument, Side.Buy, 5m, price) with { TimeInForce = TimeInForce.GoodTillCancelled };

    private static OrderSpec Exit(PriceTerms price) => OrderSpec.One(Instrument, Side.Sell, 5m, price) with { TimeInForce = TimeInForce.GoodTillCancelled };
}
