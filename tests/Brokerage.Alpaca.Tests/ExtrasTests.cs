namespace Brokerage.Alpaca.Tests;

/// <summary>What Alpaca tells beyond the contract, from fixtures and over the wire.</summary>
public sealed class ExtrasTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_are_told_as_they_are_meant()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/account/configurations", "Extras/GET-configurations");

        var settings = await Extras(house.Connection).GetSettingsAsync(Token);

        Assert.Equal((true, true, false, false), (settings.FractionalTrading, settings.OvernightTrading, settings.ShortSelling, settings.TradingSuspended));
        Assert.Equal((2m, 2, false, "all"), (settings.MaxMarginMultiplier, settings.MaxOptionLevel, settings.PartnershipsWithoutException, settings.ConfirmationMails));
    }

    [Fact]
    public async Task What_settings_do_not_say_is_not_known()
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/account/configurations", "{}");

        Assert.Equal(new AlpacaAccountSettings(), await Extras(house.Connection).GetSettingsAsync(Token));
    }

    [Fact]
    public async Task A_history_keeps_its_gaps()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/account/portfolio/history", "Extras/GET-portfolio-history");
        var to = house.Clock.GetUtcNow();

        var history = await Extras(house.Connection).GetPortfolioHistoryAsync(to.AddDays(-3), to, TimeSpan.FromDays(1), Token);

        Assert.Equal((Currency.Usd, 25_000m), (history.Currency, history.BaseValue));
        Assert.Equal(
            [
                new AlpacaPortfolioPoint(new DateTimeOffset(2025, 11, 18, 0, 0, 0, TimeSpan.Zero), 25_010.5m, 10.5m, 0.00042m),
                new AlpacaPortfolioPoint(new DateTimeOffset(2025, 11, 19, 0, 0, 0, TimeSpan.Zero), null, null, null),
                new AlpacaPortfolioPoint(new DateTimeOffset(2025, 11, 20, 0, 0, 0, TimeSpan.Zero), 25_120.25m, 109.75m, 0.00439m),
            ],
            history.Points);
        Assert.Contains("start=2026-11-16T15%3A32%3A00Z&end=2026-11-19T15%3A32%3A00Z&timeframe=1D", house.Requests[^1].Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_Alpaca_lacks_is_refused_before_anything_is_sent()
    {
        await using var house = new TestHouse();
        var to = house.Clock.GetUtcNow();

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => Extras(house.Connection).GetPortfolioHistoryAsync(to.AddDays(-3), to, TimeSpan.FromMinutes(2), Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Extras(house.Connection).GetPortfolioHistoryAsync(to, to, TimeSpan.FromDays(1), Token));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, thrown.Code);
        Assert.Empty(house.Requests);
    }

    [Fact]
    public async Task Watchlists_are_listed_by_name_and_read_one_by_one()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/watchlists", "Extras/GET-watchlists");
        house.Answer("GET", "v2/watchlists/" + Sample.WatchlistId, "Extras/GET-watchlist");
        var extras = Extras(house.Connection);

        var list = Assert.Single((await extras.GetWatchlistsAsync(Token)).Items);
        var whole = await extras.GetWatchlistAsync(list.Id, Token);

        Assert.Equal(("long term", new DateTimeOffset(2026, 11, 3, 9, 15, 30, TimeSpan.Zero).AddTicks(4455660)), (list.Name, list.UpdatedAt));
        Assert.Null(list.Instruments);
        Assert.Equal([Sample.BrkB, Sample.Bitcoin], whole.Instruments);
    }

    [Fact]
    public async Task They_are_what_the_simulated_broker_holds()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var extras = Extras(house.Connection);
        var now = house.Clock.GetUtcNow();

        var history = await extras.GetPortfolioHistoryAsync(now.AddDays(-3), now, TimeSpan.FromDays(1), Token);
        var settings = await extras.GetSettingsAsync(Token);
        var lists = await extras.GetWatchlistsAsync(Token);
        var missing = await Assert.ThrowsAsync<BrokerageException>(() => extras.GetWatchlistAsync(Sample.WatchlistId, Token));

        Assert.Equal(house.Alpaca.Exchange.GetBalance(house.Alpaca.Account).Equity, history.Points[^1].Equity);
        Assert.True(settings.FractionalTrading);
        Assert.Empty(lists.Items);
        Assert.Equal("404", missing.Error.BrokerCode?[..3]);
    }

    [Fact]
    public async Task Closing_positions_and_cancelling_everything_go_through_the_order_path()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        await house.Trading.PlaceAsync(OrderIntent.Place(account, OrderSpec.Market(Sample.BrkB, Side.Buy, 0.5m)), Token);
        await house.Trading.PlaceAsync(OrderIntent.Place(account, OrderSpec.Market(new Instrument.Equity("MSFT"), Side.Sell, 2m)), Token);
        await house.Trading.PlaceAsync(OrderIntent.Place(account, OrderSpec.Market(Sample.Bitcoin, Side.Buy, 0.01m) with { TimeInForce = TimeInForce.GoodTillCancelled }), Token);
        await house.Trading.PlaceAsync(OrderIntent.Place(account, Sample.Limit(Side.Sell, units: 3m, price: 900m)), Token);

        var cancelled = await house.Trading.CancelAllAsync(account.Account, Token);
        var positions = (await house.Connection.Accounts.GetPositionsAsync(account.Account, Token)).Items;
        foreach (var position in positions)
        {
            Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(account, OrderSpec.ToClose(position)), Token));
        }

        Assert.IsType<CancelResult.Requested>(Assert.Single(cancelled.Items).Result);
        Assert.Equal(3, positions.Count);
        Assert.Contains(positions, position => position.Quantity < 0m);
        Assert.Empty((await house.Connection.Accounts.GetPositionsAsync(account.Account, Token)).Items);
    }

    private static IAlpacaExtras Extras(IBrokerageConnection connection) => connection.GetService<IAlpacaExtras>()!;
}
