using Brokerage.Tests.Fakes;
using Brokerage.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Connections;

/// <summary>A reading goes into the stores as far as it is whole, and what was known survives everything else.</summary>
public sealed class SyncTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private readonly SignInScene _scene = new();
    private StoredConnection _connection = null!;

    // What the broker tells, account by account; null: it fails.
    private readonly Dictionary<string, Snapshot<Position>?> _positions = new(StringComparer.Ordinal);
    private Func<Task<Snapshot<Account>>>? _accounts;
    private BrokerageErrorCode _failure = BrokerageErrorCode.BrokerUnavailable;
    private bool _balanceFails;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IConnectionUpkeep Upkeep => _scene.Process.GetRequiredService<IConnectionUpkeep>();

    public async ValueTask InitializeAsync()
    {
        _scene.Broker.Prepare = made =>
        {
            var told = made.OnAccounts;
            made.OnAccounts = token => _accounts?.Invoke() ?? told(token);
            made.OnPositions = (account, _) => _positions.GetValueOrDefault(account.Value, Whole(account.Value, "BRK.B")) is { } positions ? Task.FromResult(positions) : throw Failure();
            made.OnBalance = (account, _) => _balanceFails ? throw Failure() : Task.FromResult(Make.Balance(RefOf(account.Value), 1000m, 100m, asOf: Now));
        };
        _connection = await _scene.ConnectedAsync();
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task What_is_whole_is_stored_with_its_time()
    {
        _positions["A1"] = Whole("A1", "BRK.B", "BTC/USD");
        var sync = await SyncAsync();

        Assert.Equal((true, 2, 3, 0), (sync.IsComplete, sync.Accounts, sync.Positions, sync.Failures.Count));
        Assert.Equal(_scene.Time.GetUtcNow(), sync.Connection.LastSyncAt);
        Assert.Equal(sync.Connection, await _scene.Connections.FindAsync(_connection.Connection, Token));
        Assert.Equal(["BRK.B", "BTC/USD"], await HeldAsync("A1"));
        var stored = await StoredAsync("A1");
        Assert.Equal((_scene.Time.GetUtcNow(), 1000m, null, null), (stored.PositionsAsOf!.Value.Received, stored.Balance!.NetLiquidation, stored.StaleSince, stored.Problem));
    }

    [Fact]
    public async Task A_part_never_takes_the_place_of_the_whole()
    {
        await SyncAsync();
        var first = await StoredAsync("A1");
        var lastSync = _scene.Time.GetUtcNow();
        _scene.Time.Advance(TimeSpan.FromMinutes(5));

        _positions["A1"] = Snapshot<Position>.Partial([], [new ItemFailure("row 1", Make.Error(BrokerageErrorCode.UnexpectedResponse))], Now);
        var partial = await SyncAsync();

        var stored = await StoredAsync("A1");
        Assert.False(partial.IsComplete);
        Assert.Equal(lastSync, partial.Connection.LastSyncAt);
        Assert.Equal(first.Positions, stored.Positions);
        Assert.Equal(first.PositionsAsOf, stored.PositionsAsOf);
        Assert.Equal((_scene.Time.GetUtcNow(), BrokerageErrorCode.UnexpectedResponse), (stored.StaleSince, stored.Problem));
        Assert.Equal(_scene.Time.GetUtcNow(), stored.Balance!.AsOf.Received);
        Assert.Null((await StoredAsync("A2")).StaleSince);

        var staleSince = stored.StaleSince;
        _scene.Time.Advance(TimeSpan.FromMinutes(5));
        _positions["A1"] = null;
        await SyncAsync();
        stored = await StoredAsync("A1");
        Assert.Equal((staleSince, BrokerageErrorCode.BrokerUnavailable), (stored.StaleSince, stored.Problem));

        _positions["A1"] = Whole("A1");
        Assert.True((await SyncAsync()).IsComplete);
        stored = await StoredAsync("A1");
        Assert.Equal((0, null, null), (stored.Positions.Count, stored.StaleSince, stored.Problem));
    }

    [Fact]
    public async Task A_balance_that_fails_leaves_the_former_one()
    {
        await SyncAsync();
        var before = await StoredAsync("A1");
        _scene.Time.Advance(TimeSpan.FromMinutes(5));
        (_balanceFails, _positions["A1"]) = (true, Whole("A1", "MSFT"));

        await SyncAsync();

        var after = await StoredAsync("A1");
        Assert.Equal(["MSFT"], await HeldAsync("A1"));
        Assert.Equal((before.Balance, _scene.Time.GetUtcNow()), (after.Balance, after.StaleSince));
    }

    [Fact]
    public async Task An_account_that_was_never_read_says_so()
    {
        _positions["A1"] = null;
        await SyncAsync();

        var stored = await StoredAsync("A1");
        Assert.Null(stored.PositionsAsOf);
        Assert.NotNull(stored.StaleSince);
    }

    [Fact]
    public async Task A_broker_that_is_down_changes_nothing_but_marks()
    {
        await SyncAsync();
        var before = await _scene.Connections.FindAsync(_connection.Connection, Token);
        _accounts = () => throw Failure();

        var sync = await SyncAsync();

        Assert.False(sync.IsComplete);
        Assert.Equal(before! with { Problem = BrokerageErrorCode.BrokerUnavailable, Version = sync.Connection.Version }, sync.Connection);
        foreach (var account in (string[])["A1", "A2"])
        {
            Assert.Equal(["BRK.B"], await HeldAsync(account));
            Assert.Equal(BrokerageErrorCode.BrokerUnavailable, (await StoredAsync(account)).Problem);
        }

        Assert.Equal(2, (await _scene.Accounts.ListAsync(_connection.Connection, Token)).Count);
        // The mark is written once, not with every look.
        var version = (await StoredAsync("A1")).Version;
        await SyncAsync();
        Assert.Equal(version, (await StoredAsync("A1")).Version);

        _accounts = null;
        Assert.Null((await SyncAsync()).Connection.Problem);
    }

    [Fact]
    public async Task An_account_that_the_broker_no_longer_names_or_has_closed_is_forgotten()
    {
        await SyncAsync();
        _accounts = () => Task.FromResult(Make.Whole(Make.Account(RefOf("A1"), status: AccountStatus.Closed), Make.Account(RefOf("A3"))));

        Assert.True((await SyncAsync()).IsComplete);

        Assert.Equal(["A3"], (await _scene.Holdings.ListAsync(_connection.Connection, Token)).Select(holdings => holdings.Account.Account.Value));
        Assert.Equal(["A1", "A3"], (await _scene.Accounts.ListAsync(_connection.Connection, Token)).Select(account => account.Ref.Account.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_of_accounts_that_lacks_some_forgets_none(bool isEmptyAndCalledWhole)
    {
        var before = (await SyncAsync()).Connection.LastSyncAt;
        _scene.Time.Advance(TimeSpan.FromMinutes(5));
        _accounts = () => Task.FromResult(isEmptyAndCalledWhole ? Make.Whole<Account>() : Snapshot<Account>.Partial([Make.Account(RefOf("A2"))], [], Make.Fresh));

        var sync = await SyncAsync();

        Assert.Equal((false, before), (sync.IsComplete, sync.Connection.LastSyncAt));
        Assert.NotNull(before);
        Assert.Equal(2, (await _scene.Accounts.ListAsync(_connection.Connection, Token)).Count);
        Assert.Equal(["BRK.B"], await HeldAsync("A1"));
        Assert.NotNull((await StoredAsync("A1")).StaleSince);
    }

    [Fact]
    public async Task Where_a_person_is_needed_nothing_is_asked()
    {
        await SyncAsync();
        (_failure, _accounts) = (BrokerageErrorCode.AuthExpired, () => throw Failure());
        Assert.Equal(ConnectionState.NeedsLogin, (await SyncAsync()).Connection.State);

        var asked = 0;
        _accounts = () => throw new InvalidOperationException("Asked " + ++asked);
        var sync = await SyncAsync();

        Assert.Equal((0, false, null), (asked, sync.IsComplete, sync.Status));
        Assert.Equal(BrokerageErrorCode.AuthExpired, (await StoredAsync("A1")).Problem);
        Assert.Equal(["BRK.B"], await HeldAsync("A1"));
    }

    [Fact]
    public async Task What_arrives_after_its_user_has_ended_the_connection_is_not_kept()
    {
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        var told = Make.Whole(Make.Account(RefOf("A1")));
        _accounts = async () =>
        {
            asked.SetResult();
            await answer.Task;
            return told;
        };
        var sync = SyncAsync();
        await asked.Task.WaitAsync(Token);

        Assert.True((await _scene.Manager.DisconnectAsync("ann", _connection.Connection, Token)).WasThere);
        answer.SetResult();
        await sync;

        Assert.Empty(await _scene.Holdings.ListAsync(_connection.Connection, Token));
        Assert.Empty(await _scene.Accounts.ListAsync(_connection.Connection, Token));
        Assert.Null(_scene.Live.Find(_connection.Connection));
        await Assert.ThrowsAsync<ArgumentException>(SyncAsync);
    }

    [Fact]
    public async Task What_fails_with_the_login_before_says_nothing_about_the_one_that_came_meanwhile()
    {
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _accounts = async () =>
        {
            asked.SetResult();
            await answer.Task;
            throw new BrokerageException(Make.Error(BrokerageErrorCode.AuthExpired));
        };
        var sync = SyncAsync();
        await asked.Task.WaitAsync(Token);
        _accounts = null;
        _scene.Time.Advance(TimeSpan.FromSeconds(1));
        await _scene.ConnectedAsync(_scene.Wish(renews: _connection.Connection));

        answer.SetResult();

        Assert.Equal((ConnectionState.Active, null), ((await sync).Connection.State, (await sync).Connection.Problem));
        Assert.Equal(ConnectionState.Active, (await _scene.Connections.FindAsync(_connection.Connection, Token))!.State);
    }

    [Fact]
    public async Task A_check_that_fails_with_the_login_before_says_nothing_about_the_next_either()
    {
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _scene.Broker.Prepare = made => made.OnConnect = async _ =>
        {
            asked.TrySetResult();
            await answer.Task;
            throw new BrokerageException(Make.Error(BrokerageErrorCode.AuthRevoked));
        };
        var check = Upkeep.CheckAsync(_connection.Connection, Deadline, Token);
        await asked.Task.WaitAsync(Token);
        _scene.Broker.Prepare = null;
        _scene.Time.Advance(TimeSpan.FromSeconds(1));
        await _scene.ConnectedAsync(_scene.Wish(renews: _connection.Connection));

        answer.SetResult();
        await check;

        Assert.Equal(ConnectionState.Active, (await _scene.Connections.FindAsync(_connection.Connection, Token))!.State);
    }

    [Fact]
    public async Task What_a_clock_has_dated_that_was_ahead_is_in_no_later_reading_s_way()
    {
        _scene.Time.Advance(TimeSpan.FromDays(1));
        await SyncAsync();
        // As if it had been set right: what is stored is of tomorrow.
        var ahead = await StoredAsync("A1");
        var tomorrow = new AsOf(_scene.Time.GetUtcNow().AddDays(1));
        Assert.True(await _scene.Holdings.TryReplaceAsync(ahead with { PositionsAsOf = tomorrow, Balance = ahead.Balance! with { AsOf = tomorrow } }, Token));
        _positions["A1"] = Whole("A1", "MSFT");

        await SyncAsync();

        Assert.Equal(["MSFT"], await HeldAsync("A1"));
        Assert.Equal((_scene.Time.GetUtcNow(), _scene.Time.GetUtcNow()), ((await StoredAsync("A1")).PositionsAsOf!.Value.Received, (await StoredAsync("A1")).Balance!.AsOf.Received));
    }

    [Fact]
    public async Task A_stopped_reading_stores_nothing_that_is_not_whole()
    {
        await SyncAsync();
        using var stop = new CancellationTokenSource();
        _accounts = () =>
        {
            stop.Cancel();
            return new TaskCompletionSource<Snapshot<Account>>().Task;
        };
        var before = await StoredAsync("A1");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Upkeep.SyncAsync(_connection.Connection, Deadline, stop.Token));

        Assert.Same(before, await StoredAsync("A1"));
    }

    private Task<ConnectionSync> SyncAsync() => Upkeep.SyncAsync(_connection.Connection, Deadline, Token);

    private AsOf Now => new(_scene.Time.GetUtcNow());

    private async Task<StoredHoldings> StoredAsync(string account) => (await _scene.Holdings.FindAsync(RefOf(account), Token))!;

    private async Task<IEnumerable<string>> HeldAsync(string account) => (await StoredAsync(account)).Positions.Select(position => position.Instrument.ToString());

    private Snapshot<Position> Whole(string account, params string[] instruments) =>
        Snapshot<Position>.Complete([.. instruments.Select(instrument => Make.Position(RefOf(account), instrument, 2m, 400m, 450m, asOf: Now))], Now);

    private AccountRef RefOf(string account) => new(_connection.Connection, _connection.Broker, AccountId.Parse(account));

    private BrokerageException Failure() => new(Make.Error(_failure));
}
