using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Connections;

public sealed class LeaseTests
{
    private readonly FakeConnection _fake = new(Make.Ref("one"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_leases_share_one_connection_that_connects_once()
    {
        var opening = new TaskCompletionSource<ConnectionStatus>();
        _fake.OnConnect = _ => opening.Task;
        await using var host = new FakeHost(_fake);

        var leases = Enumerable.Range(0, 64).Select(_ => host.Connections.LeaseAsync(_fake.Connection, Token)).ToList();
        Assert.All(leases, lease => Assert.False(lease.IsCompleted));
        opening.SetResult(FakeConnection.Status());
        var leased = await Task.WhenAll(leases);

        Assert.Equal(1, _fake.Connects);
        Assert.All(leased, lease => Assert.Same(_fake, lease.Accounts));
    }

    [Fact]
    public async Task One_caller_who_loses_patience_does_not_end_the_opening_for_the_others()
    {
        var opening = new TaskCompletionSource<ConnectionStatus>();
        var shared = CancellationToken.None;
        _fake.OnConnect = token =>
        {
            shared = token;
            return opening.Task;
        };
        await using var host = new FakeHost(_fake);
        using var hasty = new CancellationTokenSource();

        var first = host.Connections.LeaseAsync(_fake.Connection, hasty.Token);
        var second = host.Connections.LeaseAsync(_fake.Connection, Token);
        await hasty.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True(shared.CanBeCanceled);
        Assert.False(shared.IsCancellationRequested);
        opening.SetResult(FakeConnection.Status());

        await (await second).DisposeAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, _fake.Disposals);
    }

    [Fact]
    public async Task A_connection_that_looks_for_a_lost_order_is_not_idle_before_it_has_ended_its_search()
    {
        var broker = new ScriptedTrading
        {
            OnSubmit = (order, _) => Task.FromResult(ScriptedTrading.Unknown(order)),
            OnFind = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable)),
        };
        var fake = new FakeConnection(Make.Ref("one")) { Trading = broker };
        await using var host = new FakeHost(fake);
        await host.Brokerage.Orders.PlaceAsync(Make.Limit(fake.Account), Token);
        await Waiting.UntilAsync(() => host.Clock.GetUtcNow() > Make.Noon.AddMinutes(15), () => host.Clock.AdvanceToNextTimer());

        broker.OnFind = _ => new Sighting.Found([ScriptedTrading.Order(new OrderRef(fake.Account, OrderId.Parse("91")))]);
        await Waiting.UntilAsync(() => fake.Disposals == 1, () => host.Clock.AdvanceToNextTimer());

        Assert.Empty(await host.Brokerage.Orders.ListUnknownAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task A_failed_opening_reaches_everyone_and_the_next_one_tries_again()
    {
        _fake.OnConnect = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable));
        await using var host = new FakeHost(_fake);

        var failure = await Assert.ThrowsAsync<BrokerageException>(() => host.Connections.LeaseAsync(_fake.Connection, Token));
        Assert.Equal(BrokerageErrorCode.BrokerUnavailable, failure.Code);
        _fake.OnConnect = _ => Task.FromResult(FakeConnection.Status());
        await using var lease = await host.Connections.LeaseAsync(_fake.Connection, Token);

        Assert.Equal(2, _fake.Connects);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_connects_while_it_is_said_to_connect_again_counts_as_from_before(bool asks)
    {
        await using var host = new FakeHost(_fake);
        await using var held = await host.Connections.LeaseAsync(_fake.Connection, Token);
        var opening = new TaskCompletionSource<ConnectionStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        _fake.OnConnect = _ => opening.Task;
        var manager = (ConnectionManager)host.Connections;
        manager.ConnectAgain(_fake.Connection);
        Task first = asks ? held.ConnectAsync(Token) : host.Connections.LeaseAsync(_fake.Connection, Token);
        await Waiting.UntilAsync(() => _fake.Connects == 2);

        // As after a login: what is under way has the old secrets.
        manager.ConnectAgain(_fake.Connection);
        _fake.OnConnect = _ => Task.FromResult(FakeConnection.Status());
        var second = asks ? null : host.Connections.LeaseAsync(_fake.Connection, Token);
        Assert.NotEqual(true, second?.IsCompleted);
        opening.SetResult(FakeConnection.Status());
        await first;
        await using (await (second ?? host.Connections.LeaseAsync(_fake.Connection, Token))) Assert.Equal(3, _fake.Connects);
        await using (await host.Connections.LeaseAsync(_fake.Connection, Token)) Assert.Equal(3, _fake.Connects);
    }

