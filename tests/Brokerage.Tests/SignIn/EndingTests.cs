using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.SignIn;

/// <summary>A connection that its user ends is gone, whatever was under way, and whatever is damaged.</summary>
public sealed class EndingTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private readonly DamagedStore _secrets = new(new MemoryTokenStore());
    private readonly SignInScene _scene;

    public EndingTests() => _scene = new SignInScene(_secrets);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IConnectionUpkeep Upkeep => _scene.Process.GetRequiredService<IConnectionUpkeep>();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task While_it_is_being_ended_nobody_brings_it_back()
    {
        var connection = await _scene.ConnectedAsync();
        var made = _scene.Broker.Made.Count;
        var (reached, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _scene.Broker.BeforeRevoke = () =>
        {
            reached.SetResult();
            return answer.Task;
        };
        var ending = _scene.Manager.DisconnectAsync("ann", connection.Connection, Token);
        await reached.Task.WaitAsync(Token);

        Assert.False((await Upkeep.SyncAsync(connection.Connection, Deadline, Token)).IsComplete);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Upkeep.CheckAsync(connection.Connection, Deadline, Token));
        Assert.Null(_scene.Live.Find(connection.Connection));
        answer.SetResult();

        Assert.True((await ending).WasThere);
        Assert.Equal(made, _scene.Broker.Made.Count);
        await NothingIsLeftAsync(connection);
    }

    [Fact]
    public async Task Who_read_its_row_before_it_was_ended_does_not_bring_it_back_either()
    {
        var connection = await _scene.ConnectedAsync();
        await _scene.Manager.DisconnectAsync("ann", connection.Connection, Token);

        Assert.False(await _scene.Process.GetRequiredService<StoredConnections>().TryAddAsync(connection));

        await NothingIsLeftAsync(connection);
    }

    [Fact]
    public async Task What_another_process_has_ended_gives_no_lease_here()
    {
        var connection = await _scene.ConnectedAsync();
        var other = _scene.NewProcess();
        await other.GetRequiredService<ISignInManager>().RestoreAsync(Token);
        var live = other.GetRequiredService<IConnectionManager>();
        await using (await live.LeaseAsync(connection.Connection, Token))
        {
        }

        await _scene.Manager.DisconnectAsync("ann", connection.Connection, Token);

        var refused = await Assert.ThrowsAsync<BrokerageException>(() => live.LeaseAsync(connection.Connection, Token));
        Assert.Equal(BrokerageErrorCode.AccountNotFound, refused.Error.Code);
        Assert.Null(live.Find(connection.Connection));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_login_that_ends_after_its_user_has_ended_the_connection_leaves_nothing_here_or_at_the_broker(bool renews)
    {
        var before = renews ? await _scene.ConnectedAsync() : null;
        var (reached, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _scene.Broker.Prepare = made =>
        {
            var told = made.OnAccounts;
            made.OnAccounts = async token =>
            {
                reached.SetResult();
                await answer.Task;
                return await told(token);
            };
        };
        var signIn = _scene.SignInAsync(_scene.Wish(renews: before?.Connection));
        await reached.Task.WaitAsync(Token);
        var connection = Assert.Single(await _scene.Connections.ListAsync("ann", Token));

        Assert.True((await _scene.Manager.DisconnectAsync("ann", connection.Connection, Token)).WasThere);
        answer.SetResult();

        Assert.Equal(SignInFailure.NoConnection, Assert.IsType<SignInOutcome.Failed>(await signIn).Failure);
        await NothingIsLeftAsync(connection);
        Assert.Contains($"{connection.Environment}/app/{(renews ? "t2" : "t1")}", _scene.Broker.Revoked);
    }

    [Fact]
    public async Task What_was_granted_to_somebody_else_is_given_back()
    {
        var connection = await _scene.ConnectedAsync();
        _scene.Broker.Subject = "eve@broker";

        Assert.IsType<SignInOutcome.Failed>(await _scene.SignInAsync(_scene.Wish(renews: connection.Connection)));

        Assert.Equal([$"{connection.Environment}/app/t2"], _scene.Broker.Revoked);
    }

    [Fact]
    public async Task Where_another_connection_may_rest_on_the_same_grant_it_is_let_be()
    {
        _scene.Broker.Subject = null;
        var connection = await _scene.ConnectedAsync();
        _scene.Broker.Accounts = ["A9"];

        Assert.IsType<SignInOutcome.Failed>(await _scene.SignInAsync(_scene.Wish(renews: connection.Connection)));

        Assert.Empty(_scene.Broker.Revoked);
    }

    [Fact]
    public async Task Damaged_secrets_keep_nobody_connected()
    {
        var connection = await _scene.ConnectedAsync();
        _secrets.IsDamaged = true;

        var ended = await _scene.Manager.DisconnectAsync("ann", connection.Connection, Token);

        Assert.Equal((true, RevokeResult.LocalOnly, BrokerageErrorCode.Unknown), (ended.WasThere, ended.Revoked, ended.Error?.Code));
        await NothingIsLeftAsync(connection);
    }

    [Fact]
    public async Task A_defect_of_an_adapter_keeps_nobody_connected()
    {
        var connection = await _scene.ConnectedAsync();
        _scene.Broker.FailRevocation = new InvalidOperationException("A defect.");

        var ended = await _scene.Manager.DisconnectAsync("ann", connection.Connection, Token);

        Assert.Equal((true, BrokerageErrorCode.Unknown), (ended.WasThere, ended.Error?.Code));
        await NothingIsLeftAsync(connection);
    }

    [Fact]
    public async Task A_login_takes_the_place_of_damaged_secrets()
    {
        var connection = await _scene.ConnectedAsync();
        _secrets.IsDamaged = true;

        var again = await _scene.ConnectedAsync(_scene.Wish(renews: connection.Connection));

        Assert.Equal("t2", await _scene.TokenOfAsync(again));
    }

    private async Task NothingIsLeftAsync(StoredConnection connection)
    {
        Assert.Null(await _scene.Connections.FindAsync(connection.Connection, Token));
        Assert.Null(await _scene.Secrets.ReadAsync(connection.Connection, Token));
        Assert.Empty(await _scene.Accounts.ListAsync(connection.Connection, Token));
        Assert.Empty(await _scene.Holdings.ListAsync(connection.Connection, Token));
        Assert.Null(_scene.Live.Find(connection.Connection));
    }

    /// <summary>A store whose record cannot be read until it is deleted.</summary>
    private sealed class DamagedStore(ITokenStore inner) : ITokenStore
    {
        public bool IsDamaged { get; set; }

        public ValueTask<SealedSecrets?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken = default) => Whole().ReadAsync(connection, cancellationToken);

        public ValueTask<bool> WriteAsync(SealedSecrets record, SealedSecrets? replaces, CancellationToken cancellationToken = default) => Whole().WriteAsync(record, replaces, cancellationToken);

        public ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default)
        {
            IsDamaged = false;
            return inner.DeleteAsync(connection, cancellationToken);
        }

        public ValueTask<IReadOnlyList<SealedSecrets>> ListOtherKeysAsync(string keyId, ConnectionId? after, int limit, CancellationToken cancellationToken = default) =>
            Whole().ListOtherKeysAsync(keyId, after, limit, cancellationToken);

        public ValueTask<IAsyncDisposable> LockAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.LockAsync(connection, cancellationToken);

        private ITokenStore Whole() => IsDamaged ? throw new InvalidDataException("Damaged.") : inner;
    }
}
