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
    [ConformanceCase("ACC-002", "Cash, equity and buying power are the books' own, each in its own member.")]
    public async Task TheBalanceIsTheBooksAsync()
    {
        var balance = await AwaitAsync(Connection.Accounts.GetBalanceAsync(Account, Token));

        var truth = Broker.Read();
        Assert.Equal(Broker.Account, balance.Account);
        Assert.Equal(truth.Cash, balance.Cash);
        Assert.Equal(truth.Equity, balance.NetLiquidation);
        Assert.Equal(truth.BuyingPower, balance.BuyingPower);
    }

    [Fact]
    [ConformanceCase("ACC-003", "Every holding is listed once, with its signed quantity and its cost per unit without the multiplier.")]
    public async Task ThePositionsAreTheBooksAsync()
    {
        var positions = await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token));

        Assert.True(positions.IsComplete);
        Assert.Equal(
            Broker.Read().Holdings.Select(one => (one.Instrument, one.Quantity, (decimal?)decimal.Round(one.AverageCost, 4))).OrderBy(one => one.Instrument.ToString(), StringComparer.Ordinal),
            positions.Items.Select(one => (one.Instrument, one.Quantity, Rounded(one.AverageCost))).OrderBy(one => one.Instrument.ToString(), StringComparer.Ordinal));
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
            Assert.Equal(truth.Price, said.Price ?? truth.Price);
            Assert.Equal(truth.Multiplier, said.Multiplier ?? truth.Multiplier);
            var value = truth.Quantity * truth.Price * truth.Multiplier;
            Assert.Equal(value, said.MarketValue ?? value);
            Assert.True(said.MarketValue is not null || said.Price is null, "A priced position has a value.");
            var profit = value - (truth.Quantity * truth.AverageCost * truth.Multiplier);
            Assert.Equal(decimal.Round(profit, 2), decimal.Round(said.UnrealizedProfit ?? profit, 2));
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

        Assert.All([balance.AsOf, positions.AsOf], asOf =>
        {
            Assert.Equal(TimeSpan.Zero, asOf.Received.Offset);
            Assert.True(asOf.Received <= Broker.Clock.GetUtcNow());
        });
    }

    private static decimal? Rounded(decimal? value) => value is { } known ? decimal.Round(known, 4) : null;
}
