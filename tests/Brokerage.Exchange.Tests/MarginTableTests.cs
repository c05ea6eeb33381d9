namespace Brokerage.Exchange.Tests;

/// <summary>Reg T and FINRA 4210, worked out by hand; the comments are the arithmetic.</summary>
public sealed class MarginTableTests
{
    private static readonly DateOnly Expires = new(2026, 6, 19);

    public static TheoryData<string, string, string> Table => new()
    {
        // position(s) as quantity × instrument @ price, underlying at 100; initial; maintenance
        { "100 S@50", "2500", "1250" },                 // 50 % and 25 % of 5,000
        { "100 N@50", "5000", "5000" },                 // not marginable
        { "-100 S@50", "2500", "1500" },                // 50 %; max(30 % of 5,000, 5.00 × 100)
        { "-100 S@10", "500", "500" },                  // 30 % is 300, 5.00 a share is 500
        { "-100 S@12", "600", "500" },                  // 50 % of 1,200
        { "-100 S@4", "400", "400" },                   // under 5.00: max(100 % of 400, 2.50 × 100)
        { "-100 S@2", "250", "250" },                   // 2.50 × 100 is more than 200
        { "2 C110@3", "600", "600" },                   // long options are paid in full
        { "-1 C110@3", "1000", "1000" },                // max(20 − 10, 10) × 100
        { "-1 C100@5", "2000", "2000" },                // at the money: 20 × 100
        { "-1 C130@1", "1000", "1000" },                // 20 − 30 < 0, so 10 % of 100
        { "-1 P90@2", "1000", "1000" },                 // 20 − 10 = 10 > 9
        { "-1 P70@1", "700", "700" },                   // 10 % of the strike
        { "100 S@100;-1 C110@3", "5000", "2500" },      // covered: the shares alone
        { "-100 S@100;-1 P90@2", "5000", "3000" },      // a put covered by short shares
        { "1 C100@5;-1 C110@2", "300", "300" },         // debit spread: what it cost
        { "-1 C100@5;1 C110@2", "700", "700" },         // credit spread: 10 wide less 3 received
        { "-1 P100@5;1 P90@2", "700", "700" },
        { "-2 C100@5;1 C110@2", "2700", "2700" },       // one spread and one uncovered
        { "150 S@100;-2 C110@3", "8500", "4750" },      // 150 shares cover one of two calls: 7,500 + 1,000 and 3,750 + 1,000
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Requirements_equal_the_hand_computed_ones(string positions, string initial, string maintenance)
    {
        var need = RegT.Of([.. positions.Split(';').Select(Parse)]);
        Assert.Equal((Number(initial), Number(maintenance)), (need.Initial, need.Maintenance));
    }

    [Fact]
    public void A_margin_account_s_figures_follow_by_hand()
    {
        using var desk = Margin(10_000m);
        desk.Quote(Desk.Apple, 49.99m, 50.00m);
        desk.Placed(Desk.Buy(Desk.Apple, 300m));

        // 15,000 of stock on 10,000 of equity: initial 7,500, maintenance 3,750, free 2,500.
        var balance = desk.Balance;
        Assert.Equal((-5_000m, 10_000m, 15_000m), (balance.Cash, balance.Equity, balance.LongMarketValue));
        Assert.Equal((7_500m, 3_750m, 5_000m), (balance.InitialMargin, balance.MaintenanceMargin, balance.BuyingPower));
        Assert.Equal((5_000m, 0m, 2_500m), (balance.MarginDebit, balance.MarginCall, balance.OptionBuyingPower));
        Assert.Null(balance.DayTradingBuyingPower);

        // At 20.00: value 6,000, equity 1,000, maintenance 1,500.
        desk.Exchange.SetPrice(Desk.Apple, 20m);
        Assert.Equal((1_000m, 500m, 0m), (desk.Balance.Equity, desk.Balance.MarginCall, desk.Balance.BuyingPower));
    }

    [Fact]
    public void A_short_sale_s_figures_follow_by_hand()
    {
        using var desk = Margin(30_000m);
        desk.Quote(Desk.Apple, 50.00m, 50.01m);
        var order = desk.Placed(Desk.Sell(Desk.Apple, 100m));
        Assert.Equal(PositionEffect.Open, order.Legs[0].Leg.Effect);

        // 5,000 of proceeds in the cash, −5,000 of value; initial 2,500, maintenance 1,500; four times 28,500 for a day.
        var balance = desk.Balance;
        Assert.Equal((35_000m, -5_000m, 30_000m), (balance.Cash, balance.ShortMarketValue, balance.Equity));
        Assert.Equal((2_500m, 1_500m, 55_000m, 114_000m), (balance.InitialMargin, balance.MaintenanceMargin, balance.BuyingPower, balance.DayTradingBuyingPower));
        Assert.Equal((-100m, 50m), (desk.Held(Desk.Apple), desk.Exchange.FindPosition(desk.Account, Desk.Apple)!.AverageCost));

        // Covering at 40.00 leaves 1,000.
        desk.Quote(Desk.Apple, 39.99m, 40.00m);
        var cover = desk.Placed(Desk.Buy(Desk.Apple, 100m));
        Assert.Equal(PositionEffect.Close, cover.Legs[0].Leg.Effect);
        Assert.Equal((31_000m, 31_000m, 0m), (desk.Balance.Cash, desk.Balance.Equity, desk.Held(Desk.Apple)));
    }

    [Fact]
    public void Buying_power_is_spent_to_the_cent_and_no_further()
    {
        using var desk = Margin(10_000m);
        desk.Quote(Desk.Apple, 49.99m, 50.00m);
        Assert.Equal(RejectReason.InsufficientFunds, desk.Refused(Desk.Buy(Desk.Apple, 401m)));
        desk.Placed(Desk.Buy(Desk.Apple, 400m));
        Assert.Equal(0m, desk.Balance.BuyingPower);
    }

    [Fact]
    public void Below_two_thousand_nothing_is_lent()
    {
        using var desk = Margin(1_999m);
        Assert.Equal(1_999m, desk.Balance.BuyingPower);
    }

    [Fact]
    public void Crypto_is_neither_lent_on_nor_sold_short()
    {
        using var desk = Margin(10_000m);
        desk.Quote(Desk.Bitcoin, 59_999m, 60_000m, 10m);
        Assert.Equal(RejectReason.InsufficientFunds, desk.Refused(Desk.Buy(Desk.Bitcoin, 0.2m, time: TimeInForce.GoodTillCancelled)));
        Assert.Equal(RejectReason.InsufficientShares, desk.Refused(Desk.Sell(Desk.Bitcoin, 0.1m, time: TimeInForce.GoodTillCancelled)));
        desk.Placed(Desk.Buy(Desk.Bitcoin, 0.1m, time: TimeInForce.GoodTillCancelled));
        Assert.Equal(4_000m, desk.Balance.OptionBuyingPower);
    }

    [Fact]
    public void Short_and_long_are_not_mixed()
    {
        using var desk = Margin(30_000m);
        desk.Placed(Desk.Buy(Desk.Apple, 10m));
        Assert.Equal(RejectReason.InsufficientShares, desk.Refused(Desk.Sell(Desk.Apple, 11m)));
        Assert.Equal(RejectReason.NotShortable, desk.Refused(With(Desk.Sell(Desk.Apple, 1m), PositionEffect.Open)));
        Assert.Equal(RejectReason.InsufficientShares, desk.Refused(With(Desk.Buy(Desk.Apple, 1m), PositionEffect.Close)));
        desk.Placed(Desk.Sell(Desk.Apple, 10m));
        desk.Placed(Desk.Sell(Desk.Apple, 5m));
        Assert.Equal(RejectReason.InsufficientShares, desk.Refused(Desk.Buy(Desk.Apple, 6m)));
    }

    [Fact]
    public void A_cash_account_never_sells_short()
    {
        using var desk = new Desk();
        Assert.Equal(RejectReason.NotShortable, desk.Refused(With(Desk.Sell(Desk.Apple, 1m), PositionEffect.Open)));
    }

    private static OrderSpec With(OrderSpec spec, PositionEffect effect) => spec with { Legs = [spec.Legs[0] with { Effect = effect }] };

    private static Desk Margin(decimal cash) => new(opening: new AccountOpening { Kind = MarginKind.Margin, Cash = cash });

    private static MarginPosition Parse(string text)
    {
        var parts = text.Split(' ', '@');
        var listing = DefaultListings.Stock("S", "stock", 100m);
        if (parts[1] is ['N'])
        {
            listing = listing with { Marginable = false };
        }
        else if (parts[1][0] is 'C' or 'P')
        {
            var option = new Instrument.Option("S", Expires, Number(parts[1][1..]), parts[1][0] == 'C');
            listing = new Listing { Instrument = option, Description = "option", Multiplier = 100m, Marginable = false };
        }

        return new MarginPosition(listing, Number(parts[0]), Number(parts[2]), 100m);
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
