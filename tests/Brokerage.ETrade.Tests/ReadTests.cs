using Brokerage.ETrade.Auth;
using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

/// <summary>Everything that is read, once from JSON and once from XML.</summary>
public sealed class ReadTests
{
    public static TheoryData<bool> Formats { get; } = [false, true];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Accounts_of_all_kinds_are_listed_the_closed_ones_too(bool inXml)
    {
        await using var house = new TestHouse(inXml: inXml);
        var accounts = (await house.Connection.Accounts.GetAccountsAsync(house.Stop)).Items;

        Assert.Equal(["****7733", "****7799", "****", "****8235"], accounts.Select(account => account.MaskedNumber));
        Assert.Equal(["Brokerage", "For later", "Bills", "Old"], accounts.Select(account => account.Name));
        Assert.Equal([MarginKind.Margin, MarginKind.Unknown, MarginKind.Cash, MarginKind.Cash], accounts.Select(account => account.Margin.Value));
        Assert.Equal([Registration.Individual, Registration.RothIra, Registration.Individual, Registration.Joint], accounts.Select(account => account.Registration.Value));
        Assert.Equal([AccountStatus.Active, AccountStatus.Active, AccountStatus.Active, AccountStatus.Closed], accounts.Select(account => account.Status.Value));
        Assert.Equal("IRA", accounts[1].Margin.Text);
        Assert.False(accounts[2].MayTrade[AssetClass.Equity]);
        Assert.Equal(4, accounts.Select(account => account.MergeKey).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(accounts, account => account.MergeKey!.Contains("8441", StringComparison.Ordinal) || account.ToString().Contains("84417733", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_balance_says_what_it_knows(bool inXml)
    {
        await using var house = new TestHouse(inXml: inXml);
        house.Answer("GET", TestHouse.Path("balance"), "Accounts/GET-balance");

        var balance = await house.Connection.Accounts.GetBalanceAsync(Sample.Account, house.Stop);

        Assert.Equal((4310.55m, 4210.55m, 210.55m, 3980.10m), (balance.Cash, balance.CashAvailable, balance.UnsettledCash, balance.Withdrawable));
        Assert.Equal((9120.40m, 18240.80m, 512.35m, 125.50m), (balance.BuyingPower, balance.DayTradingBuyingPower, balance.MarginDebit, balance.MarginCall));
        Assert.Equal((31950.15m, 27639.60m), (balance.NetLiquidation, balance.MarketValue));
        Assert.Contains("instType=BROKERAGE&realTimeNAV=true", house.Only("GET", TestHouse.Path("balance")).Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_bank_s_accounts_neither_balance_nor_holdings_are_asked_for()
    {
        await using var house = new TestHouse();
        var bank = (await house.Connection.Accounts.GetAccountsAsync(house.Stop)).Items[2].Ref.Account;

        var balance = await house.Connection.Accounts.GetBalanceAsync(bank, house.Stop);
        var positions = await house.Connection.Accounts.GetPositionsAsync(bank, house.Stop);

        Assert.Equal((null, null, null), (balance.Cash, balance.BuyingPower, balance.NetLiquidation));
        Assert.Equal((true, 0), (positions.IsComplete, positions.Items.Count));
        Assert.Single(house.Requests);
    }

    [Fact]
    public async Task A_balance_of_which_little_is_told_claims_no_zeros()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("balance"), TestHouse.Text("""{"balanceResponse":{"accountId":"1","computed":{"netCash":-740.45,"realTimeValues":{"totalAccountValue":0}}}}"""));

        var balance = await house.Connection.Accounts.GetBalanceAsync(Sample.Account, house.Stop);

        Assert.Equal((-740.45m, null, null, 0m), (balance.Cash, balance.BuyingPower, balance.MarginCall, balance.NetLiquidation));
    }

    [Theory]
    [InlineData("\"cashBalance\":0.0,\"netCash\":-640.27", "-640.27")]                        // as recorded on margin
    [InlineData("\"cashBalance\":0.0,\"netCash\":-640.27,\"marginBalance\":-655.1", "-640.27")]
    [InlineData("\"cashBalance\":0.0,\"marginBalance\":-655.1", "-655.1")]
    [InlineData("\"cashBalance\":0.0,\"netCash\":0.0,\"marginBalance\":-655.1", "0.0")]
    [InlineData("\"cashBalance\":310.5,\"netCash\":200.5,\"marginBalance\":-5.1", "310.5")]
    [InlineData("\"cashBalance\":-12.5", "-12.5")]
    [InlineData("\"netCash\":20.5", "20.5")]
    [InlineData("\"marginBalance\":-655.1", null)]
    [InlineData("\"cashBalance\":0.0,\"netCash\":\"N/A\"", null)]
    [InlineData("\"cashBalance\":0.0,\"netCash\":\"N/A\",\"marginBalance\":0.0", "0.0")]
    [InlineData("\"cashBalance\":310.5,\"netCash\":\"N/A\"", "310.5")]
    public async Task Money_that_is_owed_is_never_a_cash_of_nought(string told, string? cash)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("balance"), TestHouse.Text($$$$"""{"BalanceResponse":{"accountType":"MARGIN","Computed":{{{{{told}}}}}}}"""));

        var balance = await house.Connection.Accounts.GetBalanceAsync(Sample.Account, house.Stop);

        Assert.Equal(cash is null ? null : decimal.Parse(cash, System.Globalization.CultureInfo.InvariantCulture), balance.Cash);
    }

    [Theory]
    [InlineData("\"cashCall\":0,\"fedCall\":0,\"houseCall\":0,\"minEquityCall\":0", 0)]
    [InlineData("\"cashCall\":0,\"fedCall\":-20,\"houseCall\":0,\"minEquityCall\":0", 0)]
    [InlineData("\"cashCall\":0,\"fedCall\":80,\"houseCall\":125,\"minEquityCall\":0", 125)]
    [InlineData("\"cashCall\":0,\"fedCall\":80,\"houseCall\":\"N/A\",\"minEquityCall\":0", 80)]   // so much is due in any case
    [InlineData("\"cashCall\":0,\"fedCall\":0,\"houseCall\":\"N/A\",\"minEquityCall\":0", null)]
    [InlineData("\"cashCall\":0", null)]                                                             // as recorded in the sandbox
    [InlineData("", null)]
    public async Task That_no_margin_is_called_for_takes_the_word_of_every_call(string calls, int? due)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("balance"), TestHouse.Text($$"""{"BalanceResponse":{"Computed":{"OpenCalls":{ {{calls}} } } } }"""));

        var balance = await house.Connection.Accounts.GetBalanceAsync(Sample.Account, house.Stop);

        Assert.Equal(due, balance.MarginCall);
    }

