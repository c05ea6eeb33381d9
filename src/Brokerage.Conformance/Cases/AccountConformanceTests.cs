namespace Brokerage.Conformance;

/// <summary>Accounts, balances, positions and history say what the books say.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class AccountConformanceTests<TBroker> : ConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    [Fact]
    [ConformanceCase("ACC-001", "The account is listed under the reference by which it is asked for.")]
    public async Task TheAccountIsListedAsync()
    {
        var accounts = await AwaitAsync(Connection.Accounts.GetAccountsAsync(Token));

        Assert.True(accounts.IsComplete);
        var account = Assert.Single(accounts.Items, one => one.Ref == Broker.Account);
        Assert.Equal(Connection.Broker, account.Ref.Broker);
        Assert.NotEqual(AccountStatus.Closed, account.Status.Value);
    }

    [Fact]
    [ConformanceCase("ACC-002", "Cash, equity, buying power and every other figure are the books' own, each in its own member.")]
    public async Task TheBalanceIsTheBooksAsync()
    {
        var balance = await AwaitAsync(Connection.Accounts.GetBalanceAsync(Account, Token));

        var truth = Broker.Read();
        Assert.Equal(Broker.Account, balance.Account);
        new Comparison(Broker, "Balance", "of the account")
            .Same("Currency", truth.Currency, balance.Currency)
            .Same("Cash", truth.Cash, balance.Cash, 2)
            .Same("NetLiquidation", truth.Equity, balance.NetLiquidation, 2)
            .Same("BuyingPower", truth.BuyingPower, balance.BuyingPower, 2)
            .Same("CashAvailable", truth.AvailableCash, balance.CashAvailable, 2)
            .Same("UnsettledCash", truth.UnsettledCash, balance.UnsettledCash, 2)
            .Same("Withdrawable", truth.Withdrawable, balance.Withdrawable, 2)
            .Same("MarginCall", truth.MarginCall, balance.MarginCall, 2)
            .Same("OptionBuyingPower", truth.OptionBuyingPower, balance.OptionBuyingPower, 2)
            .Same("DayTradingBuyingPower", truth.DayTradingBuyingPower, balance.DayTradingBuyingPower, 2)
            .Same("InitialMargin", truth.InitialMargin, balance.InitialMargin, 2)
            .Same("MaintenanceMargin", truth.MaintenanceMargin, balance.MaintenanceMargin, 2)
            .Same("MarginDebit", truth.MarginDebit, balance.MarginDebit, 2)
            .Same("MarketValue", truth.MarketValue, balance.MarketValue, 2)
            .Demand();
        Assert.All(balance.ByCurrency, row => Assert.NotEqual(0m, row.RateToBase));
        Assert.Equal(truth.Cash, balance.ByCurrency.Count == 0 ? truth.Cash : decimal.Round(balance.ByCurrency.Sum(row => (row.Cash ?? 0m) * (row.RateToBase ?? 1m)), 2));
    }

    [Fact]
    [ConformanceCase("ACC-003", "Every holding is listed once, with its signed quantity and its cost per unit without the multiplier.")]
    public async Task ThePositionsAreTheBooksAsync()
    {
        var positions = await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token));

        Assert.True(positions.IsComplete);
        var holdings = Broker.Read().Holdings;
        Assert.Equal(Sorted(holdings.Select(one => one.Instrument)), Sorted(positions.Items.Select(one => one.Instrument)));
        foreach (var truth in holdings)
        {
            var said = positions.Items.Single(one => one.Instrument == truth.Instrument);
            new Comparison(Broker, "Position", truth.Instrument.ToString())
                .Same("Quantity", truth.Quantity, said.Quantity)
                .Same("AverageCost", truth.AverageCost, said.AverageCost, 4)
                .Demand();
        }

        Assert.All(positions.Items, position => Assert.Equal(Broker.Account, position.Account));
    }

    [Fact]
    [ConformanceCase("ACC-004", "Market value is quantity × price × multiplier, with the sign of the quantity; nothing is said of what is not known.")]
    public async Task MarketValuesAreSignedAndWholeAsync()
    {
        var positions = await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token));

        foreach (var truth in Broker.Read().Holdings)
        {
            var said = Assert.Single(positions.Items, one => one.Instrument == truth.Instrument);
            var value = truth.Quantity * truth.Price * truth.Multiplier;
            new Comparison(Broker, "Position", truth.Instrument.ToString())
                .Same("Price", truth.Price, said.Price)
                .Same("Multiplier", truth.Multiplier, said.Multiplier)
                .Same("MarketValue", value, said.MarketValue, 2)
                .Same("UnrealizedProfit", value - (truth.Quantity * truth.AverageCost * truth.Multiplier), said.UnrealizedProfit, 2)
                .Same("Available", truth.Available, said.Available)
                .Same("Currency", Currency.Usd, said.Currency)
                .Demand();
        }
    }

    [Fact]
    [ConformanceCase("ACC-005", "A position follows the market: the next reading has the new price.")]
    public async Task PositionsFollowTheMarketAsync()
    {
        await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token));
        var (bid, ask) = Broker.QuoteOf(Broker.Stock);
        Broker.SetQuote(Broker.Stock, bid + 5m, ask + 5m);

        var said = (await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token))).Items.Single(one => one.Instrument == Broker.Stock);

        var truth = Broker.Read().Holdings.Single(one => one.Instrument == Broker.Stock);
        Assert.Equal(truth.Price, said.Price);
    }

    [Fact]
    [ConformanceCase("ACC-006", "An account that is not there is named by its own code, never read as an empty one.")]
    public async Task AStrangeAccountIsNotEmptyAsync()
    {
        var stranger = AccountId.Parse("999-NOT-HERE");

        Assert.Equal(BrokerageErrorCode.AccountNotFound, (await ErrorOfAsync(Connection.Accounts.GetBalanceAsync(stranger, Token))).Code);
        Assert.Equal(BrokerageErrorCode.AccountNotFound, (await ErrorOfAsync(Connection.Accounts.GetPositionsAsync(stranger, Token))).Code);
    }

    [Fact]
    [ConformanceCase("ACC-007", "An ended login asks for its user, and is never read as holding nothing.")]
    public async Task AnEndedLoginAsksForItsUserAsync()
    {
        Broker.Inject(BrokerFault.EndLogin);

        var error = await ErrorOfAsync(Connection.Accounts.GetPositionsAsync(Account, Token));

        Assert.Contains(error.Code, new[] { BrokerageErrorCode.AuthExpired, BrokerageErrorCode.AuthRevoked, BrokerageErrorCode.SessionExpired });
        Assert.Equal(RecoveryAction.Reauthenticate, error.Recovery);
    }

    [Fact]
    [ConformanceCase("ACC-008", "A broker that is down is said to be down, and is never read as holding nothing.")]
    public async Task ADeadBrokerIsNotEmptyAsync()
    {
        Broker.Inject(BrokerFault.GoDown);

        var error = await ErrorOfAsync(Connection.Accounts.GetPositionsAsync(Account, Token));

        Assert.Contains(error.Code, new[] { BrokerageErrorCode.BrokerUnavailable, BrokerageErrorCode.ConnectionFailed, BrokerageErrorCode.Timeout, BrokerageErrorCode.UnexpectedResponse });
        Assert.Equal(Connection.Broker, error.Broker);
    }

    [Fact]
    [ConformanceCase("ACC-009", "Every instant is in UTC and none lies after the clock.")]
    public async Task TimesAreInUtcAsync()
    {
        var balance = await AwaitAsync(Connection.Accounts.GetBalanceAsync(Account, Token));
        var positions = await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token));

        Assert.All([balance.AsOf, positions.AsOf, .. positions.Items.Select(position => position.AsOf)], asOf =>
        {
            Assert.Equal(TimeSpan.Zero, asOf.Received.Offset);
            Assert.InRange(asOf.Received, Broker.Clock.GetUtcNow().AddMinutes(-1), Broker.Clock.GetUtcNow());
            Assert.True((asOf.BrokerTime ?? asOf.Received) <= asOf.Received.AddSeconds(1));
        });
    }

    [Fact]
    [ConformanceCase("ACC-010", "An account says what it is and what it may do, and shows no more of its number than the last four characters.")]
    public async Task TheAccountIsTheBooksAsync()
    {
        var account = (await AwaitAsync(Connection.Accounts.GetAccountsAsync(Token))).Items.Single(one => one.Ref == Broker.Account);

        var truth = Broker.Read();
        new Comparison(Broker, "Account", "under test")
            .Same("Status", truth.Status, account.Status.Value)
            .Same("Margin", truth.Margin, account.Margin.Value)
            .Same<bool?>("MayShort", truth.MayShort, account.MayShort)
            .Same<int?>("OptionLevel", truth.OptionLevel, account.OptionLevel)
            .Same("BaseCurrency", truth.Currency, account.BaseCurrency)
            .Demand();
        Assert.All([truth.Number, Account.Value], number => Assert.DoesNotContain(
            Enumerable.Range(0, Math.Max(0, number.Length - 4)).Select(start => number.Substring(start, 5)),
            part => account.MaskedNumber.Contains(part, StringComparison.Ordinal)));
        Assert.DoesNotContain(truth.Number, account.Name, StringComparison.Ordinal);
        Assert.All(account.MayTrade.Where(may => may.Key is AssetClass.Equity), may => Assert.True(may.Value));
    }

    [Fact]
    [ConformanceCase("ACC-011", "A restricted account says so.")]
    public async Task ARestrictionIsToldAsync()
    {
        LeaveOutUnless(!Broker.Untold.ContainsKey("Account.Status"), "The broker does not tell of restrictions.");
        Broker.Restrict();

        var account = (await AwaitAsync(Connection.Accounts.GetAccountsAsync(Token))).Items.Single(one => one.Ref == Broker.Account);

        Assert.Contains(account.Status.Value, new[] { AccountStatus.Restricted, AccountStatus.ClosingOnly });
    }

    [Fact]
    [ConformanceCase("ACC-012", "An unreadable answer is an error, and is never read as holding nothing or as a balance of nothing.")]
    public async Task AnUnreadableAnswerIsNotEmptyAsync()
    {
        Broker.Inject(BrokerFault.Garble);

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, (await ErrorOfAsync(Connection.Accounts.GetPositionsAsync(Account, Token))).Code);
        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, (await ErrorOfAsync(Connection.Accounts.GetBalanceAsync(Account, Token))).Code);
    }

    [Fact]
    [ConformanceCase("ACC-013", "Too many requests are said to be that, to be tried again later, and nothing else.")]
    public async Task ALimitIsToldAsync()
    {
        Broker.Inject(BrokerFault.LimitRate);

        var error = await ErrorOfAsync(Connection.Accounts.GetPositionsAsync(Account, Token));

        Assert.Equal((BrokerageErrorCode.RateLimited, RecoveryAction.BackOff, true), (error.Code, error.Recovery, error.IsTransient));
    }

    [Fact]
    [ConformanceCase("ACC-014", "A balance that cannot be read for an ended login or a dead broker is an error, never a balance of nothing.")]
    public async Task ABalanceIsNeverMadeUpAsync()
    {
        Broker.Inject(BrokerFault.EndLogin);

        Assert.Equal(RecoveryAction.Reauthenticate, (await ErrorOfAsync(Connection.Accounts.GetBalanceAsync(Account, Token))).Recovery);
        Assert.Equal(RecoveryAction.Reauthenticate, (await ErrorOfAsync(Connection.Accounts.GetAccountsAsync(Token))).Recovery);
        if (Features.Of(Feature.Transactions).IsSupported)
        {
            Assert.Equal(RecoveryAction.Reauthenticate, (await ErrorOfAsync(Connection.Accounts.GetTransactionsAsync(new HistoryQuery(Account, Broker.Clock.GetUtcNow().AddDays(-1), Broker.Clock.GetUtcNow()), Token))).Recovery);
        }
    }

    [Fact]
    [ConformanceCase("ACC-015", "Several accounts of one login are listed each once and kept apart; a broker with one lists one.")]
    public async Task SeveralAccountsAreKeptApartAsync()
    {
        var accounts = await AwaitAsync(Connection.Accounts.GetAccountsAsync(Token));
        Assert.Equal(accounts.Items.Count, accounts.Items.DistinctBy(one => one.Ref).Count());
        if (!Features.Of(Feature.SeveralAccounts).IsSupported)
        {
            Assert.Single(accounts.Items);
            return;
        }

        var other = Broker.OtherAccount ?? throw new InvalidOperationException("Features promise several accounts; the test broker has to have one more.");
        Assert.Equal(2, accounts.Items.Count);
        Assert.Empty((await AwaitAsync(Connection.Accounts.GetPositionsAsync(other, Token))).Items);
        var balance = await AwaitAsync(Connection.Accounts.GetBalanceAsync(other, Token));
        Assert.Equal((other, balance.Cash), (balance.Account.Account, balance.NetLiquidation));
        Assert.NotEqual(Broker.Read().Cash, balance.Cash);
    }

    [Fact]
    [ConformanceCase("ACC-016", "What comes in as a dividend is in the cash, and in the history with its sign and no quantity.")]
    public async Task ADividendIsInTheHistoryAsync()
    {
        Needs(Feature.Transactions);
        var before = (await AwaitAsync(Connection.Accounts.GetBalanceAsync(Account, Token))).Cash;
        Broker.MoveCash(TransactionKind.Dividend, 12.34m);

        var rows = await HistoryAsync();

        Assert.Equal(before + 12.34m, (await AwaitAsync(Connection.Accounts.GetBalanceAsync(Account, Token))).Cash);
        var dividend = Assert.Single(rows, row => row.Kind.Value == TransactionKind.Dividend);
        Assert.Equal((Money.Usd(12.34m), (decimal?)null), (dividend.Net, dividend.Quantity));
    }

    [Fact]
    [ConformanceCase("ACC-017", "The account has one key by which it is known through every login.")]
    public async Task TheMergeKeyStaysAsync()
    {
        var first = (await AwaitAsync(Connection.Accounts.GetAccountsAsync(Token))).Items;
        var second = (await AwaitAsync(Broker.Connect().Accounts.GetAccountsAsync(Token))).Items;

        Assert.Equal(first.Select(account => account.MergeKey), second.Select(account => account.MergeKey), StringComparer.Ordinal);
        Assert.Equal(first.Count, first.Select(account => account.MergeKey).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(TransactionKind.Fee, -7.35)]
    [InlineData(TransactionKind.Interest, 3.21)]
    [InlineData(TransactionKind.Interest, -4.56)]
    [InlineData(TransactionKind.Deposit, 250.75)]
    [InlineData(TransactionKind.Withdrawal, -120.5)]
    [ConformanceCase("ACC-018", "What else moves cash is taken from it or added to it, and in the history once, under its kind, with its sign and no quantity.")]
    public async Task OtherMovementsAreInTheHistoryAsync(TransactionKind kind, double amount)
    {
        Needs(Feature.Transactions);
        var moved = (decimal)amount;
        var before = (await AwaitAsync(Connection.Accounts.GetBalanceAsync(Account, Token))).Cash;
        Broker.PassTime(TimeSpan.FromMinutes(1));
        var since = Broker.Clock.GetUtcNow();
        Broker.MoveCash(kind, moved);

        var rows = await HistoryAsync(since);

        Assert.Equal(before + moved, (await AwaitAsync(Connection.Accounts.GetBalanceAsync(Account, Token))).Cash);
        var row = Assert.Single(rows);
        Assert.Equal((kind, Money.Usd(moved), (decimal?)null), (row.Kind.Value, row.Net, row.Quantity));
    }

    [Fact]
    [ConformanceCase("ACC-019", "Positions of which a row cannot be read are an error or say that they are not whole: what is missing is never read as not held.")]
    public async Task AHoleIsNotAnAbsenceAsync()
    {
        Needs(BrokerFault.SpoilRows);
        Broker.Inject(BrokerFault.SpoilRows);

        try
        {
            var positions = await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token));
            Assert.False(positions.IsComplete, $"{positions.Items.Count} of {Broker.Read().Holdings.Count} positions are told as all of them.");
        }
        catch (BrokerageException failure)
        {
            Assert.Equal(BrokerageErrorCode.UnexpectedResponse, failure.Code);
        }
    }

    private async Task<List<Transaction>> HistoryAsync(DateTimeOffset? since = null)
    {
        var query = new HistoryQuery(Account, since ?? Broker.Clock.GetUtcNow().AddDays(-1), Broker.Clock.GetUtcNow().AddDays(1));
        List<Transaction> rows = [];
        await foreach (var row in Connection.Accounts.EnumerateTransactionsAsync(query, Token))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static IEnumerable<Instrument> Sorted(IEnumerable<Instrument> instruments) => instruments.OrderBy(one => one.ToString(), StringComparer.Ordinal);
}
