using static Brokerage.BrokerageErrorCode;

namespace Brokerage.Tests.Guards.Risk;

/// <summary>Orders take buying power once, whether the broker's figure shows it or not.</summary>
public sealed class BuyingPowerTests
{
    private readonly RiskScene _scene = new();

    public BuyingPowerTests() => _scene.Broker.BuyingPower = 50_000m;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_works_takes_its_part_and_gives_it_back(bool holds)
    {
        _scene.Broker.HoldsOrders = holds;
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 250m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("DEF", 250m)));
        SeeAll();
        Assert.Equal(InsufficientFunds, await _scene.CodeAsync(_scene.Buy("GHI", 1m)));

        _scene.Broker.End(_scene.Broker.Open[0], OrderState.Cancelled);
        Assert.Null(await _scene.CodeAsync(_scene.Buy("GHI", 250m)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_filled_is_in_the_figure_and_not_taken_off_again(bool holds)
    {
        _scene.Broker.HoldsOrders = holds;
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 250m)));
        _scene.Broker.Fill(_scene.Broker.Open[0], 200m);
        SeeAll();
        Assert.Null(await _scene.CodeAsync(_scene.Buy("DEF", 250m)));
        Assert.Equal(InsufficientFunds, await _scene.CodeAsync(_scene.Buy("GHI", 1m)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_placed_elsewhere_counts_at_its_price_changed_here_or_not(bool holds)
    {
        _scene.Broker.HoldsOrders = holds;
        var elsewhere = _scene.Broker.Register(null, RiskScene.Of("ABC"), 200m, 100m);
        Assert.Null(await _scene.CodeAsync(_scene.Buy("DEF", 250m)));
        Assert.Equal(InsufficientFunds, await _scene.CodeAsync(_scene.Buy("GHI", 51m)));
        var change = OrderIntent.Modify(new OrderRef(_scene.Broker.Account, elsewhere.Id), new OrderChange(TotalQuantity: 250m));
        Assert.Null(await _scene.CodeAsync(change));
        SeeAll();
        Assert.Equal(InsufficientFunds, await _scene.CodeAsync(_scene.Buy("GHI", 1m)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_nobody_can_value_holds_up_the_next_only_where_the_figure_does_not_hold_it(bool holds)
    {
        _scene.Broker.HoldsOrders = holds;
        var unpriced = _scene.Broker.Register(null, RiskScene.Of("ABC"), 10m, 0m);
        Assert.Equal(holds ? null : RiskLimitExceeded, await _scene.CodeAsync(_scene.Buy("DEF", 1m)));
        _scene.Broker.End(unpriced, OrderState.Cancelled);
        Assert.Null(await _scene.CodeAsync(_scene.Buy("DEF", 1m)));
    }

    [Fact]
    public async Task A_sale_of_what_is_held_takes_nothing()
    {
        _scene.Broker.HoldsOrders = false;
        _scene.Broker.Positions[RiskScene.Of("ABC")] = 100m;
        _scene.Broker.Register(null, RiskScene.Of("ABC"), -60m, 100m);
        Assert.Null(await _scene.CodeAsync(_scene.Sell("ABC", 40m)));
        SeeAll();
        Assert.Null(await _scene.CodeAsync(_scene.Buy("DEF", 250m)));
    }

    // A refusal follows a new reading; so does what comes after the last one is too old.
    private void SeeAll()
    {
        _scene.Clock.Advance(_scene.Limits.MaxReadingAge + TimeSpan.FromSeconds(1));
    }
}
