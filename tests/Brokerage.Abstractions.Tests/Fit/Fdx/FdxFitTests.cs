using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Fdx;

public sealed class FdxFitTests
{
    private static readonly AccountId Account = AccountId.Parse("inv-1");
    private readonly FakeClock _clock = FakeClock.Friday();
    private readonly PlayedFdx _fdx;
    private readonly FdxAdapter _adapter;

    public FdxFitTests()
    {
        _fdx = new PlayedFdx(_clock);
        _adapter = new FdxAdapter(_fdx, _clock);
    }

    [Fact]
    public async Task Reading_is_all_there_is_and_the_compiler_knows()
    {
        await using var connection = await ConnectAsync();
        Assert.Null(connection.Trading);
        Assert.Null(connection.MarketData);
        Assert.Null(connection.Streaming);
        Assert.Empty(connection.Features.Orders);
        Assert.Null(connection.Features.Ask(new OrderScope { Asset = AssetClass.Equity }));
        Assert.Equal(ConnectionState.Active, (await connection.GetStatusAsync(Stop)).State);
    }

    [Fact]
    public async Task Rows_of_one_instrument_stay_apart_by_bucket()
    {
        await using var connection = await ConnectAsync();
        var positions = (await connection.Accounts.GetPositionsAsync(Account, Stop)).Items;
        Assert.Equal(positions[0].Instrument, positions[1].Instrument);
        Assert.Equal((10.5m, "CASH"), (positions[0].Quantity, positions[0].Bucket));
        Assert.Equal((-2m, "SHORT", (decimal?)null), (positions[1].Quantity, positions[1].Bucket, positions[1].AverageCost));
        Assert.Null(positions[0].Multiplier);
        Assert.Null(positions[0].UnrealizedProfit);
    }

    [Fact]
    public async Task A_holding_without_a_name_never_merges_with_another_and_one_without_units_is_a_failure()
    {
        await using var connection = await ConnectAsync();
        var positions = await connection.Accounts.GetPositionsAsync(Account, Stop);
        Assert.NotEqual(positions.Items[2].Instrument, positions.Items[3].Instrument);
        Assert.Null(positions.Items[2].AverageCost);
        Assert.Equal(new Instrument.Bond("912810TV0"), positions.Items[4].Instrument);
        Assert.Null(positions.Items[4].MarketValue);
        Assert.False(positions.IsComplete);
        Assert.Equal("A sweep of cash", Assert.Single(positions.Failures).Item);
    }

    [Fact]
    public async Task What_nobody_says_is_null()
    {
        await using var connection = await ConnectAsync();
        var accounts = (await connection.Accounts.GetAccountsAsync(Stop)).Items;
        Assert.Equal([MarginKind.Cash, MarginKind.Unknown], accounts.Select(account => account.Margin.Value));
        Assert.Equal([AccountStatus.Active, AccountStatus.Unknown], accounts.Select(account => account.Status.Value));
        Assert.Equal("****", accounts[1].MaskedNumber);
        Assert.Empty(accounts[0].MayTrade);
        Assert.Null(accounts[0].MayShort);
        Assert.Null(accounts[0].OptionLevel);
        var balance = await connection.Accounts.GetBalanceAsync(Account, Stop);
        Assert.Equal((12.5m, 1520.75m, 0m), (balance.Cash, balance.NetLiquidation, balance.MarginCall));
        Assert.Null(balance.BuyingPower);
        Assert.Null(balance.MarketValue);
        var nothing = await connection.Accounts.GetBalanceAsync(AccountId.Parse("plan-9"), Stop);
        Assert.Null(nothing.NetLiquidation);
    }

    [Fact]
    public async Task The_next_page_is_the_brokers_own_link_and_a_missing_id_is_derived()
    {
        await using var connection = await ConnectAsync();
        var query = new HistoryQuery(Account, _clock.GetUtcNow().AddDays(-90), _clock.GetUtcNow());
        var first = await connection.Accounts.GetTransactionsAsync(query, Stop);
        Assert.Equal(Money.Usd(-5.25m), first.Items[0].Net);
        Assert.False(first.Items[0].IdIsDerived);
        var last = await connection.Accounts.GetTransactionsAsync(query with { Cursor = first.Next }, Stop);
        Assert.Null(last.Next);
        Assert.True(last.Items[0].IdIsDerived);
        Assert.Equal(Money.Usd(1.5m), last.Items[0].Net);
        Assert.Equal("Interest", last.Items[0].Text);
    }

    [Fact]
    public async Task The_bearer_is_the_id_token_and_a_code_of_602_is_no_status()
    {
        var secrets = await SignInAsync();
        Assert.Equal(["offline_access", "openid"], secrets.Scopes.Order(StringComparer.Ordinal));
        Assert.NotNull(secrets.Subject);
        await using var connection = _adapter.Create(Context(Kit.Secrets.Of(FdxAdapter.Broker, "fdx.oidc", _clock.GetUtcNow(), ("idToken", "OLD"))));
        var error = (await Assert.ThrowsAsync<BrokerageException>(() => connection.Accounts.GetAccountsAsync(Stop))).Error;
        Assert.Equal((BrokerageErrorCode.AuthRevoked, "602", "trace-1"), (error.Code, error.BrokerCode, error.TraceId));
        await using var empty = _adapter.Create(Context(Kit.Secrets.Of(FdxAdapter.Broker, "fdx.oidc", _clock.GetUtcNow())));
        error = (await Assert.ThrowsAsync<BrokerageException>(() => empty.Accounts.GetAccountsAsync(Stop))).Error;
        Assert.Equal(BrokerageErrorCode.Misconfigured, error.Code);
        Assert.Equal(RevokeResult.AtBroker, await _adapter.Authorizer.RevokeAsync(FdxAdapter.Live, "app", secrets, Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static BrokerageConnectionContext Context(ISecretSource secrets) => new()
    {
        Connection = ConnectionId.Parse("login-5"),
        Environment = FdxAdapter.Live,
        Application = "our-app",
        Secrets = secrets,
    };

    private async Task<ConnectionSecrets> SignInAsync()
    {
        var request = new SignInRequest { Environment = FdxAdapter.Live, Application = "our-app", State = "state-11", RedirectTo = new Uri("https://app.example/cb") };
        var step = Assert.IsType<SignInStep.Redirect>(await _adapter.Authorizer.BeginAsync(request, Stop));
        var callback = new Uri("https://app.example/cb?code=c1&state=state-11");
        return Assert.IsType<SignInResult.SignedIn>(await _adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Callback(callback), Stop)).Secrets;
    }

    private async Task<IBrokerageConnection> ConnectAsync() => _adapter.Create(Context(new FixedSecretSource(FdxAdapter.Broker, await SignInAsync())));
}