    [Theory]
    [InlineData("MARGIN", null)]
    [InlineData("CASH", "310.5")]
    public async Task Cash_is_no_buying_power_on_margin(string mode, string? power)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("balance"), TestHouse.Text($$$$"""{"BalanceResponse":{"accountMode":"{{{{mode}}}}","Computed":{"cashAvailableForInvestment":310.5}}}"""));

        var balance = await house.Connection.Accounts.GetBalanceAsync(Sample.Account, house.Stop);

        Assert.Equal(power, balance.BuyingPower?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Positions_are_read_page_by_page_each_row_once(bool inXml)
    {
        await using var house = new TestHouse(inXml: inXml);
        house.Answer("GET", TestHouse.Path("portfolio"), "Accounts/GET-portfolio-1", "Accounts/GET-portfolio-2");

        var positions = await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop);

        Assert.True(positions.IsComplete);
        Assert.Equal(["KO", "KO", "KO    270115C00070000", "fund:VFIAX", "other:etrade:912ZZ:RGHT"], positions.Items.Select(position => position.Instrument.ToString()));
        var (held, sold, call) = (positions.Items[0], positions.Items[1], positions.Items[2]);
        Assert.Equal((40m, "TYPE2", 58.10m, 2450.00m, 126.00m), (held.Quantity, held.Bucket, held.AverageCost, held.MarketValue, held.UnrealizedProfit));
        Assert.Equal((-15m, "TYPE5", null, -918.75m, null), (sold.Quantity, sold.Bucket, sold.AverageCost, sold.MarketValue, sold.UnrealizedProfit));
        Assert.Equal((3m, 100m, 0.95m, 336.00m), (call.Quantity, call.Multiplier, call.AverageCost, call.MarketValue));
        Assert.Null(positions.Items[4].Price);
        Assert.Contains("pageNumber=2", house.Requests[^1].Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_answer_is_an_empty_list()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("portfolio"), ScriptedAnswer.Empty(204));
        house.Script("GET", TestHouse.Path("transactions"), ScriptedAnswer.Empty(204));
        house.Script("GET", TestHouse.Path("orders"), ScriptedAnswer.Empty(204));
        var query = new HistoryQuery(Sample.Account, Sample.Now.AddDays(-7), Sample.Now);

        Assert.Empty((await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop)).Items);
        Assert.Empty((await house.Connection.Accounts.GetTransactionsAsync(query, house.Stop)).Items);
        Assert.True((await house.Trading.GetOpenOrdersAsync(Sample.Account, house.Stop)).IsComplete);
        Assert.Empty((await house.Trading.GetOrderHistoryAsync(query, house.Stop)).Items);
    }

    [Theory]
    [InlineData("""{"PortfolioResponse":{"AccountPortfolio":[{"totalPages":2}]}}""")]
    [InlineData("""{"PortfolioResponse":{"AccountPortfolio":[{}]}}""")]
    [InlineData(null)]
    public async Task A_page_that_is_missing_is_no_end(string? second)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("portfolio"), house.Ok("Accounts/GET-portfolio-1"), second is null ? ScriptedAnswer.Empty(204) : TestHouse.Text(second));

        var positions = await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop);

        Assert.Equal((false, 2), (positions.IsComplete, positions.Items.Count));
    }

    [Theory]
    [InlineData("""{"PortfolioResponse":{"AccountPortfolio":[{}]}}""", true)]
    [InlineData("""{"PortfolioResponse":{"AccountPortfolio":[{"totalPages":3}]}}""", false)]
    public async Task A_portfolio_without_rows_is_empty_where_there_are_no_more_pages(string page, bool isWhole)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("portfolio"), TestHouse.Text(page));

        var positions = await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop);

        Assert.Equal((isWhole, 0), (positions.IsComplete, positions.Items.Count));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"marker":"26300002_1794891600","totalCount":274,"transactionCount":50}""")]
    public async Task A_page_of_transactions_without_its_rows_is_no_end(string list)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("transactions"), TestHouse.Text($"{{\"TransactionListResponse\":{list}}}"));
        var query = new HistoryQuery(Sample.Account, Sample.Now.AddDays(-10), Sample.Now);

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, (await house.ErrorAsync(() => house.Connection.Accounts.GetTransactionsAsync(query, house.Stop))).Code);
    }

    [Theory]
    [InlineData("KO", "ZZ_NEW", false)]
    [InlineData("]]>", "EQ", false)]
    [InlineData("KO-A", "ZZ_NEW", true)]
    [InlineData("PEP", "EQ", true)]
    public async Task Lots_are_not_whole_where_a_position_may_be_what_was_asked_for(string symbol, string kind, bool isWhole)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("portfolio"), TestHouse.Text(
            $$$"""{"PortfolioResponse":{"AccountPortfolio":[{"Position":[{"positionId":9001299,"quantity":1,"Product":{"symbol":"{{{symbol}}}","securityType":"{{{kind}}}"}}]}]}}"""));

        var lots = await ((IETradeExtras)house.Connection.GetService(typeof(IETradeExtras))!).GetLotsAsync(Sample.Account, Sample.Ko, house.Stop);

        Assert.Equal((isWhole, 0, isWhole ? 0 : 1), (lots.IsComplete, lots.Items.Count, lots.Failures.Count));
    }

    [Fact]
    public async Task A_refusal_of_the_last_day_of_all_is_a_refusal()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("balance"), ScriptedAnswer.Content(
            401, "text/html", "oauth_problem=token_rejected"u8.ToArray(), ("Date", "Fri, 31 Dec 9999 23:59:59 GMT")));

        Assert.Equal(RecoveryAction.Reauthenticate, (await house.ErrorAsync(() => house.Connection.Accounts.GetBalanceAsync(Sample.Account, house.Stop))).Recovery);
    }

    [Fact]
    public async Task Lots_of_a_position_that_comes_twice_are_read_once_and_one_row_that_names_nothing_takes_none_away()
    {
        await using var house = new TestHouse();
        var again = """
            {"PortfolioResponse":{"AccountPortfolio":[{"totalPages":2,"Position":[
            {"positionId":9001211,"quantity":40,"positionType":"LONG","Product":{"symbol":"KO","securityType":"EQ"}},
            {"positionId":9001299,"quantity":1,"positionType":"LONG","Product":{"securityType":"EQ"}}]}]}}
            """;
        house.Script("GET", TestHouse.Path("portfolio"), house.Ok("Accounts/GET-portfolio-1"), TestHouse.Text(again));
        house.Answer("GET", TestHouse.Path("portfolio/9001211"), "Accounts/GET-lots");
        house.Script("GET", TestHouse.Path("portfolio/9001212"), ScriptedAnswer.Empty(204));

        var lots = await ((IETradeExtras)house.Connection.GetService(typeof(IETradeExtras))!).GetLotsAsync(Sample.Account, Sample.Ko, house.Stop);

        Assert.Equal(["551", "552"], lots.Items.Select(lot => lot.Id));
        Assert.False(lots.IsComplete);
        Assert.Equal("9001299", Assert.Single(lots.Failures).Item);
    }

    [Fact]
    public async Task Rows_that_one_account_has_twice_are_kept_apart()
    {
        await using var house = new TestHouse();
        var page = Fixture.Text("Accounts/GET-portfolio-1").Replace("TYPE5", "TYPE2", StringComparison.Ordinal).Replace("\"nextPageNo\": \"2\",", "", StringComparison.Ordinal);
        house.Script("GET", TestHouse.Path("portfolio"), TestHouse.Text(page));

        var positions = await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop);

        Assert.Equal(["TYPE2", "TYPE2#9001212"], positions.Items.Select(position => position.Bucket));
    }

    [Fact]
    public async Task A_position_that_cannot_be_read_stands_beside_the_others()
    {
        await using var house = new TestHouse();
        var page = Fixture.Text("Accounts/GET-portfolio-1").Replace("\"quantity\": -15", "\"quantity\": \"many\"", StringComparison.Ordinal).Replace("\"nextPageNo\": \"2\",", "", StringComparison.Ordinal);
        house.Script("GET", TestHouse.Path("portfolio"), TestHouse.Text(page));

        var positions = await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop);

        Assert.False(positions.IsComplete);
        Assert.Equal("9001212", Assert.Single(positions.Failures).Item);
        Assert.Single(positions.Items);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Transactions_go_on_while_there_is_a_marker_and_repeat_no_row(bool inXml)
    {
        await using var house = new TestHouse(inXml: inXml);
        house.Answer("GET", TestHouse.Path("transactions"), "Accounts/GET-transactions-1", "Accounts/GET-transactions-2");
        var query = new HistoryQuery(Sample.Account, Sample.Now.AddDays(-10), Sample.Now);

        var first = await house.Connection.Accounts.GetTransactionsAsync(query, house.Stop);
        var second = await house.Connection.Accounts.GetTransactionsAsync(query with { Cursor = first.Next }, house.Stop);

        Assert.Equal(["26300004", "26300003", "26300002"], first.Items.Select(row => row.Id));
        Assert.Equal(["26300001", "26300000"], second.Items.Select(row => row.Id));
        Assert.Null(second.Next);
        var (bought, sold, dividend) = (first.Items[0], first.Items[1], first.Items[2]);
        Assert.Equal((TransactionKind.Trade, 10m, 61.25m, Money.Usd(-612.51m)), (bought.Kind.Value, bought.Quantity, bought.Price, bought.Net));
        Assert.Equal((new DateOnly(2026, 11, 18), null, "7122"), (bought.Date, bought.Time, bought.Order?.Value));
        Assert.Equal((-1m, Sample.Call, null), (sold.Quantity, sold.Instrument, sold.Order));
        Assert.Equal((TransactionKind.Dividend, null, Money.Usd(20.40m)), (dividend.Kind.Value, dividend.Quantity, dividend.Net));
        Assert.Equal((TransactionKind.Deposit, TransactionKind.Unknown), (second.Items[0].Kind.Value, second.Items[1].Kind.Value));
        Assert.Equal("Something New", second.Items[1].Kind.Text);
        Assert.NotNull(second.Items[1].Time);
        var sent = house.Requests[^1].Address.Query;
        Assert.Contains("startDate=11092026&endDate=11192026", sent, StringComparison.Ordinal);
        Assert.Contains("marker=26300002_1794891600", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(336.00, 1.12, 100)]
    [InlineData(3360.00, 1.12, 1000)]
    [InlineData(352.00, 1.12, null)]   // the last trade is an old one: 104.76 is no size of a contract
    [InlineData(337.50, 1.12, null)]
    public async Task The_size_of_a_contract_is_told_by_its_value_or_not_at_all(double value, double last, int? multiplier)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("portfolio"), TestHouse.Text(string.Create(System.Globalization.CultureInfo.InvariantCulture, $$$"""
            {"PortfolioResponse":{"AccountPortfolio":[{"Position":[{"positionId":1,"quantity":3,"positionType":"LONG","marketValue":{{{value}}},"Quick":{"lastTrade":{{{last}}} },
            "Product":{"symbol":"KO","securityType":"OPTN","callPut":"CALL","expiryYear":2027,"expiryMonth":1,"expiryDay":15,"strikePrice":70}}]}]}}
            """)));

        Assert.Equal(multiplier, Assert.Single((await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop)).Items).Multiplier);
    }

    [Fact]
    public async Task A_page_of_transactions_whose_marker_stands_in_the_next_address_alone_leads_on_and_one_that_repeats_itself_ends()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("transactions"), TestHouse.Text("""
            {"TransactionListResponse":{"next":"https://127.0.0.1/v1/accounts/x/transactions.json?count=50&marker=26300002%5F1794891600","moreTransactions":false,
            "Transaction":[{"transactionId":"26300003","transactionDate":1794978000000,"transactionType":"Bought"},{"transactionId":"26300002","transactionDate":1794978000000,"transactionType":"Bought"}]}}
            """));
        var query = new HistoryQuery(Sample.Account, Sample.Now.AddDays(-10), Sample.Now);

        var first = await house.Connection.Accounts.GetTransactionsAsync(query, house.Stop);
        var second = await house.Connection.Accounts.GetTransactionsAsync(query with { Cursor = first.Next }, house.Stop);

        Assert.Contains("marker=26300002_1794891600", house.Requests[^1].Address.Query, StringComparison.Ordinal);
        Assert.Empty(second.Items);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_query_alone()
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("transactions"), "Accounts/GET-transactions-1");
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders");
        var query = new HistoryQuery(Sample.Account, Sample.Now.AddDays(-10), Sample.Now);
        var next = (await house.Connection.Accounts.GetTransactionsAsync(query, house.Stop)).Next;

        Assert.Equal(BrokerageErrorCode.InvalidRequest, (await house.ErrorAsync(() => house.Connection.Accounts.GetTransactionsAsync(query with { From = Sample.Now.AddDays(-20), Cursor = next }, house.Stop))).Code);
        Assert.Equal("Cursor", (await house.ErrorAsync(() => house.Connection.Accounts.GetTransactionsAsync(query with { Cursor = "nonsense" }, house.Stop))).Field);
        Assert.Equal("Cursor", (await house.ErrorAsync(() => house.Trading.GetOrderHistoryAsync(query with { Cursor = next }, house.Stop))).Field);
    }

    [Theory]
    [InlineData(3 * 365, "startDate=11202024&endDate=11192026")]   // older than what is kept
    [InlineData(0, "startDate=11182026&endDate=11192026")]         // of today alone
    public async Task A_cursor_goes_on_with_its_own_days_on_the_next_day_and_is_good_for_its_account_alone(int days, string sent)
    {
        await using var house = new TestHouse();
        var lasting = ETradeSecrets.Of(
            new OAuthPair(new Secret(TestHouse.Token), new Secret(TestHouse.TokenSecret)), house.Environment, ETradeSecrets.EndOf(Sample.Now, days: 3), Sample.Now, subject: null);
        house.With(context => context with { Secrets = new FixedSecretSource(ETradeAdapter.BrokerId, lasting) });
        house.Answer("GET", TestHouse.Path("transactions"), "Accounts/GET-transactions-1", "Accounts/GET-transactions-2");
        var query = new HistoryQuery(Sample.Account, Sample.Now.AddDays(-days).AddHours(-2), Sample.Now);
        query = query with { Cursor = (await house.Connection.Accounts.GetTransactionsAsync(query, house.Stop)).Next };
        var second = (await house.Connection.Accounts.GetAccountsAsync(house.Stop)).Items[1].Ref.Account;
        house.Clock.Advance(TimeSpan.FromHours(14));

        Assert.Equal("Cursor", (await house.ErrorAsync(() => house.Connection.Accounts.GetTransactionsAsync(query with { Account = second }, house.Stop))).Field);
        await house.Connection.Accounts.GetTransactionsAsync(query with { To = Sample.Now.AddHours(14) }, house.Stop);

        Assert.Contains(sent, house.Requests[^1].Address.Query, StringComparison.Ordinal);
        Assert.Contains("marker=", house.Requests[^1].Address.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-19T14:00:00Z", "2026-11-19T15:00:00Z", "startDate=11182026&endDate=11192026")]   // one day alone is no range
    [InlineData("2020-01-01T00:00:00Z", "2026-11-19T15:00:00Z", "startDate=11202024&endDate=11192026")]   // two years are kept
    [InlineData("2026-11-01T00:00:00Z", "2030-01-01T00:00:00Z", "startDate=10312026&endDate=11192026")]   // nothing lies ahead
    public async Task Days_are_sent_as_E_TRADE_wants_them(string from, string to, string sent)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("transactions"), ScriptedAnswer.Empty(204));

        await house.Connection.Accounts.GetTransactionsAsync(new HistoryQuery(Sample.Account, At(from), At(to)), house.Stop);

        Assert.Contains(sent, house.Only("GET", TestHouse.Path("transactions")).Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_is_none_of_this_login_s()
    {
        await using var house = new TestHouse();
        Assert.Equal(BrokerageErrorCode.AccountNotFound, (await house.ErrorAsync(() => house.Connection.Accounts.GetBalanceAsync(AccountId.Parse("foreign"), house.Stop))).Code);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Alerts_and_lots_are_extras(bool inXml)
    {
        await using var house = new TestHouse(inXml: inXml);
        house.Answer("GET", "v1/user/alerts", "User/GET-alerts");
        house.Answer("GET", "v1/user/alerts/774", "User/GET-alert");
        house.Answer("GET", TestHouse.Path("portfolio"), "Accounts/GET-portfolio-1", "Accounts/GET-portfolio-2");
        house.Answer("GET", TestHouse.Path("portfolio/9001211"), "Accounts/GET-lots");
        house.Script("GET", TestHouse.Path("portfolio/9001212"), ScriptedAnswer.Empty(204));
        var extras = Assert.IsAssignableFrom<IETradeExtras>(house.Connection.GetService(typeof(IETradeExtras)));

        var alerts = await extras.GetAlertsAsync(house.Stop);
        var alert = await extras.GetAlertAsync("774", house.Stop);
        var lots = await extras.GetLotsAsync(Sample.Account, Sample.Ko, house.Stop);

        Assert.True(alerts.IsComplete);
        Assert.Equal([("774", false), ("773", true)], alerts.Items.Select(one => (one.Id, one.IsRead!.Value)));
        Assert.Equal(("KO traded at 61.25.", "KO", false), (alert.Text, alert.Symbol, alert.IsRead));
        Assert.Equal([("551", new DateOnly(2025, 1, 1), null), ("552", new DateOnly(2025, 11, 13), "7122")], lots.Items.Select(lot => (lot.Id, lot.Acquired!.Value, lot.Order?.Value)));
        Assert.Equal((45m, 30m, 15m, 57.80m), (lots.Items[0].OriginalQuantity, lots.Items[0].Quantity, lots.Items[0].Available, lots.Items[0].Price));
    }

    [Fact]
    public async Task No_alerts_at_all_is_no_failure()
    {
        await using var house = new TestHouse();
        house.Script("GET", "v1/user/alerts", TestHouse.Text("""{"Error":{"code":53,"message":"There are no alerts."}}""", 404));

        Assert.Empty((await ((IETradeExtras)house.Connection.GetService(typeof(IETradeExtras))!).GetAlertsAsync(house.Stop)).Items);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
