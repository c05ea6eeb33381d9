namespace Brokerage.Exchange.Tests;

public sealed class SplitTests
{
    [Theory]
    [InlineData(2, 1, 24)]
    [InlineData(1, 3, 4)]
    [InlineData(3, 2, 18)]
    public void Holdings_and_prices_change_by_the_ratio_and_nobody_is_richer(int now, int before, int held)
    {
        using var desk = Holding(12m);
        var other = desk.Exchange.OpenAccount(new AccountOpening { Kind = MarginKind.Margin, Cash = 90_000m, Holdings = [new OpeningHolding(Desk.Apple, -6m, 240m)] }).Id;
        var (old, equity, shortEquity) = (desk.Exchange.FindPosition(desk.Account, Desk.Apple)!, desk.Balance.Equity, desk.Exchange.GetBalance(other).Equity);

        var entries = desk.Exchange.Split(Desk.Apple, now, before);

        var position = desk.Exchange.FindPosition(desk.Account, Desk.Apple)!;
        Assert.Equal((held, old.Price * before / now, old.CostBasis), (position.Quantity, position.Price, decimal.Round(position.CostBasis, 8)));
        Assert.InRange(position.PreviousClose - (old.PreviousClose * before / now), -0.005m, 0.005m);
        Assert.InRange(position.DayProfit - old.DayProfit, -0.1m, 0.1m); // prices stay on their grid
        Assert.Equal((equity, shortEquity), (desk.Balance.Equity, desk.Exchange.GetBalance(other).Equity));
        Assert.Equal((-6m * now / before, 240m * before / now), (desk.Exchange.FindPosition(other, Desk.Apple)!.Quantity, desk.Exchange.FindPosition(other, Desk.Apple)!.AverageCost));
        Assert.Equal([(desk.Account, held - 12m), (other, (-6m * now / before) + 6m)], entries.Select(entry => (entry.Postings[0].Account!.Value, entry.Postings[0].Amount)));
        Assert.All(entries, entry => Assert.Equal((LedgerKind.Split, 0m), (entry.Kind, entry.Postings.Sum(posting => posting.Amount))));
    }

    [Fact]
    public void What_was_held_is_sold_at_the_new_price()
    {
        using var desk = Holding(12m);
        desk.Exchange.Split(Desk.Apple, 2);

        var sold = desk.Placed(Desk.Sell(Desk.Apple, 24m));

        Assert.Equal((OrderState.Filled, 59.97m, 0m), (desk.Read(sold).State, desk.Read(sold).Executions[0].Price, desk.Held(Desk.Apple)));
    }

    [Fact]
    public void Open_orders_are_cancelled_and_options_that_nobody_holds_end()
    {
        using var desk = Holding(12m);
        desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Apple, Expiries = [new DateOnly(2026, 5, 15)], Strikes = [120m] });
        var order = desk.Placed(Desk.Sell(Desk.Apple, 5m, Desk.Limit(130m), TimeInForce.GoodTillCancelled));
        var elsewhere = desk.Placed(Desk.Buy(Desk.Spy, 1m, Desk.Limit(1m), TimeInForce.GoodTillCancelled));

        desk.Exchange.Split(Desk.Apple, 2);

        Assert.Equal((OrderState.Cancelled, OrderState.Working), (desk.Read(order).State, desk.Read(elsewhere).State));
        Assert.Equal(24m, desk.Exchange.FindPosition(desk.Account, Desk.Apple)!.Available);
        Assert.Empty(desk.Exchange.GetExpiries(Desk.Apple));
    }

    [Fact]
    public void What_cannot_be_split_stays_as_it_was()
    {
        using var desk = Holding(12m);
        var call = (Instrument.Option)desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Apple, Expiries = [new DateOnly(2026, 5, 15)], Strikes = [120m] })[0].Instrument;
        var order = desk.Placed(Desk.Sell(Desk.Apple, 5m, Desk.Limit(130m), TimeInForce.GoodTillCancelled));

        Assert.Throws<ArgumentException>(() => desk.Exchange.Split(Desk.Bitcoin, 2));
        Assert.Throws<ArgumentException>(() => desk.Exchange.Split(new Instrument.Equity("NOBODY"), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => desk.Exchange.Split(Desk.Apple, 0));
        Assert.Throws<ArgumentException>(() => desk.Exchange.Split(Desk.Apple, 1, 1_000_000_007));
        desk.Quote(call, 5.40m, 5.50m, 50m);
        desk.Placed(Desk.Buy(call, 1m));
        Assert.Throws<ArgumentException>(() => desk.Exchange.Split(Desk.Apple, 2));

        Assert.Equal((12m, OrderState.Working), (desk.Held(Desk.Apple), desk.Read(order).State));
    }

    private static Desk Holding(decimal shares)
    {
        var desk = new Desk(opening: new AccountOpening { Cash = 100_000m, Holdings = [new OpeningHolding(Desk.Apple, shares, 90m)] }, volatility: 0m);
        desk.Quote(Desk.Apple, 119.94m, 120.06m);
        return desk;
    }
}
