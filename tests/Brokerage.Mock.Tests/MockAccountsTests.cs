using Brokerage.Exchange;

namespace Brokerage.Mock.Tests;

public sealed class MockAccountsTests
{
    [Fact]
    public async Task One_line_gives_an_account_that_looks_like_one()
    {
        using var adapter = new MockAdapter();
        await using var broker = adapter.Create();

        var status = await broker.ConnectAsync(Demo.Token);
        var account = Assert.Single((await broker.Accounts.GetAccountsAsync(Demo.Token)).Items);
        var balance = await broker.Accounts.GetBalanceAsync(account.Ref.Account, Demo.Token);
        var positions = await broker.Accounts.GetPositionsAsync(account.Ref.Account, Demo.Token);

        Assert.Equal((ConnectionState.Active, true), (status.State, status.EnvironmentVerified));
        Assert.Equal("****1001", account.MaskedNumber);
        Assert.Equal(25_000m, balance.Cash);
        Assert.True(balance.NetLiquidation > 50_000m);
        Assert.Equal(5, positions.Items.Count);
        Assert.All(positions.Items, position => Assert.True(position is { AverageCost: > 0m, Price: > 0m, MarketValue: > 0m, Info.Description.Length: > 0 }));
        Assert.Contains(positions.Items, position => position.UnrealizedProfit < 0m);
        Assert.Contains(positions.Items, position => position.UnrealizedProfit > 0m);
    }

    [Fact]
    public async Task Figures_are_those_of_the_exchange()
    {
        await using var demo = new Demo();
        var truth = demo.Exchange.GetBalance(demo.Account.Account);

        var balance = await demo.Connection.Accounts.GetBalanceAsync(demo.Account.Account, Demo.Token);

        Assert.Equal(
            (truth.Cash, truth.AvailableCash, truth.BuyingPower, truth.Equity, truth.MaintenanceMargin, truth.UnrealizedProfit),
            (balance.Cash, balance.CashAvailable, balance.BuyingPower, balance.NetLiquidation, balance.MaintenanceMargin, balance.TotalProfit));
        Assert.Equal(
            (truth.InitialMargin, truth.MarginCall, truth.LongMarketValue + truth.ShortMarketValue, truth.Cash - truth.SettledCash),
            (balance.InitialMargin, balance.MarginCall, balance.MarketValue, balance.UnsettledCash));
        Assert.Equal((Currency.Usd, demo.Account), (balance.Currency, balance.Account));
    }

    [Fact]
    public async Task Short_positions_are_negative_in_quantity_value_and_what_can_be_closed()
    {
        await using var demo = new Demo();

        var positions = await demo.Connection.Accounts.GetPositionsAsync(demo.Account.Account, Demo.Token);

        var sold = positions.Items.Single(position => position.Instrument == Demo.Apple);
        Assert.Equal((-5m, -5m, 200m), (sold.Quantity, sold.Available, sold.AverageCost));
        Assert.Equal(sold.Quantity * sold.Price * sold.Multiplier, sold.MarketValue);
        Assert.Equal((sold.Price - 200m) * -5m, sold.UnrealizedProfit);
    }

    [Fact]
    public async Task An_account_seen_by_two_connections_is_known_for_one_and_another_exchanges_is_not()
    {
        using var exchange = new SimulatedExchange(new ExchangeOptions { StepInterval = null });
        using var adapter = new MockAdapter(new MockOptions { Exchange = exchange });
        using var other = new MockAdapter(new MockOptions { PriceInterval = null });
        var keys = new List<string?>();
        foreach (var broker in new[] { adapter.Create("hers"), adapter.Create("his"), other.Create("third") })
        {
            await using (broker)
                keys.Add(Assert.Single((await broker.Accounts.GetAccountsAsync(Demo.Token)).Items).MergeKey);
        }

        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
    }

    [Fact]
    public async Task A_login_sees_its_own_accounts_alone()
    {
        using var exchange = new SimulatedExchange(new ExchangeOptions { StepInterval = null });
        var foreign = exchange.OpenAccount(new AccountOpening { Login = "somebody else", Cash = 1m });
        using var adapter = new MockAdapter(new MockOptions { Exchange = exchange });
        await using var broker = adapter.Create();

        Assert.DoesNotContain((await broker.Accounts.GetAccountsAsync(Demo.Token)).Items, account => account.Ref.Account == foreign.Id);
        var failure = await Assert.ThrowsAsync<BrokerageException>(() => broker.Accounts.GetBalanceAsync(foreign.Id, Demo.Token));
        Assert.Equal(BrokerageErrorCode.AccountNotFound, failure.Code);
    }

    [Fact]
    public async Task History_comes_in_pages_newest_first_without_loss()
    {
        await using var demo = new Demo();
        for (var day = 0; day < 230; day++)
            demo.Exchange.Post(demo.Account.Account, Money.Usd(day + 1m), LedgerKind.Dividend, "dividend " + day);

        var rows = new List<Transaction>();
        var query = new HistoryQuery(demo.Account.Account, demo.Clock.GetUtcNow().AddDays(-1), demo.Clock.GetUtcNow().AddDays(1));
        string? next = null;
        do
        {
            var page = await demo.Connection.Accounts.GetTransactionsAsync(query with { Cursor = next }, Demo.Token);
            rows.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        var dividends = rows.Where(row => row.Kind.Value == TransactionKind.Dividend).ToList();
        Assert.Equal(Enumerable.Range(0, 230).Reverse().Select(day => day + 1m), dividends.Select(row => row.Net!.Value.Amount));
        Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(20_000m, rows.Where(row => row.Kind.Value == TransactionKind.Deposit).Sum(row => row.Net!.Value.Amount));
    }

    [Fact]
    public async Task A_trade_is_signed_as_the_position_and_as_the_cash_move()
    {
        await using var demo = new Demo();
        var placed = await demo.PlaceAsync(demo.Limit(10_000m, 2m));
        var query = new HistoryQuery(demo.Account.Account, demo.Clock.GetUtcNow().AddDays(-1), demo.Clock.GetUtcNow().AddDays(1));

        var page = await demo.Connection.Accounts.GetTransactionsAsync(query, Demo.Token);

        var trades = page.Items.Where(row => row.Kind.Value == TransactionKind.Trade).ToList();
        Assert.Equal(2m, trades.Sum(row => row.Quantity));
        Assert.Equal(-trades.Sum(row => row.Quantity * row.Price), trades.Sum(row => row.Net!.Value.Amount));
        Assert.All(trades, row => Assert.Equal((Demo.Berkshire, placed.Orders[0].Order), (row.Instrument, row.Order)));
    }

    [Fact]
    public async Task A_foreign_cursor_is_refused()
    {
        await using var demo = new Demo();
        var query = new HistoryQuery(demo.Account.Account, demo.Clock.GetUtcNow(), demo.Clock.GetUtcNow(), "'; drop table");

        var failure = await Assert.ThrowsAsync<BrokerageException>(() => demo.Connection.Accounts.GetTransactionsAsync(query, Demo.Token));

        Assert.Equal(BrokerageErrorCode.InvalidRequest, failure.Code);
    }
}
