using Brokerage.Tests.Fakes;
using Brokerage.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Connections;

/// <summary>Secrets are renewed before anybody needs them, and lost connections come back.</summary>
public sealed class UpkeepTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5), Day = TimeSpan.FromDays(1);

    private readonly SignInScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IConnectionUpkeep Upkeep => _scene.Process.GetRequiredService<IConnectionUpkeep>();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Secrets_are_renewed_once_when_their_end_comes_near()
    {
        var connection = await RenewableAsync(TimeSpan.FromHours(30));

        Assert.Equal(SecretsUpkeepOutcome.NotDue, (await Upkeep.RenewAsync(connection.Connection, Day, Token)).Outcome);
        Assert.Equal(0, _scene.Broker.Refreshes);
        _scene.Time.Advance(TimeSpan.FromHours(7));
        Assert.Equal(SecretsUpkeepOutcome.Renewed, (await Upkeep.RenewAsync(connection.Connection, Day, Token)).Outcome);
        Assert.Equal("renewed", await _scene.TokenOfAsync(connection));
        Assert.Equal(SecretsUpkeepOutcome.NotDue, (await Upkeep.RenewAsync(connection.Connection, Day, Token)).Outcome);
        Assert.Equal(1, _scene.Broker.Refreshes);
    }

    [Fact]
    public async Task What_cannot_be_renewed_now_says_why_and_the_next_look_tries_again()
    {
        var connection = await RenewableAsync(TimeSpan.FromHours(1));
        var working = _scene.Broker.Refresh;
        _scene.Broker.Refresh = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.ConnectionFailed) with { Effect = Effect.None });

        var failed = await Upkeep.RenewAsync(connection.Connection, Day, Token);
        Assert.Equal((SecretsUpkeepOutcome.Failed, ConnectionState.Active), (failed.Outcome, failed.Connection.State));

        _scene.Broker.Refresh = working;
        Assert.Equal(SecretsUpkeepOutcome.Renewed, (await Upkeep.RenewAsync(connection.Connection, Day, Token)).Outcome);
    }

    [Fact]
    public async Task A_login_that_has_ended_is_known_without_asking_and_stays_so_until_somebody_logs_in()
    {
        var connection = await RenewableAsync(TimeSpan.FromHours(1));
        _scene.Time.Advance(TimeSpan.FromDays(7));

        for (var look = 0; look < 3; look++)
        {
            var upkeep = await Upkeep.RenewAsync(connection.Connection, Day, Token);
            Assert.Equal((SecretsUpkeepOutcome.LoginNeeded, ConnectionState.NeedsLogin), (upkeep.Outcome, upkeep.Connection.State));
        }

        Assert.Equal(0, _scene.Broker.Refreshes);
        await _scene.ConnectedAsync(_scene.Wish(renews: connection.Connection));
        Assert.Equal(SecretsUpkeepOutcome.Renewed, (await Upkeep.RenewAsync(connection.Connection, Day, Token)).Outcome);
    }

    [Fact]
    public async Task A_refused_renewal_is_asked_for_once()
    {
        var connection = await RenewableAsync(TimeSpan.FromHours(1));
        _scene.Broker.Refresh = _ => new RefreshResult.LoginNeeded(Make.Error(BrokerageErrorCode.AuthRevoked));

        Assert.Equal(SecretsUpkeepOutcome.LoginNeeded, (await Upkeep.RenewAsync(connection.Connection, Day, Token)).Outcome);
        var second = await Upkeep.RenewAsync(connection.Connection, Day, Token);

        Assert.Equal((SecretsUpkeepOutcome.LoginNeeded, ConnectionState.NeedsLogin, 1), (second.Outcome, second.Connection.State, _scene.Broker.Refreshes));
    }

    [Fact]
    public async Task An_application_that_ends_waits_for_what_a_renewal_brings()
    {
        var connection = await RenewableAsync(TimeSpan.FromHours(1));
        var (reached, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _scene.Broker.BeforeRefresh = () =>
        {
            reached.SetResult();
            return answer.Task;
        };
        var process = _scene.NewProcess();
        using var stop = new CancellationTokenSource();
        var renewal = process.GetRequiredService<IConnectionUpkeep>().RenewAsync(connection.Connection, Day, stop.Token);
        await reached.Task.WaitAsync(Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renewal);

        var ended = process.DisposeAsync().AsTask();
        Assert.False(ended.IsCompleted);
        answer.SetResult();
        await ended.WaitAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal("renewed", await _scene.TokenOfAsync(connection));
    }

    [Fact]
    public async Task An_adapter_that_never_answers_keeps_no_application_from_its_end()
    {
        var connection = await RenewableAsync(TimeSpan.FromHours(1));
        var (reached, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        _scene.Broker.BeforeRefresh = () =>
        {
            reached.SetResult();
            return never.Task;
        };
        var process = _scene.NewProcess();
        _ = process.GetRequiredService<IConnectionUpkeep>().RenewAsync(connection.Connection, Day, Token);
        await reached.Task.WaitAsync(Token);

        await process.DisposeAsync().AsTask().WithStepsAsync(() => _scene.Time.Advance(TimeSpan.FromSeconds(5)));
        never.SetCanceled(Token);
    }

    [Fact]
    public async Task Keys_that_never_end_are_left_alone()
    {
        var connection = await _scene.ConnectedAsync();

        Assert.Equal(SecretsUpkeepOutcome.NotDue, (await Upkeep.RenewAsync(connection.Connection, TimeSpan.FromDays(300), Token)).Outcome);
        await Assert.ThrowsAsync<ArgumentException>(() => Upkeep.RenewAsync(ConnectionId.Parse("nobody"), Day, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Upkeep.RenewAsync(connection.Connection, -Day, Token));
    }

    [Fact]
    public async Task A_check_connects_when_the_broker_s_time_has_come_and_asks_nothing_before()
    {
        _scene.Broker.Prepare = made => made.OnConnect = _ => Task.FromResult(FakeConnection.Status(callBy: _scene.Time.GetUtcNow().AddMinutes(5)));
        var connection = await _scene.ConnectedAsync();

        Assert.Equal(ConnectionState.Active, (await Upkeep.CheckAsync(connection.Connection, Deadline, Token)).State);
        await Upkeep.CheckAsync(connection.Connection, Deadline, Token);
        Assert.Equal(1, _scene.Broker.Made[^1].Connects);
        _scene.Time.Advance(TimeSpan.FromMinutes(5));
        await Upkeep.CheckAsync(connection.Connection, Deadline, Token);
        Assert.Equal(2, _scene.Broker.Made[^1].Connects);
    }

    [Fact]
    public async Task A_lost_connection_is_tried_anew_and_its_state_follows()
    {
        var outcome = new Queue<Func<ConnectionStatus>>(
        [
            () => FakeConnection.Status(ConnectionState.Competing, problem: Make.Error(BrokerageErrorCode.SessionHeldElsewhere)),
            () => throw new BrokerageException(Make.Error(BrokerageErrorCode.Timeout)),
            () => throw new InvalidOperationException("A defect."),
            () => FakeConnection.Status(),
        ]);
        _scene.Broker.Prepare = made => made.OnConnect = _ => Task.FromResult(outcome.Dequeue()());
        var connection = await _scene.ConnectedAsync();

        Assert.Equal((ConnectionState.Competing, BrokerageErrorCode.SessionHeldElsewhere), await CheckAsync());
        Assert.Equal((ConnectionState.Competing, BrokerageErrorCode.Timeout), await CheckAsync());
        Assert.Equal((ConnectionState.Error, BrokerageErrorCode.Unknown), await CheckAsync());
        Assert.Equal((ConnectionState.Active, null), await CheckAsync());

        async Task<(ConnectionState, BrokerageErrorCode?)> CheckAsync()
        {
            var status = await Upkeep.CheckAsync(connection.Connection, Deadline, Token);
            var stored = (await _scene.Connections.FindAsync(connection.Connection, Token))!;
            Assert.Equal(stored.State, status.State);
            return (stored.State, stored.Problem);
        }
    }

    [Fact]
    public async Task What_others_will_wait_for_too_does_not_come_last_because_the_background_asked_first()
    {
        List<(string, CallPriority)> asked = [];
        _scene.Broker.Prepare = made =>
        {
            made.OnConnect = _ =>
            {
                asked.Add(("connect", BrokerageCall.Priority));
                return Task.FromResult(FakeConnection.Status());
            };
            made.OnPositions = (account, _) =>
            {
                lock (asked) asked.Add(("read", BrokerageCall.Priority));
                return Task.FromResult(Make.Whole<Position>());
            };
        };
        var connection = await RenewableAsync(TimeSpan.FromHours(1));
        var renew = _scene.Broker.Refresh!;
        _scene.Broker.Refresh = secrets =>
        {
            asked.Add(("renew", BrokerageCall.Priority));
            return renew(secrets);
        };

        using (BrokerageCall.At(CallPriority.Background))
        {
            await Upkeep.RenewAsync(connection.Connection, Day, Token);
            Assert.True((await Upkeep.SyncAsync(connection.Connection, Deadline, Token)).IsComplete);
        }

        Assert.Equal(
            [("renew", CallPriority.Interactive), ("connect", CallPriority.Interactive), ("read", CallPriority.Background), ("read", CallPriority.Background)], asked);
    }

    [Fact]
    public async Task What_is_lent_is_in_use()
    {
        var connection = await _scene.ConnectedAsync();
        Assert.Empty(Upkeep.ListInUse());

        await using (await _scene.Live.LeaseAsync(connection.Connection, Token)) Assert.Equal([connection.Connection], Upkeep.ListInUse());
        Assert.Empty(Upkeep.ListInUse());
    }

    private Task<StoredConnection> RenewableAsync(TimeSpan life)
    {
        _scene.Broker.Life = secrets => new TokenLife { Renewal = Renewal.Replace, RenewBy = secrets.IssuedAt + life, PersonNeededBy = secrets.LoginEndsAt };
        _scene.Broker.Refresh = secrets => new RefreshResult.Renewed(new ConnectionSecrets
        {
            Scheme = secrets.Scheme,
            Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["token"] = new("renewed") },
            LoggedInAt = secrets.LoggedInAt,
            IssuedAt = _scene.Time.GetUtcNow(),
            LoginEndsAt = secrets.LoginEndsAt,
            Subject = secrets.Subject,
        });
        return _scene.ConnectedAsync();
    }
}
