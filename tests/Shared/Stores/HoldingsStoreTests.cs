namespace Brokerage.TestSupport.Stores;

/// <summary>What every store of holdings holds.</summary>
public abstract class HoldingsStoreTests
{
    private static readonly ConnectionId One = ConnectionId.Parse("one"), Two = ConnectionId.Parse("two");
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 3, 4, 17, 0, 0, 123, TimeSpan.Zero).AddTicks(4567);
    private static readonly AsOf AsOf = new(Now, Now.AddMinutes(-15).AddTicks(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store of its own for each test.</summary>
    protected abstract Task<IHoldingsStore> CreateAsync();

    [Fact]
    public async Task Every_field_comes_back()
    {
        var store = await CreateAsync();
        var account = Account(One, "acc ' \" 7");
        var holdings = new StoredHoldings
        {
            Account = account,
            Positions = [Full(account), Bare(account)],
            PositionsAsOf = AsOf,
            Balance = FullBalance(account),
            StaleSince = Now.AddMinutes(7),
            Problem = BrokerageErrorCode.RateLimited,
        };

        Assert.True(await store.TryReplaceAsync(holdings, Token));

        Same(holdings with { Version = 1 }, await store.FindAsync(account, Token));
        Same(holdings with { Version = 1 }, Assert.Single(await store.ListAsync(One, Token)));
    }

    [Fact]
    public async Task What_was_never_read_comes_back_as_never_read()
    {
        var store = await CreateAsync();
        var never = new StoredHoldings { Account = Account(One, "A"), StaleSince = Now, Problem = BrokerageErrorCode.Timeout };
        var empty = new StoredHoldings { Account = Account(One, "B"), PositionsAsOf = new AsOf(Now) };
        await store.TryReplaceAsync(never, Token);
        await store.TryReplaceAsync(empty, Token);

        Same(never with { Version = 1 }, await store.FindAsync(never.Account, Token));
        Same(empty with { Version = 1 }, await store.FindAsync(empty.Account, Token));
        Assert.Null(await store.FindAsync(Account(One, "C"), Token));
        Assert.Null(await store.FindAsync(Account(Two, "A"), Token));
    }

    [Theory]
    [InlineData("BRK.B")]
    [InlineData("VOD@XLON")]
    [InlineData("AAPL  270115C00190500")]
    [InlineData("BTC/USD")]
    [InlineData("fund:VFIAX")]
    [InlineData("bond:912810TV0")]
    [InlineData("index:SPX")]
    [InlineData("future:ES@XCME:2026-12")]
    [InlineData("futureoption:ES@XCME:2026-12:C5000.25:2026-11-20")]
    [InlineData("forex:EUR/USD")]
    [InlineData("other:ibkr:265598:WAR")]
    public async Task Every_instrument_comes_back(string instrument)
    {
        var store = await CreateAsync();
        var account = Account(One, "A");
        var position = Bare(account) with { Instrument = Instrument.Parse(instrument), Info = new InstrumentInfo { Instrument = Instrument.Parse(instrument) } };

        await store.TryReplaceAsync(Holding(account, position), Token);

        Assert.Equal(position, Assert.Single((await store.FindAsync(account, Token))!.Positions));
    }

    [Theory]
    [InlineData("0.000000000000000001")]
    [InlineData("123456789.012345678901234567")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("0")]
    [InlineData("1.10")]
    public async Task Every_quantity_comes_back_to_the_last_digit(string text)
    {
        var store = await CreateAsync();
        var account = Account(One, "A");
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var position = Bare(account) with { Quantity = value, AverageCost = value, MarketValue = value, DayProfit = value };
        var balance = BareBalance(account) with { Cash = value, ByCurrency = [new CurrencyBalance { Currency = Currency.Parse("BTC"), Cash = value }] };

        await store.TryReplaceAsync(Holding(account, position) with { Balance = balance }, Token);

        var found = (await store.FindAsync(account, Token))!;
        Assert.Equal(position, Assert.Single(found.Positions));
        Assert.Equal((value, value), (found.Balance!.Cash, found.Balance.ByCurrency[0].Cash));
    }

    [Fact]
    public async Task Rows_keep_the_broker_s_order_and_rows_that_are_alike_stay_several()
    {
        var store = await CreateAsync();
        var account = Account(One, "A");
        Position[] rows =
        [
            Bare(account) with { Bucket = "short", Quantity = -5m },
            Bare(account) with { Bucket = "cash" },
            Bare(account),
            Bare(account),
            Bare(account) with { Instrument = Instrument.Parse("AAA") },
        ];

        await store.TryReplaceAsync(Holding(account, rows), Token);

        Assert.Equal(rows, (await store.FindAsync(account, Token))!.Positions);
    }

    [Fact]
    public async Task New_holdings_take_the_place_of_all_former_ones_of_that_account_and_of_no_other()
    {
        var store = await CreateAsync();
        AccountRef a = Account(One, "A"), b = Account(One, "B"), other = Account(Two, "A");
        foreach (var account in (AccountRef[])[b, a, other]) await store.TryReplaceAsync(Holding(account, Full(account), Bare(account)) with { Balance = FullBalance(account) }, Token);

        Assert.True(await store.TryReplaceAsync(Holding(a, Bare(a)) with { Version = 1 }, Token));

        var one = await store.ListAsync(One, Token);
        Assert.Equal(["A", "B"], one.Select(holdings => holdings.Account.Account.Value));
        Same(Holding(a, Bare(a)) with { Version = 2 }, one[0]);
        Same(Holding(b, Full(b), Bare(b)) with { Balance = FullBalance(b), Version = 1 }, one[1]);
        Assert.Equal(2, Assert.Single(await store.ListAsync(Two, Token)).Positions.Count);
    }

    [Fact]
    public async Task Nothing_is_stored_over_what_the_caller_has_not_read()
    {
        var store = await CreateAsync();
        var account = Account(One, "A");

        Assert.False(await store.TryReplaceAsync(Holding(account, Bare(account)) with { Version = 1 }, Token));
        Assert.Null(await store.FindAsync(account, Token));
        Assert.True(await store.TryReplaceAsync(Holding(account, Full(account)), Token));
        Assert.False(await store.TryReplaceAsync(Holding(account, Bare(account)), Token));
        Assert.False(await store.TryReplaceAsync(Holding(account, Bare(account)) with { Version = 2 }, Token));

        Same(Holding(account, Full(account)) with { Version = 1 }, await store.FindAsync(account, Token));
    }

    [Fact]
    public async Task Of_many_who_store_at_once_nobody_overwrites_another_and_nobody_reads_half()
    {
        var store = await CreateAsync();
        var account = Account(One, "A");
        await store.TryReplaceAsync(Rows(account, 1), Token);

        var wins = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                var won = 0;
                for (var i = 0; i < 10; i++)
                {
                    var read = (await store.FindAsync(account, Token))!;
                    Assert.Equal(read.Balance!.Cash, read.Positions.Count);
                    Assert.All(read.Positions, position => Assert.Equal(read.Positions.Count, position.Quantity));
                    if (await store.TryReplaceAsync(Rows(account, 1 + (int)(read.Version % 7)) with { Version = read.Version }, Token)) won++;
                }

                return won;
            },
            Token)));

        Assert.Equal(1 + wins.Sum(), (await store.FindAsync(account, Token))!.Version);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_nothing_else()
    {
        var store = await CreateAsync();
        AccountRef a = Account(One, "A"), b = Account(One, "B"), other = Account(Two, "A");
        foreach (var account in (AccountRef[])[a, b, other]) await store.TryReplaceAsync(Holding(account, Full(account)), Token);

        Assert.True(await store.DeleteAsync(a, Token));
        Assert.False(await store.DeleteAsync(a, Token));
        Assert.Equal(b, Assert.Single(await store.ListAsync(One, Token)).Account);

        await store.DeleteAsync(One, Token);
        Assert.Empty(await store.ListAsync(One, Token));
        Assert.Single(await store.ListAsync(Two, Token));

        // Beginning again is beginning anew.
        Assert.True(await store.TryReplaceAsync(Holding(a, Bare(a)), Token));
        Same(Holding(a, Bare(a)) with { Version = 1 }, await store.FindAsync(a, Token));
    }

    private static void Same(StoredHoldings expected, StoredHoldings? found)
    {
        Assert.NotNull(found);
        Assert.Equal(expected.Positions, found.Positions);
        Assert.Equal(expected.Balance?.ByCurrency ?? [], found.Balance?.ByCurrency ?? []);
        // Lists compare by what they hold above, by their identity below.
        Assert.Equal(expected, found with { Positions = expected.Positions, Balance = found.Balance is { } balance && expected.Balance is { } told ? balance with { ByCurrency = told.ByCurrency } : found.Balance });
    }

    private static AccountRef Account(ConnectionId connection, string account) => new(connection, BrokerId.Parse("alpaca"), AccountId.Parse(account));

    private static StoredHoldings Holding(AccountRef account, params Position[] positions) => new() { Account = account, Positions = positions, PositionsAsOf = AsOf };

    private static StoredHoldings Rows(AccountRef account, int count) =>
        Holding(account, [.. Enumerable.Repeat(Bare(account) with { Quantity = count }, count)]) with { Balance = BareBalance(account) with { Cash = count } };

    private static Position Bare(AccountRef account) => new()
    {
        Account = account,
        Instrument = Instrument.Parse("MSFT"),
        Quantity = 10m,
        Multiplier = null,
        Currency = Currency.Usd,
        AverageCost = null,
        Price = null,
        MarketValue = null,
        AsOf = new AsOf(Now),
    };

    private static Position Full(AccountRef account) => new()
    {
        Account = account,
        Instrument = Instrument.Parse("AAPL1 270115P00187500"),
        Quantity = -3m,
        Bucket = "margin ' \"",
        Available = -2m,
        Multiplier = 100m,
        Currency = Currency.Eur,
        AverageCost = 4.125m,
        Price = 3.5m,
        MarketValue = -1050m,
        UnrealizedProfit = 187.5m,
        DayProfit = -12.34m,
        Info = new InstrumentInfo
        {
            Instrument = Instrument.Parse("AAPL1 270115P00187500"),
            Description = "a put; DROP TABLE positions — \u00fc",
            Currency = Currency.Eur,
            Multiplier = 100m,
            PriceStep = 0.05m,
            QuantityStep = 1m,
            MinQuantity = 2m,
            Fractional = false,
            Shortable = true,
            Tradable = true,
            IsEtf = false,
            Underlying = Instrument.Parse("AAPL"),
        },
        AsOf = AsOf,
    };

    private static Balance BareBalance(AccountRef account) => new()
    {
        Account = account,
        Currency = Currency.Usd,
        Cash = null,
        CashAvailable = null,
        BuyingPower = null,
        NetLiquidation = null,
        AsOf = new AsOf(Now),
    };

    private static Balance FullBalance(AccountRef account) => new()
    {
        Account = account,
        Currency = Currency.Usd,
        Cash = -1.01m,
        CashAvailable = 2.02m,
        UnsettledCash = 3.03m,
        Withdrawable = 4.04m,
        BuyingPower = 5.05m,
        OptionBuyingPower = 6.06m,
        DayTradingBuyingPower = 7.07m,
        MarginDebit = 8.08m,
        InitialMargin = 9.09m,
        MaintenanceMargin = 10.10m,
        MarginCall = 0m,
        MarketValue = 12.12m,
        NetLiquidation = 13.13m,
        DayProfit = -14.14m,
        TotalProfit = 15.15m,
        ByCurrency =
        [
            new CurrencyBalance { Currency = Currency.Usd, Cash = 1m, SettledCash = 0.5m, MarketValue = -2m, RateToBase = 1m },
            new CurrencyBalance { Currency = Currency.Parse("USDC") },
        ],
        AsOf = AsOf,
    };
}
