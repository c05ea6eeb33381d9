using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Portfolio;

/// <summary>What becomes of brokers that are dead, slow, torn or defective, beside one that is well.</summary>
public sealed class ReadingTests
{
    private readonly FakeConnection _well = new(Make.Ref("well"));
    private readonly FakeConnection _ill = new(Make.Ref("ill", broker: "other"));

    [Fact]
    public async Task Two_brokers_make_one_holding()
    {
        await using var host = new FakeHost(_well, _ill);

        var portfolio = await host.ReadAsync();

        var position = Assert.Single(portfolio.Positions);
        Assert.Equal(4m, position.Quantity);
        Assert.Equal([_well.Account, _ill.Account], position.Breakdown.Select(part => part.Account));
        Assert.Equal(2000m, Assert.Single(portfolio.Totals).Value.Total);
        Assert.Equal([ConnectionState.Active, ConnectionState.Active], portfolio.Summaries.Select(summary => summary.State));
        Assert.True(portfolio.IsComplete);
    }

    [Fact]
    public async Task Accounts_that_their_user_leaves_out_are_left_out_where_that_is_asked_for()
    {
        var accounts = new MemoryAccountStore();
        await accounts.ReplaceAsync(_ill.Connection, [StoredAccount.Of(Make.Account(_ill.Account))], TestContext.Current.CancellationToken);
        Assert.True(await accounts.ChooseAsync(_ill.Account, nickname: null, isCounted: false, TestContext.Current.CancellationToken));
        await using var host = new FakeHost(builder => builder.Services.AddSingleton<IAccountStore>(accounts), _well, _ill);

        var all = await host.ReadAsync();
        var counted = await host.ReadAsync(new PortfolioQuery { OnlyCounted = true });

        Assert.Equal((4m, 2000m), (Assert.Single(all.Positions).Quantity, Assert.Single(all.Totals).Value.Total));
        Assert.Equal((2m, 1000m), (Assert.Single(counted.Positions).Quantity, Assert.Single(counted.Totals).Value.Total));
        Assert.Equal([1, 0], counted.Summaries.Select(summary => summary.Accounts.Count));
        Assert.True(counted.IsComplete);
    }

    [Theory]
    [InlineData("connection")]
    [InlineData("accounts")]
    [InlineData("no account")]
    [InlineData("positions")]
    public async Task What_a_store_keeps_stands_in_for_what_cannot_be_read_where_that_is_asked_for_and_says_so(string fails)
    {
        var failure = new BrokerageException(Make.Error(BrokerageErrorCode.ConnectionFailed, "other"));
        if (fails == "connection") _ill.OnConnect = _ => throw failure;
        if (fails == "accounts") _ill.OnAccounts = _ => throw failure;
        if (fails == "no account") _ill.OnAccounts = _ => Task.FromResult(Make.Whole<Account>());
        if (fails == "positions") _ill.OnPositions = (_, _) => throw failure;
        var (accounts, holdings) = (new MemoryAccountStore(), new MemoryHoldingsStore());
        await accounts.ReplaceAsync(_ill.Connection, [StoredAccount.Of(Make.Account(_ill.Account))], TestContext.Current.CancellationToken);
        var then = new AsOf(Make.Noon.AddMinutes(-5));
        Assert.True(await holdings.TryReplaceAsync(
            new StoredHoldings
            {
                Account = _ill.Account,
                Positions = [Make.Position(_ill.Account, "BRK.B", 3m, 400m, 450m, asOf: then)],
                PositionsAsOf = then,
                Balance = Make.Balance(_ill.Account, 1500m, 150m, asOf: then),
            },
            TestContext.Current.CancellationToken));
        await using var host = new FakeHost(builder => builder.Services.AddSingleton<IAccountStore>(accounts).AddSingleton<IHoldingsStore>(holdings), _well, _ill);

        var without = await host.ReadAsync();
        var with = await host.ReadAsync(new PortfolioQuery { WithKept = true });

        Assert.Equal(2m, Assert.Single(without.Positions).Quantity);
        Assert.All(without.Summaries.SelectMany(summary => summary.Accounts), account => Assert.False(account.IsKept));
        Assert.Equal(5m, Assert.Single(with.Positions).Quantity);
        Assert.Equal(fails == "positions" ? 2000m : 2500m, Assert.Single(with.Totals).Value.Total);
        Assert.Equal([false, true], with.Summaries.Select(summary => Assert.Single(summary.Accounts).IsKept));
        Assert.Equal([false, true], with.Summaries.Select(summary => summary.IsStale));
        Assert.Equal([true, false], with.Summaries.Select(summary => summary.IsComplete));
        Assert.Equal((then.Received, false, true), (with.AsOf, with.IsComplete, with.IsStale));
        Assert.Equal(without.Failures.Count, with.Failures.Count);
        if (fails == "connection") Assert.Equal(ConnectionState.Error, with.Summaries[1].State);
    }