    [Fact]
    public async Task Whoever_connects_while_the_session_is_being_ended_connects_again()
    {
        await using var host = new FakeHost(_fake);
        var lease = await host.Connections.LeaseAsync(_fake.Connection, Token);
        var ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fake.OnDisconnect = () => ending.Task;
        var leaving = lease.DisconnectAsync(cancellationToken: Token);
        await using (await host.Connections.LeaseAsync(_fake.Connection, Token)) Assert.Equal(2, _fake.Connects);
        ending.SetResult();
        await leaving;

        await using (await host.Connections.LeaseAsync(_fake.Connection, Token)) Assert.Equal(3, _fake.Connects);
        await lease.DisposeAsync();
    }

    [Fact]
    public async Task Disposing_a_lease_twice_returns_it_once_and_the_lease_is_dead()
    {
        await using var host = new FakeHost(_fake);
        var mine = await host.Connections.LeaseAsync(_fake.Connection, Token);
        await using var theirs = await host.Connections.LeaseAsync(_fake.Connection, Token);

        await mine.DisposeAsync();
        await mine.DisposeAsync();
        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, _fake.Disposals);
        Assert.Throws<ObjectDisposedException>(() => mine.Accounts);
        Assert.Same(_fake, theirs.Accounts);
    }

    [Fact]
    public async Task An_idle_connection_ends_after_a_while_and_comes_back_when_needed()
    {
        var made = 0;
        await using var host = new FakeHost();
        host.Add(_fake, create: () =>
        {
            made++;
            return _fake;
        });

        await (await host.Connections.LeaseAsync(_fake.Connection, Token)).DisposeAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(9));
        await (await host.Connections.LeaseAsync(_fake.Connection, Token)).DisposeAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal((1, 0), (made, _fake.Disposals));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 1), (made, _fake.Disposals));

        await using var again = await host.Connections.LeaseAsync(_fake.Connection, Token);
        Assert.Equal((2, 2), (made, _fake.Connects));
    }

    [Fact]
    public async Task Listing_creates_nothing()
    {
        await using var host = new FakeHost(_fake);

        var info = Assert.Single(host.Connections.List());

        Assert.Equal((EnvironmentKind.Simulated, null), (info.Environment!.Kind, info.User));
        Assert.Equal(info, Assert.Single(host.Connections.List()));
        await host.DisposeAsync();
        Assert.Equal((0, 0), (_fake.Connects, _fake.Disposals));
    }

    [Fact]
    public async Task A_session_is_kept_alive_in_time_while_somebody_holds_a_lease_and_only_then()
    {
        await using var host = new FakeHost(_fake);
        _fake.OnConnect = _ => Task.FromResult(FakeConnection.Status(callBy: host.Clock.GetUtcNow().AddSeconds(60)));

        var lease = await host.Connections.LeaseAsync(_fake.Connection, Token);
        host.Clock.Advance(TimeSpan.FromSeconds(47));
        Assert.Equal(1, _fake.Connects);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _fake.Connects);
        host.Clock.Advance(TimeSpan.FromSeconds(480));
        Assert.Equal(12, _fake.Connects);

        await lease.DisposeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(300));
        Assert.Equal(12, _fake.Connects);
        await using var late = await host.Connections.LeaseAsync(_fake.Connection, Token);
        Assert.Equal(13, _fake.Connects);
    }

    [Fact]
    public async Task A_lease_that_is_taken_just_before_the_end_keeps_the_session_alive_too()
    {
        await using var host = new FakeHost(_fake);
        _fake.OnConnect = _ => Task.FromResult(FakeConnection.Status(callBy: host.Clock.GetUtcNow().AddSeconds(60)));
        var brief = await host.Connections.LeaseAsync(_fake.Connection, Token);
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await brief.DisposeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(40));

        await using var late = await host.Connections.LeaseAsync(_fake.Connection, Token);
        var connects = _fake.Connects;
        host.Clock.Advance(TimeSpan.FromSeconds(480));

        Assert.Equal(connects + 10, _fake.Connects);
    }

    [Fact]
    public async Task A_session_that_lasts_for_months_can_be_opened()
    {
        _fake.OnConnect = _ => Task.FromResult(FakeConnection.Status(callBy: TimeProvider.System.GetUtcNow().AddDays(100)));
        await using var host = new FakeHost(builder => builder.Services.AddSingleton(TimeProvider.System), _fake);

        await using var lease = await host.Connections.LeaseAsync(_fake.Connection, Token);
        Assert.Equal(1, _fake.Connects);
    }

    [Fact]
    public async Task A_keep_alive_that_fails_is_tried_again()
    {
        await using var host = new FakeHost(_fake);
        _fake.OnConnect = _ => Task.FromResult(FakeConnection.Status(callBy: host.Clock.GetUtcNow().AddSeconds(10)));
        await using var lease = await host.Connections.LeaseAsync(_fake.Connection, Token);

        _fake.OnConnect = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.ConnectionFailed));
        host.Clock.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(2, _fake.Connects);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(3, _fake.Connects);
    }

    [Fact]
    public async Task A_removed_connection_ends_with_its_last_lease()
    {
        await using var host = new FakeHost(_fake);
        var lease = await host.Connections.LeaseAsync(_fake.Connection, Token);

        var removal = host.Connections.RemoveAsync(_fake.Connection, Token);
        Assert.False(removal.IsCompleted);
        Assert.Empty(host.Connections.List());
        await Assert.ThrowsAsync<ArgumentException>(() => host.Connections.LeaseAsync(_fake.Connection, Token));
        Assert.Same(_fake, lease.Accounts);
        Assert.Equal(0, _fake.Disposals);

        await lease.DisposeAsync();
        Assert.True(await removal);
        Assert.Equal(1, _fake.Disposals);
        Assert.False(await host.Connections.RemoveAsync(_fake.Connection, Token));
    }

    [Fact]
    public async Task A_connection_can_be_removed_before_it_was_ever_made()
    {
        await using var host = new FakeHost(_fake);

        Assert.True(await host.Connections.RemoveAsync(_fake.Connection, Token));
        Assert.Equal(0, _fake.Disposals);
    }

    [Fact]
    public async Task The_end_of_the_application_ends_every_connection()
    {
        var host = new FakeHost(_fake);
        await host.Connections.LeaseAsync(_fake.Connection, Token);

        await host.DisposeAsync();

        Assert.Equal(1, _fake.Disposals);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => host.Connections.LeaseAsync(_fake.Connection, Token));
    }

    [Fact]
    public async Task Many_callers_at_once_never_see_a_dead_connection_and_leave_none_behind()
    {
        var made = new List<FakeConnection>();
        var clockHand = new Lock();
        await using var host = new FakeHost();
        host.Add(_fake, create: New);

        await Parallel.ForAsync(0, 400, Token, async (index, token) =>
        {
            await using var lease = await host.Connections.LeaseAsync(_fake.Connection, token);
            if (index % 7 == 0)
            {
                lock (clockHand)
                    host.Clock.Advance(TimeSpan.FromMinutes(11));
            }

            await Task.Yield();
            Assert.Equal(0, ((FakeConnection)lease.Accounts).Disposals);
        });
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.All(made, connection => Assert.Equal(1, connection.Disposals));

        FakeConnection New()
        {
            var connection = new FakeConnection(_fake.Account);
            made.Add(connection);
            return connection;
        }
    }
}
