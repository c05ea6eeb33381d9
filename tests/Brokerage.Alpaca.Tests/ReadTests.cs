using Brokerage.Alpaca.Mapping;
using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests;

/// <summary>Accounts, balances, holdings and history from their fixtures.</summary>
public sealed class ReadTests
{
    [Fact]
    public async Task The_account_is_read_with_what_it_may_do()
    {
        await using var house = new TestHouse();

        var account = Assert.Single((await house.Connection.Accounts.GetAccountsAsync(house.Token)).Items);

        Assert.Equal(Sample.Ref, account.Ref);
        Assert.Equal("****71XK", account.MaskedNumber);
        Assert.DoesNotContain("TESTQ", account.ToString(), StringComparison.Ordinal);
        Assert.Equal(new Raw<MarginKind>(MarginKind.Margin, "4"), account.Margin);
        Assert.Equal(new Raw<AccountStatus>(AccountStatus.Active, "ACTIVE"), account.Status);
        Assert.Equal(Registration.Unknown, account.Registration.Value);
        Assert.Equal(Currency.Usd, account.BaseCurrency);
        Assert.Equal((true, true, true), (account.MayTrade[AssetClass.Equity], account.MayTrade[AssetClass.Option], account.MayTrade[AssetClass.Crypto]));
        Assert.Equal((true, 2), (account.MayShort, account.OptionLevel));
        Assert.Equal(new DateOnly(2026, 3, 2), account.OpenedOn);
        Assert.NotNull(account.MergeKey);
    }

    [Fact]
    public async Task A_blocked_account_may_trade_nothing()
    {
        await using var house = new TestHouse();
        house.WithoutAccount();
        house.Answer("GET", "v2/account", "Account/GET-account-margin-blocked");

        var account = Assert.Single((await house.Connection.Accounts.GetAccountsAsync(house.Token)).Items);

        Assert.Equal(AccountStatus.Restricted, account.Status.Value);
        Assert.All(account.MayTrade.Values, Assert.False);
    }

    [Fact]
    public async Task The_balance_says_what_Alpaca_says_and_nothing_else()
    {
        await using var house = new TestHouse();

        var balance = await house.Connection.Accounts.GetBalanceAsync(house.Account, house.Token);

        Assert.Equal((41250.37m, 40912.06m, 171204.48m, 63980.12m), (balance.Cash, balance.CashAvailable, balance.BuyingPower, balance.NetLiquidation));
        Assert.Equal((40912.06m, 6818.93m, 0m), (balance.OptionBuyingPower, balance.MaintenanceMargin, balance.MarginDebit));
        Assert.Equal(63980.12m - 63711.90258711m, balance.DayProfit);
        Assert.Null(balance.DayTradingBuyingPower);
        Assert.Null(balance.Withdrawable);
        Assert.Null(balance.TotalProfit);
        Assert.Equal(22729.75m, Assert.Single(balance.ByCurrency).MarketValue);
        Assert.Equal(1, house.Sent("GET", "v2/account"));
    }

    [Fact]
    public async Task Money_that_moved_today_is_no_profit()
    {
        await using var house = new TestHouse();
        house.WithoutAccount();
        house.Answer("GET", "v2/account", "Account/GET-account-margin-blocked");

        var balance = await house.Connection.Accounts.GetBalanceAsync(house.Account, house.Token);

        Assert.Null(balance.DayProfit);
        Assert.Equal(1830.55m, balance.MarginDebit);
        Assert.Null(balance.CashAvailable);
        Assert.Equal(98110.4m, balance.DayTradingBuyingPower);
    }

    [Fact]
    public async Task Holdings_are_signed_and_spelt_our_way()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/positions", "Positions/GET-positions");

        var positions = await house.Connection.Accounts.GetPositionsAsync(house.Account, house.Token);