    [Fact]
    public async Task A_broker_that_cannot_be_reached_is_a_failure_beside_the_rest()
    {
        _ill.OnConnect = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.ConnectionFailed, "other"));
        await using var host = new FakeHost(_ill, _well);

        var portfolio = await host.ReadAsync();

        AssertWellAlone(portfolio);
        var failure = Assert.Single(portfolio.Failures);
        Assert.Equal((PortfolioPart.Connection, BrokerageErrorCode.ConnectionFailed, _ill.Connection), (failure.Part, failure.Error.Code, failure.Connection));
        Assert.Equal([ConnectionState.Error, ConnectionState.Active], portfolio.Summaries.Select(summary => summary.State));
        Assert.Null(portfolio.Summaries[0].AsOf);
    }

    [Theory]
    [InlineData(PortfolioPart.Connection)]
    [InlineData(PortfolioPart.Accounts)]
    public async Task A_broker_that_hangs_and_ignores_its_token_delays_nobody_beyond_the_deadline(PortfolioPart part)
    {
        if (part == PortfolioPart.Connection)
            _ill.OnConnect = _ => new TaskCompletionSource<ConnectionStatus>().Task;
        else
            _ill.OnAccounts = _ => new TaskCompletionSource<Snapshot<Account>>().Task;
        await using var host = new FakeHost(_ill, _well);

        var reading = host.ReadAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(reading.IsCompleted);
        host.Clock.Advance(TimeSpan.FromSeconds(0.2));

        var portfolio = await reading;
        AssertWellAlone(portfolio);
        var failure = Assert.Single(portfolio.Failures);
        Assert.Equal((part, BrokerageErrorCode.Timeout, true), (failure.Part, failure.Error.Code, failure.Error.IsTransient));
    }

    [Fact]
    public async Task A_query_can_be_less_patient()
    {
        _ill.OnAccounts = async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return Make.Whole<Account>();
        };
        await using var host = new FakeHost(_ill, _well);

        var reading = host.ReadAsync(new PortfolioQuery { Deadline = TimeSpan.FromSeconds(1) });
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        AssertWellAlone(await reading);
    }

    [Fact]
    public async Task What_a_slow_broker_told_before_the_deadline_counts()
    {
        _ill.OnBalance = (_, _) => new TaskCompletionSource<Balance>().Task;
        await using var host = new FakeHost(_ill, _well);

        var reading = host.ReadAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        var portfolio = await reading;

        Assert.Equal(4m, Assert.Single(portfolio.Positions).Quantity);
        Assert.Equal(new PortfolioFigure(1000m, 1), Assert.Single(portfolio.Totals).Value);
        Assert.Equal((PortfolioPart.Balance, _ill.Account.Account), (portfolio.Failures[0].Part, portfolio.Failures[0].Account));
        Assert.Equal(ConnectionState.Degraded, portfolio.Summaries[0].State);
        Assert.False(portfolio.IsComplete);
    }

    [Fact]
    public async Task Positions_that_cannot_be_read_leave_the_balance()
    {
        _ill.OnPositions = (_, _) => throw new BrokerageException(Make.Error(BrokerageErrorCode.UnexpectedResponse, "other"));
        await using var host = new FakeHost(_ill, _well);

        var portfolio = await host.ReadAsync();

        Assert.Equal(2000m, Assert.Single(portfolio.Totals).Value.Total);
        Assert.Equal(2m, Assert.Single(portfolio.Positions).Quantity);
        Assert.Equal(PortfolioPart.Positions, Assert.Single(portfolio.Failures).Part);
    }

    [Fact]
    public async Task A_partial_list_is_kept_with_what_failed_in_it()
    {
        var error = Make.Error(BrokerageErrorCode.SymbolNotFound, "other");
        _ill.OnPositions = (_, _) => Task.FromResult(new Snapshot<Position>(
            [Make.Position(_ill.Account, "BRK.B", 5m, 400m, 450m)], IsComplete: false, [new ItemFailure("conid 4711", error)], Make.Fresh));
        await using var host = new FakeHost(_ill, _well);

        var portfolio = await host.ReadAsync();

        Assert.Equal(7m, Assert.Single(portfolio.Positions).Quantity);
        Assert.Equal(("conid 4711", error), (portfolio.Failures[0].Item, portfolio.Failures[0].Error));
        Assert.Equal(ConnectionState.Degraded, portfolio.Summaries[0].State);
        Assert.Equal([false, true], portfolio.Summaries.Select(summary => summary.IsComplete));
    }

    [Fact]
    public async Task A_list_that_says_no_more_than_that_it_is_partial_makes_the_portfolio_incomplete()
    {
        _ill.OnPositions = (_, _) => Task.FromResult(new Snapshot<Position>([], IsComplete: false, [], Make.Fresh));
        await using var host = new FakeHost(_ill, _well);

        var portfolio = await host.ReadAsync();

        Assert.Empty(portfolio.Failures);
        Assert.False(portfolio.IsComplete);
    }

    [Fact]
    public async Task An_adapters_defect_is_a_failure_and_its_text_is_not_shown()
    {
        _ill.OnAccounts = _ => throw new InvalidOperationException("key SECRET-4711");
        await using var host = new FakeHost(_ill, _well);

        var portfolio = await host.ReadAsync();

        AssertWellAlone(portfolio);
        var error = Assert.Single(portfolio.Failures).Error;
        Assert.Equal(BrokerageErrorCode.Unknown, error.Code);
        Assert.Contains(nameof(InvalidOperationException), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConnectionState.NeedsLogin, BrokerageErrorCode.AuthExpired)]
    [InlineData(ConnectionState.Competing, BrokerageErrorCode.SessionHeldElsewhere)]
    [InlineData(ConnectionState.Revoked, BrokerageErrorCode.AuthRevoked)]
    [InlineData(ConnectionState.Disabled, BrokerageErrorCode.Misconfigured)]
    [InlineData(ConnectionState.Error, BrokerageErrorCode.ConnectionFailed)]
    public async Task A_connection_that_cannot_be_read_says_its_state(ConnectionState state, BrokerageErrorCode code)
    {
        _ill.OnConnect = _ => Task.FromResult(FakeConnection.Status(state));
        _ill.OnAccounts = _ => throw new InvalidOperationException("Must not be asked.");
        await using var host = new FakeHost(_ill, _well);

        var portfolio = await host.ReadAsync();

        AssertWellAlone(portfolio);
        Assert.Equal(state, portfolio.Summaries[0].State);
        Assert.Equal(code, Assert.Single(portfolio.Failures).Error.Code);
    }

    [Fact]
    public async Task A_login_that_ended_meanwhile_shows_as_such_and_the_next_reading_connects_again()
    {
        _ill.OnAccounts = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.AuthExpired, "other"));
        await using var host = new FakeHost(_ill, _well);

        var portfolio = await host.ReadAsync();
        await host.ReadAsync();

        Assert.Equal(ConnectionState.NeedsLogin, portfolio.Summaries[0].State);
        Assert.Equal((2, 1), (_ill.Connects, _well.Connects));
    }

    [Fact]
    public async Task Closed_accounts_are_left_out()
    {
        _ill.OnAccounts = _ => Task.FromResult(Make.Whole(Make.Account(_ill.Account, status: AccountStatus.Closed)));
        _ill.OnBalance = (_, _) => throw new InvalidOperationException("Must not be asked.");
        await using var host = new FakeHost(_ill, _well);

        var portfolio = await host.ReadAsync();

        AssertWellAlone(portfolio);
        Assert.True(portfolio.IsComplete);
        Assert.Empty(portfolio.Summaries[0].Accounts);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_created_is_a_failure_of_every_portfolio()
    {
        await using var host = new FakeHost(
            builder => builder.AddBroken("broken", FakeRegistrations.Refused("The key is missing.")), _well, new FakeConnection(Make.Ref("paper"), EnvironmentKind.Paper));

        var reading = await host.Brokerage.Portfolio.ReadAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([EnvironmentKind.Paper, EnvironmentKind.Simulated], reading.Portfolios.Select(portfolio => portfolio.Environment));
        Assert.All(reading.Portfolios, portfolio => Assert.Equal(BrokerageErrorCode.Misconfigured, Assert.Single(portfolio.Failures).Error.Code));
        Assert.Contains("The key is missing", Assert.Single(reading.Failures).Error.Message, StringComparison.Ordinal);
        Assert.False(reading.In(EnvironmentKind.Live).IsComplete);
    }

    [Fact]
    public async Task The_callers_cancellation_ends_the_reading()
    {
        _ill.OnAccounts = _ => new TaskCompletionSource<Snapshot<Account>>().Task;
        await using var host = new FakeHost(_ill, _well);
        using var cancel = new CancellationTokenSource();

        var reading = host.Brokerage.Portfolio.ReadAsync(cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Queries_narrow_by_broker_connection_and_kind()
    {
        await using var host = new FakeHost(_well, _ill, new FakeConnection(Make.Ref("live"), EnvironmentKind.Live));

        Assert.Equal(["ill"], await ConnectionsOf(new PortfolioQuery { Broker = BrokerId.Parse("other") }));
        Assert.Equal(["well"], await ConnectionsOf(new PortfolioQuery { Connections = [_well.Connection, ConnectionId.Parse("nobody")] }));
        Assert.Equal(["live"], await ConnectionsOf(new PortfolioQuery { Environment = EnvironmentKind.Live }));

        async Task<IEnumerable<string>> ConnectionsOf(PortfolioQuery query)
        {
            var reading = await host.Brokerage.Portfolio.ReadAsync(query, TestContext.Current.CancellationToken);
            return reading.Portfolios.SelectMany(portfolio => portfolio.Summaries).Select(summary => summary.Connection.Value);
        }
    }

    [Fact]
    public async Task A_user_sees_neither_the_applications_connections_nor_anothers()
    {
        await using var host = new FakeHost(_well);
        host.Add(new FakeConnection(Make.Ref("a")), "anna");
        host.Add(new FakeConnection(Make.Ref("b")), "ben");

        Assert.Equal("well", Assert.Single((await host.ReadAsync()).Summaries).Connection.Value);
        Assert.Equal("a", Assert.Single((await host.ReadAsync(new PortfolioQuery { User = "anna" })).Summaries).Connection.Value);
        Assert.Empty((await host.ReadAsync(new PortfolioQuery { User = "carl" })).Summaries);
        Assert.Empty((await host.ReadAsync(new PortfolioQuery { User = "anna", Connections = [ConnectionId.Parse("b")] })).Summaries);
    }

    [Fact]
    public async Task A_deadline_of_nothing_is_refused()
    {
        await using var host = new FakeHost(_well);

        await Assert.ThrowsAsync<ArgumentException>(() => host.ReadAsync(new PortfolioQuery { Deadline = TimeSpan.Zero }));
    }

    private void AssertWellAlone(UnifiedPortfolio portfolio)
    {
        Assert.Equal(_well.Account, Assert.Single(Assert.Single(portfolio.Positions).Breakdown).Account);
        Assert.Equal(1000m, Assert.Single(portfolio.Totals).Value.Total);
        Assert.Equal(2, portfolio.Summaries.Count);
    }
}
