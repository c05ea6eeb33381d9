using Brokerage.Tests.Fakes;
using static Brokerage.BrokerageErrorCode;

namespace Brokerage.Tests.Guards.Risk;

/// <summary>Each limit by itself: the last order that fits, and the first that does not.</summary>
public sealed class RiskLimitTests
{
    [Theory]
    [InlineData(300, null)]
    [InlineData(301, PositionSizeExceeded)]
    public async Task A_position_is_at_most_a_share_of_equity(int units, BrokerageErrorCode? code) =>
        Assert.Equal(code, await new RiskScene().CodeAsync(new RiskScene().Buy("ABC", units)));

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, PositionSizeExceeded)]
    public async Task What_is_held_counts(int units, BrokerageErrorCode? code)
    {
        var scene = new RiskScene();
        scene.Broker.Positions[RiskScene.Of("ABC")] = 100m;
        Assert.Equal(code, await scene.CodeAsync(scene.Buy("ABC", units)));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, PositionSizeExceeded)]
    public async Task What_works_elsewhere_counts(int units, BrokerageErrorCode? code)
    {
        var scene = new RiskScene();
        scene.Broker.Register(null, RiskScene.Of("ABC"), 100m, 100m);
        Assert.Equal(code, await scene.CodeAsync(scene.Buy("ABC", units)));
    }

    [Theory]
    [InlineData(250, null)]
    [InlineData(251, PositionSizeExceeded)]
    public async Task Of_an_order_elsewhere_what_is_filled_counts_once(int units, BrokerageErrorCode? code)
    {
        var scene = new RiskScene();
        var order = scene.Broker.Register(null, RiskScene.Of("ABC"), 50m, 100m);
        scene.Broker.Fill(order, 20m);
        Assert.Equal(code, await scene.CodeAsync(scene.Buy("ABC", units)));
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, InsufficientFunds)]
    public async Task Buying_power_is_kept(int units, BrokerageErrorCode? code)
    {
        var scene = new RiskScene(limits => limits.MaxPositionShare = null);
        scene.Broker.BuyingPower = 50_000m;
        Assert.Equal(code, await scene.CodeAsync(scene.Buy("ABC", units)));
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, InsufficientFunds)]
    public async Task Orders_that_the_reading_does_not_show_take_buying_power(int units, BrokerageErrorCode? code)
    {
        var scene = new RiskScene(limits => limits.MaxPositionShare = null);
        scene.Broker.BuyingPower = 50_000m;
        scene.LoseAnswers(arrives: false);
        Assert.Null(await scene.CodeAsync(scene.Buy("XYZ", 200m)));
        scene.Broker.OnSubmit = _ => null;
        Assert.Equal(code, await scene.CodeAsync(scene.Buy("ABC", units)));
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, RiskLimitExceeded)]
    public async Task An_order_is_worth_at_most_so_much(int units, BrokerageErrorCode? code)
    {
        var scene = new RiskScene(limits => limits.MaxOrderValue = 1_000m);
        Assert.Equal(code, await scene.CodeAsync(scene.Buy("ABC", units)));
    }

    [Fact]
    public async Task The_orders_of_a_day_are_counted_those_that_were_there_included()
    {
        var scene = new RiskScene(limits => limits.MaxOrdersPerDay = 3);
        scene.Broker.Register(null, RiskScene.Of("XYZ"), 1m, 1m).State = OrderState.Filled;
        Assert.Null(await scene.CodeAsync(scene.Buy("ABC", 1m)));
        Assert.Null(await scene.CodeAsync(scene.Buy("ABC", 1m)));
        Assert.Equal(RiskLimitExceeded, await scene.CodeAsync(scene.Buy("ABC", 1m)));
    }

    [Fact]
    public async Task A_rejected_order_does_not_count()
    {
        var scene = new RiskScene(limits => limits.MaxOrdersPerDay = 1);
        scene.Broker.OnSubmit = _ => new SubmitResult.Rejected(Make.Error(OrderRejected));
        Assert.Equal(OrderRejected, ((SubmitResult.Rejected)await scene.SubmitAsync(scene.Buy("ABC", 1m))).Error.Code);
        scene.Broker.OnSubmit = _ => null;
        Assert.Null(await scene.CodeAsync(scene.Buy("ABC", 1m)));
    }

    // Noon is Wednesday, 12:00 in New York; the late session ends at 20:00, which is 01:00 UTC.
    [Theory]
    [InlineData(7.9, RiskLimitExceeded)]
    [InlineData(8.1, null)]
    public async Task A_day_ends_with_the_late_session_in_New_York(double hours, BrokerageErrorCode? code)
    {
        var scene = new RiskScene(limits => limits.MaxOrdersPerDay = 1);
        Assert.Null(await scene.CodeAsync(scene.Buy("ABC", 1m)));
        scene.Clock.Advance(TimeSpan.FromHours(hours));
        // The broker's history of the new day is empty.
        if (code is null) foreach (var order in scene.Broker.Open) order.State = OrderState.Rejected;
        Assert.Equal(code, await scene.CodeAsync(scene.Buy("ABC", 1m)));
    }

    [Theory]
    [InlineData(-999, null)]
    [InlineData(-1_000, DailyLossLimit)]
    public async Task A_day_may_lose_so_much(int profit, BrokerageErrorCode? code)
    {
        var scene = new RiskScene(limits => limits.MaxDailyLoss = 1_000m);
        scene.Broker.DayProfit = profit;
        Assert.Equal(code, await scene.CodeAsync(scene.Buy("ABC", 1m)));
    }

    [Fact]
    public async Task A_loss_that_the_broker_does_not_tell_is_measured_from_the_days_first_reading()
    {
        var scene = new RiskScene(limits => limits.MaxDailyLoss = 1_000m);
        scene.Broker.DayProfit = null;
        Assert.Null(await scene.CodeAsync(scene.Buy("ABC", 1m)));
        scene.Broker.Equity = 99_000m;
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(DailyLossLimit, await scene.CodeAsync(scene.Buy("ABC", 1m)));
    }

    [Fact]
    public async Task All_reasons_come_at_once()
    {
        var scene = new RiskScene(limits => (limits.MaxOrderValue, limits.MaxDailyLoss) = (10m, 5m));
        scene.Broker.DayProfit = -6m;
        scene.Broker.BuyingPower = 10m;
        var rejected = Assert.IsType<SubmitResult.Rejected>(await scene.SubmitAsync(scene.Buy("ABC", 301m)));
        Assert.Equal(
            [DailyLossLimit, RiskLimitExceeded, PositionSizeExceeded, InsufficientFunds], rejected.Error.Details.Select(detail => detail.Code));
    }

    [Theory]
    [InlineData(TradingMode.ReduceOnly, "buy", RiskLimitExceeded)]
    [InlineData(TradingMode.ReduceOnly, "sell", null)]
    [InlineData(TradingMode.ReduceOnly, "oversell", RiskLimitExceeded)]
    [InlineData(TradingMode.ReduceOnly, "cover", null)]
    [InlineData(TradingMode.ReduceOnly, "overcover", RiskLimitExceeded)]
    [InlineData(TradingMode.Stopped, "sell", RiskLimitExceeded)]
    [InlineData(TradingMode.Stopped, "buy", RiskLimitExceeded)]
    public async Task Modes_hold_while_running(TradingMode mode, string what, BrokerageErrorCode? code)
    {
        var scene = new RiskScene();
        scene.Broker.Positions[RiskScene.Of("ABC")] = 100m;
        scene.Broker.Positions[RiskScene.Of("XYZ")] = -100m;
        scene.Broker.Quote("ABC", 99m, 100m);
        scene.Broker.Quote("XYZ", 99m, 100m);
        Assert.Null(await scene.CodeAsync(scene.Buy("ABC", 1m)));
        scene.Books.SetMode(scene.Broker.Account, mode);
        Assert.Equal(code, await scene.CodeAsync(what switch
        {
            "buy" => scene.Buy("ABC", 1m),
            "sell" => scene.Sell("ABC", 100m),
            "oversell" => scene.Sell("ABC", 101m),
            "cover" => scene.Buy("XYZ", 100m),
            _ => scene.Buy("XYZ", 101m),
        }));
        Assert.IsType<CancelResult.Requested>(await scene.Trading.CancelAsync(new OrderRef(scene.Broker.Account, scene.Broker.Open[0].Id), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_stricter_mode_holds()
    {
        var scene = new RiskScene(limits => limits.Mode = TradingMode.ReduceOnly);
        Assert.Equal(TradingMode.ReduceOnly, scene.Books.ModeOf(scene.Broker.Account));
        scene.Books.SetMode(scene.Broker.Account, TradingMode.Stopped);
        Assert.Equal((TradingMode.Stopped, TradingMode.ReduceOnly), (scene.Books.ModeOf(scene.Broker.Account), scene.Books.Mode));
        scene.Books.Mode = TradingMode.Normal;
        Assert.Equal(TradingMode.Stopped, scene.Books.ModeOf(scene.Broker.Account));
        Assert.Throws<ArgumentOutOfRangeException>(() => scene.Books.Mode = (TradingMode)9);
    }

    [Fact]
    public async Task Sells_that_work_already_are_no_longer_held()
    {
        var scene = new RiskScene(limits => limits.Mode = TradingMode.ReduceOnly);
        scene.Broker.Positions[RiskScene.Of("ABC")] = 100m;
        Assert.Null(await scene.CodeAsync(scene.Sell("ABC", 60m)));
        Assert.Equal(RiskLimitExceeded, await scene.CodeAsync(scene.Sell("ABC", 41m)));
        Assert.Null(await scene.CodeAsync(scene.Sell("ABC", 40m)));
    }

    [Fact]
    public async Task What_makes_a_position_smaller_passes_every_size_limit()
    {
        var scene = new RiskScene(limits => (limits.MaxOrderValue, limits.MaxDailyLoss, limits.MaxOrdersPerDay) = (1m, 1m, 0));
        scene.Broker.Positions[RiskScene.Of("ABC")] = 5_000m;
        (scene.Broker.DayProfit, scene.Broker.BuyingPower, scene.Broker.Equity) = (-50m, 0m, null);
        Assert.Null(await scene.CodeAsync(scene.Sell("ABC", 5_000m)));
    }

    [Fact]
    public async Task The_exits_of_a_bracket_reduce_what_its_entry_opens()
    {
        var scene = new RiskScene();
        var exit = OrderSpec.Limit(RiskScene.Of("ABC"), Side.Sell, 300m, 120m);
        var bracket = OrderPlan.Bracket(OrderSpec.Limit(RiskScene.Of("ABC"), Side.Buy, 300m, 100m), exit, exit with { Price = new PriceTerms.Stop(90m) });
        Assert.Null(await scene.CodeAsync(scene.Place(bracket)));
        Assert.Equal(PositionSizeExceeded, await scene.CodeAsync(scene.Buy("ABC", 1m)));
    }

    [Fact]
    public async Task Of_exits_that_cancel_each_other_one_counts()
    {
        var scene = new RiskScene(limits => limits.Mode = TradingMode.ReduceOnly);
        scene.Broker.Positions[RiskScene.Of("ABC")] = 100m;
        var exit = OrderSpec.Limit(RiskScene.Of("ABC"), Side.Sell, 100m, 120m);
        var both = new OrderPlan.OneCancels([new OrderPlan.Single(exit), new OrderPlan.Single(exit with { Price = new PriceTerms.Stop(90m) })]);
        Assert.Null(await scene.CodeAsync(scene.Place(both)));
        Assert.Equal(RiskLimitExceeded, await scene.CodeAsync(scene.Sell("ABC", 1m)));
    }

    [Theory]
    [InlineData("equity")]
    [InlineData("positions")]
    [InlineData("read")]
    [InlineData("price")]
    [InlineData("bond")]
    [InlineData("huge")]
    [InlineData("currency")]
    public async Task What_cannot_be_judged_is_refused(string missing)
    {
        var scene = new RiskScene();
        var order = scene.Buy("ABC", 1m);
        switch (missing)
        {
            case "equity": scene.Broker.Equity = null; break;
            case "positions": scene.Broker.SeesPositionsWhole = false; break;
            case "read": scene.Broker.ReadFails = new BrokerageException(Make.Error(BrokerageErrorCode.Timeout)); break;
            case "price": order = scene.Place(OrderSpec.Market(RiskScene.Of("ABC"), Side.Buy, 1m)); break;
            case "bond": order = scene.Buy("bond:912810TV0", 1m); break;
            case "huge": order = scene.Buy("ABC", decimal.MaxValue, decimal.MaxValue); break;
            default: order = scene.Buy("VOD@XLON", 1m); break;
        }

        Assert.NotNull(await scene.CodeAsync(order));
        Assert.Equal(0, scene.Account.Live);
    }

    [Fact]
    public async Task Nobody_is_refused_by_an_old_reading()
    {
        var scene = new RiskScene();
        var filled = scene.Broker.Register(null, RiskScene.Of("ABC"), 300m, 100m);
        Assert.Equal(PositionSizeExceeded, await scene.CodeAsync(scene.Buy("ABC", 1m)));
        filled.State = OrderState.Cancelled;
        Assert.Null(await scene.CodeAsync(scene.Buy("ABC", 300m)));
    }

    [Fact]
    public async Task A_reading_is_shared_by_orders_that_follow_each_other()
    {
        var scene = new RiskScene();
        for (var i = 0; i < 10; i++) Assert.Null(await scene.CodeAsync(scene.Buy("ABC", 1m)));
        Assert.Equal(1, scene.Broker.Reads);
        scene.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Null(await scene.CodeAsync(scene.Buy("ABC", 1m)));
        Assert.Equal(2, scene.Broker.Reads);
    }
}
