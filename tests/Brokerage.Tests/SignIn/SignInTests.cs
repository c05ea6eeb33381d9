using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.SignIn;

public sealed class SignInTests : IAsyncDisposable
{
    private readonly SignInScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(SignInKind.Redirect)]
    [InlineData(SignInKind.RequestToken)]
    [InlineData(SignInKind.OwnSession)]
    internal async Task A_user_who_comes_back_from_the_broker_is_connected(SignInKind kind)
    {
        _scene.Broker.Kind = kind;

        var connected = Assert.IsType<SignInOutcome.Connected>(await _scene.SignInAsync());

        var connection = connected.Connection;
        Assert.Equal(("ann", ConnectionState.Active, "ann@broker", true), (connection.User, connection.State, connection.Subject, connection.IsPrimary));
        Assert.Equal(_scene.Time.GetUtcNow() + TimeSpan.FromDays(7), connection.PersonNeededBy);
        Assert.Equal(["A1", "A2"], connected.Accounts.Select(account => account.Ref.Account.Value));
        Assert.Equal(connection, await _scene.Connections.FindAsync(connection.Connection, Token));
        Assert.Equal([connection.Connection], _scene.Live.List("ann").Select(info => info.Connection));
        await using var lease = await _scene.Live.LeaseAsync(connection.Connection, Token);
        Assert.Equal(2, (await lease.Accounts.GetAccountsAsync(Token)).Items.Count);
        Assert.NotNull(lease.Trading);
    }

    [Fact]
    public async Task A_typed_code_connects()
    {
        _scene.Broker.Kind = SignInKind.Code;
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);

        Assert.IsType<SignInOutcome.Connected>(await _scene.Manager.CompleteAsync("ann", start.Handle, new SignInAnswer.Code(new Secret("good")), Token));
    }

    [Fact]
    public async Task Keys_connect()
    {
        _scene.Broker.Kind = SignInKind.Keys;
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        var keys = new SignInAnswer.Keys(new Dictionary<string, Secret>(StringComparer.Ordinal) { ["key"] = new("good") });

        Assert.IsType<SignInOutcome.Connected>(await _scene.Manager.CompleteAsync("ann", start.Handle, keys, Token));
    }

    [Fact]
    public async Task Who_signs_in_elsewhere_is_asked_for_until_he_has()
    {
        _scene.Broker.Kind = SignInKind.Elsewhere;
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);

        for (var i = 0; i < 3; i++)
            Assert.Equal(TimeSpan.FromSeconds(2), Assert.IsType<SignInOutcome.Pending>(await _scene.Manager.CompleteAsync("ann", start.Handle, new SignInAnswer.Poll(), Token)).TryAgainIn);
        _scene.Broker.IsLoggedInElsewhere = true;
        Assert.IsType<SignInOutcome.Connected>(await _scene.Manager.CompleteAsync("ann", start.Handle, new SignInAnswer.Poll(), Token));
        Fails(SignInFailure.AlreadyUsed, await _scene.Manager.CompleteAsync("ann", start.Handle, new SignInAnswer.Poll(), Token));
    }

    [Fact]
    public async Task A_callback_to_another_process_finds_the_sign_in()
    {
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        var other = _scene.NewProcess().GetRequiredService<ISignInManager>();

        Assert.IsType<SignInOutcome.Connected>(await other.CompleteAsync(_scene.Callback(start), Token));
    }

    [Fact]
    public async Task The_same_answer_works_once()
    {
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        await _scene.Manager.CompleteAsync(_scene.Callback(start), Token);

        Fails(SignInFailure.AlreadyUsed, await _scene.Manager.CompleteAsync(_scene.Callback(start), Token));
        Assert.Equal(1, _scene.Broker.Completions);
    }

    [Fact]
    public async Task Of_many_callbacks_at_once_one_connects()
    {
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        var other = _scene.NewProcess().GetRequiredService<ISignInManager>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => (i % 2 == 0 ? _scene.Manager : other).CompleteAsync(_scene.Callback(start), Token), Token)));

        Assert.Single(outcomes.OfType<SignInOutcome.Connected>());
        Assert.All(outcomes.OfType<SignInOutcome.Failed>(), failed => Assert.Equal(SignInFailure.AlreadyUsed, failed.Failure));
        Assert.Equal(1, _scene.Broker.Completions);
        Assert.Single(await _scene.Connections.ListAsync("ann", Token));
    }

    [Fact]
    public async Task Each_way_to_fail_has_its_own_name_and_none_reaches_the_broker()
    {
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        Fails(SignInFailure.OtherUser, await _scene.Manager.CompleteAsync(_scene.Callback(start, user: "bob"), Token));
        start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        Fails(SignInFailure.OtherUser, await _scene.Manager.CompleteAsync(_scene.Callback(start, user: null), Token));
        start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        Fails(SignInFailure.OtherBroker, await _scene.Manager.CompleteAsync(_scene.Callback(start, broker: "other"), Token));
        start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        Fails(SignInFailure.OtherEnvironment, await _scene.Manager.CompleteAsync(_scene.Callback(start) with { Environment = _scene.Broker.Environments[1].Name }, Token));
        start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        Fails(SignInFailure.OtherAddress, await _scene.Manager.CompleteAsync(_scene.Callback(start, path: "/callback/fake/paper/"), Token));
        start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        var denied = Fails(SignInFailure.Denied, await _scene.Manager.CompleteAsync(_scene.Callback(start, query: "error=access_denied"), Token));
        Assert.Equal("access_denied", denied.Error?.BrokerCode);
        start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        Fails(SignInFailure.Malformed, await _scene.Manager.CompleteAsync(_scene.Callback(start) with { Address = new Uri("https://app.example/callback/fake/paper"), Session = null }, Token));
        Fails(SignInFailure.NotFound, await _scene.Manager.CompleteAsync(_scene.Callback(start) with { Address = new Uri("https://app.example/callback/fake/paper?state=guessed&code=good") }, Token));
        _scene.Time.Advance(TimeSpan.FromMinutes(5));
        Fails(SignInFailure.Expired, await _scene.Manager.CompleteAsync(_scene.Callback(start), Token));

        Assert.Equal(0, _scene.Broker.Completions);
        Assert.Empty(await _scene.Connections.ListAsync("ann", Token));
    }

    [Fact]
    public async Task What_the_broker_refuses_and_what_it_does_not_answer_are_two()
    {
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        Fails(SignInFailure.Refused, await _scene.Manager.CompleteAsync(_scene.Callback(start, query: "code=bad"), Token));
        _scene.Broker.FailCompletion = Broken();
        start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        Fails(SignInFailure.BrokerFailed, await _scene.Manager.CompleteAsync(_scene.Callback(start), Token));
    }

    [Fact]
    public async Task The_broker_s_own_expiry_counts_where_it_is_earlier_and_ten_minutes_else()
    {
        _scene.Broker.TicketLife = TimeSpan.FromSeconds(30);
        Assert.Equal(_scene.Time.GetUtcNow() + TimeSpan.FromSeconds(30), (await _scene.Manager.BeginAsync(_scene.Wish(), Token)).ExpiresAt);
        _scene.Broker.TicketLife = TimeSpan.FromHours(1);
        Assert.Equal(_scene.Time.GetUtcNow() + TimeSpan.FromMinutes(10), (await _scene.Manager.BeginAsync(_scene.Wish(), Token)).ExpiresAt);
    }

    [Fact]
    public async Task Who_begins_once_more_in_his_session_means_the_last()
    {
        _scene.Broker.Kind = SignInKind.Code;
        await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        _scene.Broker.Kind = SignInKind.OwnSession;
        await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        // Bob has used this browser before.
        await _scene.Manager.BeginAsync(_scene.Wish("bob") with { Session = _scene.Wish().Session }, Token);
        var last = await _scene.Manager.BeginAsync(_scene.Wish(), Token);

        Assert.IsType<SignInOutcome.Connected>(await _scene.Manager.CompleteAsync(_scene.Callback(last), Token));
        Assert.Single(await _scene.Connections.ListAsync("ann", Token));
        await Assert.ThrowsAsync<ArgumentException>(() => _scene.Manager.BeginAsync(_scene.Wish() with { Session = null }, Token));
    }

    [Fact]
    public async Task A_callback_without_the_state_that_the_broker_sends_is_nobody_s_whoever_s_browser_it_comes_from()
    {
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);

        Fails(SignInFailure.Malformed, await _scene.Manager.CompleteAsync(_scene.Callback(start) with { Address = new Uri("https://app.example/callback/fake/paper?code=good") }, Token));
        Assert.Equal(0, _scene.Broker.Completions);
    }

    [Fact]
    public async Task Polls_that_overlap_hear_the_same()
    {
        _scene.Broker.Kind = SignInKind.Elsewhere;
        _scene.Broker.IsLoggedInElsewhere = true;
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        var (reached, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _scene.Broker.BeforeCompletion = () =>
        {
            reached.TrySetResult();
            return answer.Task;
        };

        var first = PollAsync();
        await reached.Task.WaitAsync(Token);
        var more = Enumerable.Range(0, 4).Select(_ => PollAsync()).ToList();
        answer.SetResult();

        Assert.All(await Task.WhenAll([first, .. more]), outcome => Assert.IsType<SignInOutcome.Connected>(outcome));
        Assert.Equal(1, _scene.Broker.Completions);
        Fails(SignInFailure.AlreadyUsed, await PollAsync());

        Task<SignInOutcome> PollAsync() => _scene.Manager.CompleteAsync("ann", start.Handle, new SignInAnswer.Poll(), Token);
    }

    [Fact]
    public async Task What_is_sealed_is_gone_soon_after_its_time_though_nobody_begins_anything()
    {
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        var id = TicketVault.IdOf(start.Handle.Reveal());
        for (var minute = 0; minute < 6; minute++) _scene.Time.Advance(TimeSpan.FromMinutes(1));

        var pending = Assert.IsType<TakenSignIn.Taken>(await _scene.Tickets.TakeAsync(id, Token)).Pending;
        Assert.Equal(0, pending.Sealed.Length);
        // Nothing goes on for ever.
        Assert.Null(_scene.Time.UntilNextTimer);
    }

    [Fact]
    public async Task A_new_login_keeps_the_connection()
    {
        var before = await _scene.ConnectedAsync();
        await _scene.Accounts.ChooseAsync(new AccountRef(before.Connection, before.Broker, AccountId.Parse("A2")), "rainy days", isCounted: false, Token);
        _scene.Time.Advance(TimeSpan.FromDays(8));
        await using (var lease = await _scene.Live.LeaseAsync(before.Connection, Token))
            await Assert.ThrowsAsync<BrokerageException>(() => lease.Accounts.GetAccountsAsync(Token));
        Assert.Equal(ConnectionState.NeedsLogin, (await _scene.Connections.FindAsync(before.Connection, Token))!.State);
        _scene.Broker.Accounts = ["A1", "A2", "A3"];

        var connected = Assert.IsType<SignInOutcome.Connected>(await _scene.SignInAsync(_scene.Wish(renews: before.Connection)));

        Assert.Equal((before.Connection, ConnectionState.Active, null), (connected.Connection.Connection, connected.Connection.State, connected.Connection.Problem));
        Assert.Equal("ann@broker", _scene.Broker.ExpectedSubject);
        Assert.Equal(("rainy days", false), (connected.Accounts[1].Nickname, connected.Accounts[1].IsCounted));
        Assert.Equal(3, connected.Accounts.Count);
        Assert.Single(await _scene.Connections.ListAsync("ann", Token));
        await using var again = await _scene.Live.LeaseAsync(before.Connection, Token);
        Assert.NotEmpty((await again.Accounts.GetAccountsAsync(Token)).Items);
    }

    [Fact]
    public async Task Who_connects_the_same_login_again_has_one_connection()
    {
        var first = await _scene.ConnectedAsync();
        var second = await _scene.ConnectedAsync();

        Assert.Equal(first.Connection, second.Connection);
        Assert.NotEqual("t1", await _scene.TokenOfAsync(second));
        Assert.Single(await _scene.Connections.ListAsync("ann", Token));
    }

    [Fact]
    public async Task Two_logins_of_one_user_and_one_login_of_two_users_are_two_connections()
    {
        var first = await _scene.ConnectedAsync();
        _scene.Broker.Subject = "second@broker";
        var second = await _scene.ConnectedAsync();
        _scene.Broker.Subject = "ann@broker";
        var bobs = await _scene.ConnectedAsync(_scene.Wish("bob"));

        Assert.Equal(3, new HashSet<ConnectionId> { first.Connection, second.Connection, bobs.Connection }.Count);
        Assert.Equal((true, false, true), (first.IsPrimary, second.IsPrimary, bobs.IsPrimary));
        Assert.Single(_scene.Live.List("bob"));
    }

    [Theory]
    [InlineData("paper", EnvironmentKind.Paper, false)]
    [InlineData("demo", EnvironmentKind.Paper, false)]
    [InlineData("paper", EnvironmentKind.Live, true)]
    [InlineData("demo", EnvironmentKind.Live, true)]
    public async Task One_connection_is_primary_in_each_kind_of_environment_whatever_brokers_call_it(string name, EnvironmentKind kind, bool isPrimary)
    {
        _scene.Other.Environments = [new BrokerEnvironment(name, kind, [])];
        var first = await _scene.ConnectedAsync();
        var second = await _scene.ConnectedAsync(_scene.Wish(broker: "other"));

        Assert.Equal((true, isPrimary), (first.IsPrimary, second.IsPrimary));
    }

    [Theory]
    [InlineData("eve@broker", new[] { "A1", "A2" }, SignInFailure.OtherSubject)]
    [InlineData(null, new[] { "A1", "A9" }, SignInFailure.OtherAccounts)]
    public async Task Somebody_else_does_not_take_over_a_connection(string? subject, string[] accounts, SignInFailure failure)
    {
        if (subject is null) _scene.Broker.Subject = null;
        var before = await _scene.ConnectedAsync();
        var token = await _scene.TokenOfAsync(before);
        (_scene.Broker.Subject, _scene.Broker.Accounts) = (subject, accounts);

        Fails(failure, await _scene.SignInAsync(_scene.Wish(renews: before.Connection)));

        Assert.Equal(before, await _scene.Connections.FindAsync(before.Connection, Token));
        Assert.Equal(token, await _scene.TokenOfAsync(before));
    }

    [Fact]
    public async Task Where_nobody_can_say_who_logged_in_the_old_connection_stays()
    {
        _scene.Broker.Subject = null;
        var before = await _scene.ConnectedAsync();
        _scene.Broker.FailAccounts = Broken();

        Fails(SignInFailure.BrokerFailed, await _scene.SignInAsync(_scene.Wish(renews: before.Connection)));

        Assert.Equal(before, await _scene.Connections.FindAsync(before.Connection, Token));
    }

    [Fact]
    public async Task Accounts_that_cannot_be_read_yet_cost_nobody_his_login()
    {
        _scene.Broker.FailAccounts = Broken();

        var connected = Assert.IsType<SignInOutcome.Connected>(await _scene.SignInAsync());

        Assert.Equal((ConnectionState.Pending, BrokerageErrorCode.BrokerUnavailable), (connected.Connection.State, connected.Connection.Problem));
        Assert.Empty(connected.Accounts);
        Assert.NotNull(await _scene.TokenOfAsync(connected.Connection));
    }

    [Fact]
    public async Task A_connection_for_reading_has_no_trading()
    {
        var connection = await _scene.ConnectedAsync(_scene.Wish() with { Access = ConnectionAccess.ReadOnly });
        await using (var lease = await _scene.Live.LeaseAsync(connection.Connection, Token)) Assert.Null(lease.Trading);

        var more = await _scene.ConnectedAsync(_scene.Wish(renews: connection.Connection));
        await using (var lease = await _scene.Live.LeaseAsync(more.Connection, Token)) Assert.NotNull(lease.Trading);
    }

    [Fact]
    public async Task Another_user_s_connection_cannot_be_renewed_or_ended()
    {
        var anns = await _scene.ConnectedAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => _scene.Manager.BeginAsync(_scene.Wish("bob", renews: anns.Connection), Token));
        Assert.False((await _scene.Manager.DisconnectAsync("bob", anns.Connection, Token)).WasThere);
        Assert.False((await _scene.Manager.DisconnectAsync(null, anns.Connection, Token)).WasThere);
        Assert.NotNull(await _scene.TokenOfAsync(anns));
    }

    [Fact]
    public async Task Ending_a_connection_forgets_everything_and_says_how_far_it_went()
    {
        var connection = await _scene.ConnectedAsync();
        var token = await _scene.TokenOfAsync(connection);
        var account = (await _scene.Accounts.ListAsync(connection.Connection, Token))[0].Ref;
        Assert.True(await _scene.Holdings.TryReplaceAsync(new StoredHoldings { Account = account }, Token));
        await _scene.Orders.KeepAsync([ScriptedTrading.Order(new OrderRef(account, OrderId.Parse("77")))], Token);

        var ended = await _scene.Manager.DisconnectAsync("ann", connection.Connection, Token);

        Assert.Equal(new DisconnectOutcome(true, RevokeResult.AtBroker), ended);
        Assert.Equal([$"{connection.Environment}/app/{token}"], _scene.Broker.Revoked);
        await NothingIsLeftAsync(connection);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Orders_that_are_being_read_while_their_connection_is_ended_do_not_come_back(bool during)
    {
        var connection = await _scene.ConnectedAsync();
        var account = (await _scene.Accounts.ListAsync(connection.Connection, Token))[0].Ref;
        var lease = await _scene.Live.LeaseAsync(connection.Connection, Token);
        var ended = _scene.Process.GetRequiredService<EndedConnections>();
        Task? ending = null;
        ((ScriptedTrading)_scene.Broker.Made[^1].Trading!).OnList = () =>
        {
            if (during) ending = _scene.Manager.DisconnectAsync("ann", connection.Connection, Token);
            return [ScriptedTrading.Order(new OrderRef(account, OrderId.Parse("77")))];
        };
        if (!during) await _scene.Manager.DisconnectAsync("ann", connection.Connection, Token);

        Assert.Single((await lease.Trading!.GetOpenOrdersAsync(account.Account, Token)).Items);
        await (ending ?? Task.CompletedTask);

        await NothingIsLeftAsync(connection);
        await lease.DisposeAsync();
        await Waiting.UntilAsync(() => !ended.Contains(connection.Connection));
    }

    [Fact]
    public async Task A_broker_that_cannot_be_told_keeps_nobody_s_secrets_here()
    {
        var connection = await _scene.ConnectedAsync();
        _scene.Broker.FailRevocation = Broken();

        var ended = await _scene.Manager.DisconnectAsync("ann", connection.Connection, Token);

        Assert.Equal((RevokeResult.LocalOnly, BrokerageErrorCode.BrokerUnavailable), (ended.Revoked, ended.Error?.Code));
        await NothingIsLeftAsync(connection);
    }

    [Fact]
    public async Task After_a_restart_everything_is_connected()
    {
        var connection = await _scene.ConnectedAsync();
        var logins = _scene.Broker.Completions;
        var process = _scene.NewProcess();

        Assert.Equal(1, await process.GetRequiredService<ISignInManager>().RestoreAsync(Token));

        var live = process.GetRequiredService<IConnectionManager>();
        await using var lease = await live.LeaseAsync(connection.Connection, Token);
        Assert.Equal(2, (await lease.Accounts.GetAccountsAsync(Token)).Items.Count);
        Assert.Equal(logins, _scene.Broker.Completions);
    }

    [Fact]
    public async Task Nothing_that_is_kept_can_be_read()
    {
        _scene.Broker.Kind = SignInKind.OwnSession;
        var start = await _scene.Manager.BeginAsync(_scene.Wish(), Token);
        var key = start.Handle.Reveal();
        var pending = Assert.Single(await _scene.Tickets.ListOfSessionAsync(_scene.Broker.Id, _scene.Wish().Environment, TicketVault.SessionOf(new Secret("cookie of ann")), Token));

        Assert.DoesNotContain(key, pending.Id + pending.Session + System.Text.Encoding.UTF8.GetString(pending.Sealed.Span), StringComparison.Ordinal);
        Assert.DoesNotContain(key, start.ToString() + pending + _scene.Callback(start), StringComparison.Ordinal);
        await _scene.Manager.CompleteAsync(_scene.Callback(start), Token);
        Assert.True(Assert.IsType<TakenSignIn.AlreadyTaken>(await _scene.Tickets.TakeAsync(pending.Id, Token)) is not null);
    }

    private async Task NothingIsLeftAsync(StoredConnection connection)
    {
        Assert.Null(await _scene.Connections.FindAsync(connection.Connection, Token));
        Assert.Null(await _scene.Secrets.ReadAsync(connection.Connection, Token));
        Assert.Empty(await _scene.Accounts.ListAsync(connection.Connection, Token));
        Assert.Empty(await _scene.Holdings.ListAsync(connection.Connection, Token));
        Assert.Empty(await _scene.Orders.ListOpenAsync(connection.Connection, Token));
        Assert.Null(_scene.Live.Find(connection.Connection));
    }

    private static BrokerageException Broken() => new(new BrokerageError(BrokerageErrorCode.BrokerUnavailable, BrokerId.Parse("fake"), "Down."));

    private static SignInOutcome.Failed Fails(SignInFailure failure, SignInOutcome outcome)
    {
        var failed = Assert.IsType<SignInOutcome.Failed>(outcome);
        Assert.Equal(failure, failed.Failure);
        return failed;
    }
}