        Assert.True(positions.IsComplete);
        Assert.Equal(
            ["BRK.B", "KO", "F", "AAPL  270115C00250000", "BTC/USD", "NEWCO"], positions.Items.Select(position => position.Instrument.ToString()));
        var ford = positions.Items[2];
        Assert.Equal((-150m, -150m, -2100m, 14.1m, 15m), (ford.Quantity, ford.Available, ford.MarketValue, ford.AverageCost, ford.UnrealizedProfit));
        Assert.Equal([1m, 1m, 1m, 100m, 1m, 1m], positions.Items.Select(position => position.Multiplier!.Value));
        Assert.All(positions.Items.Take(5), position =>
            Assert.Equal(position.MarketValue!.Value, position.Quantity * position.Price!.Value * position.Multiplier!.Value, 5));
        var halted = positions.Items[5];
        Assert.Null(halted.Price);
        Assert.Null(halted.MarketValue);
        Assert.Null(halted.UnrealizedProfit);
    }

    [Fact]
    public async Task A_position_that_cannot_be_read_is_a_failure_beside_the_others()
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/positions", """[{"symbol":"KO","asset_class":"us_equity","qty":"N/A","side":"long"},{"symbol":"F","asset_class":"us_equity","qty":"1","side":"long"},null]""");

        var positions = await house.Connection.Accounts.GetPositionsAsync(house.Account, house.Token);

        Assert.False(positions.IsComplete);
        Assert.Equal("F", Assert.Single(positions.Items).Instrument.ToString());
        Assert.Equal(["KO", "?"], positions.Failures.Select(failure => failure.Item));
    }

    [Fact]
    public async Task In_an_account_of_another_currency_the_figures_are_in_it()
    {
        await using var house = new TestHouse();
        house.WithoutAccount();
        house.AnswerText("GET", "v2/account", Fixture.Text("Account/GET-account").Replace("\"currency\": \"USD\"", "\"currency\": \"EUR\"", StringComparison.Ordinal));
        house.Answer("GET", "v2/positions", "Positions/GET-positions-local-currency");

        var position = Assert.Single((await house.Connection.Accounts.GetPositionsAsync(house.Account, house.Token)).Items);

        Assert.Equal(Currency.Parse("EUR"), position.Currency);
        Assert.Equal(966m, position.MarketValue);
    }

    [Fact]
    public async Task History_is_signed_as_positions_and_cash_move()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/account/activities", "Activities/GET-activities");

        var page = await house.Connection.Accounts.GetTransactionsAsync(
            new HistoryQuery(house.Account, new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), house.Clock.GetUtcNow()), house.Token);

        Assert.Null(page.Next);
        Assert.Equal(
            [
                TransactionKind.Trade, TransactionKind.Trade, TransactionKind.Trade, TransactionKind.Dividend, TransactionKind.Deposit, TransactionKind.Fee,
                TransactionKind.OptionEvent, TransactionKind.Unknown, TransactionKind.Fee,
            ],
            page.Items.Select(row => row.Kind.Value));
        Assert.Equal([4m, -50m, -0.1m, null, null, null, -1m, null, null], page.Items.Select(row => row.Quantity));
        Assert.Equal([-1820.79m, 701m, 6412.05m, 1.72m, 2500m, null, 0m, 0.5m, -1.6m], page.Items.Select(row => row.Net?.Amount));
        Assert.Equal(["BRK.B", "F", "BTC/USD", "KO", null, null, "AAPL  261107P00200000", null, "ETH/USD"], page.Items.Select(row => row.Instrument?.ToString()));
        Assert.Equal("canceled", page.Items[5].Text);
        Assert.Equal("QQQQ", page.Items[7].Kind.Text);
        Assert.Equal("DIV/CDIV", page.Items[3].Kind.Text);
        Assert.Equal(Sample.OrderId, page.Items[0].Order!.Value.Value);
        Assert.Equal("?after=2026-10-31T23%3A59%3A59.9999999Z&until=2026-11-19T15%3A32%3A00.0000000Z&direction=desc&page_size=100", house.Only("GET", "v2/account/activities").Address.Query);
    }

    [Fact]
    public async Task A_cursor_that_no_page_has_given_is_refused_and_nothing_leaves()
    {
        await using var house = new TestHouse();
        var query = new HistoryQuery(house.Account, house.Clock.GetUtcNow().AddDays(-1), house.Clock.GetUtcNow(), "made up!");

        var rows = await Assert.ThrowsAsync<BrokerageException>(() => house.Connection.Accounts.GetTransactionsAsync(query, house.Token));
        var orders = await Assert.ThrowsAsync<BrokerageException>(() => house.Trading.GetOrderHistoryAsync(query, house.Token));

        Assert.Equal((BrokerageErrorCode.InvalidRequest, BrokerageErrorCode.InvalidRequest), (rows.Code, orders.Code));
    }

    [Fact]
    public async Task Open_orders_are_read_page_by_page_without_doubles()
    {
        await using var house = new TestHouse();
        var full = "[" + string.Join(',', Enumerable.Range(0, 500).Select(i => $$"""{"id":"order-{{i}}","status":"new","filled_qty":"0","symbol":"KO","asset_class":"us_equity","side":"buy","type":"market","qty":"1"}""")) + "]";
        var rest = """[{"id":"order-499","status":"new","filled_qty":"0","symbol":"KO"},{"id":"order-500","status":"new","filled_qty":"0","symbol":"KO"}]""";
        house.Script("GET", "v2/orders", ScriptedAnswer.Json(200, full), ScriptedAnswer.Json(200, rest));

        var orders = await house.Trading.GetOpenOrdersAsync(house.Account, house.Token);

        Assert.True(orders.IsComplete);
        Assert.Equal(501, orders.Items.Count);
        Assert.Contains("before_order_id=order-499", house.Requests[^1].Address.Query, StringComparison.Ordinal);
        Assert.Contains("nested=false", house.Requests[^1].Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_whose_last_row_has_no_id_is_not_the_end_of_the_list()
    {
        await using var house = new TestHouse();
        var full = "[" + string.Join(',', Enumerable.Range(0, 499).Select(i => $$"""{"id":"order-{{i}}","status":"new","filled_qty":"0","symbol":"KO"}""")) + ",{}]";
        house.Script("GET", "v2/orders", ScriptedAnswer.Json(200, full), ScriptedAnswer.Json(200, """[{"id":"order-500","status":"new","filled_qty":"0","symbol":"KO"}]"""));

        var orders = await house.Trading.GetOpenOrdersAsync(house.Account, house.Token);

        Assert.Equal((500, false), (orders.Items.Count, orders.IsComplete));
        Assert.Single(orders.Failures);
        Assert.Contains("before_order_id=order-498", house.Requests[^1].Address.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BTCUSD", "BTC/USD")]
    [InlineData("USDTUSDC", "USDT/USDC")]
    [InlineData("USDCUSD", "USDC/USD")]
    [InlineData("ETHBTC", "ETH/BTC")]
    [InlineData("BTC/USD", "BTC/USD")]
    public void Pairs_are_one_thing_in_both_spellings(string symbol, string canonical) =>
        Assert.Equal(canonical, Symbols.ToInstrument(symbol, Symbols.CryptoClass).ToString());

    [Theory]
    [InlineData("BRK.B", "us_equity")]
    [InlineData("AAPL270115C00250000", "us_option")]
    [InlineData("SPXW261120P05000500", "us_option")]
    [InlineData("AAPL1270115C00250000", "us_option")]
    [InlineData("BTC/USD", "crypto")]
    [InlineData("FI111225", "ipo")]
    [InlineData("`odd key", "us_equity")]
    public void A_symbol_comes_back_as_it_came(string symbol, string assetClass) =>
        Assert.Equal(symbol.Replace(' ', '?'), Symbols.ToWire(Symbols.ToInstrument(symbol, assetClass)));
}
