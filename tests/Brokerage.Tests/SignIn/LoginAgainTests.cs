using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.SignIn;

/// <summary>A login that renews a connection changes what was asked for and nothing else.</summary>
public sealed class LoginAgainTests : IAsyncDisposable
{
    private readonly SignInScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the same login once more
    public async Task What_a_connection_is_allowed_stays_unless_something_else_is_asked_for(bool renews)
    {
        var connection = await _scene.ConnectedAsync();
        var wish = _scene.Wish(renews: renews ? connection.Connection : null);

        var again = await _scene.ConnectedAsync(wish with { Access = null });
        Assert.Equal((connection.Connection, ConnectionAccess.Trading), (again.Connection, again.Access));
        await using (var lease = await _scene.Live.LeaseAsync(again.Connection, Token)) Assert.NotNull(lease.Trading);

        var less = await _scene.ConnectedAsync(wish with { Access = ConnectionAccess.ReadOnly });
        Assert.Equal((connection.Connection, ConnectionAccess.ReadOnly), (less.Connection, less.Access));
        await using (var lease = await _scene.Live.LeaseAsync(again.Connection, Token)) Assert.Null(lease.Trading);
    }

    [Fact]
    public async Task A_new_connection_reads_unless_more_is_asked_for() =>
        Assert.Equal(ConnectionAccess.ReadOnly, (await _scene.ConnectedAsync(_scene.Wish() with { Access = null })).Access);

    [Fact]
    public async Task A_connection_belongs_to_the_registration_that_was_signed_in_to()
    {
        var connection = await _scene.ConnectedAsync();
        await using (await _scene.Live.LeaseAsync(connection.Connection, Token))
        {
        }

        var again = await _scene.ConnectedAsync(_scene.Wish(renews: connection.Connection) with { Application = "second" });
        await using (await _scene.Live.LeaseAsync(connection.Connection, Token))
        {
        }

        await _scene.Manager.DisconnectAsync("ann", connection.Connection, Token);

        Assert.Equal("second", again.Application);
        Assert.Equal(["app", "app", "second", "second"], _scene.Broker.Applications);
        Assert.Equal([$"{connection.Environment}/second/t2"], _scene.Broker.Revoked);
    }

    [Fact]
    public async Task An_account_that_the_broker_names_twice_is_one()
    {
        _scene.Broker.Accounts = ["A1", "A2", "A1"];

        var connected = Assert.IsType<SignInOutcome.Connected>(await _scene.SignInAsync());

        Assert.Equal(["A1", "A2"], connected.Accounts.Select(account => account.Ref.Account.Value));
        Assert.Equal(2, (await _scene.Accounts.ListAsync(connected.Connection.Connection, Token)).Count);
    }

    [Fact]
    public async Task A_connection_that_the_application_has_switched_off_is_used_by_nobody_until_it_is_switched_on()
    {
        var connection = await _scene.ConnectedAsync();
        var account = new AccountRef(connection.Connection, connection.Broker, AccountId.Parse("A1"));
        var orders = _scene.Process.GetRequiredService<IOrderService>();
        var prepared = await orders.PrepareAsync(Make.Limit(account), cancellationToken: Token);
        await SwitchAsync(ConnectionState.Disabled);

        var refused = Assert.IsType<SubmitResult.Rejected>(await orders.SubmitAsync(prepared, Token));
        var nobody = await Assert.ThrowsAsync<BrokerageException>(() => _scene.Live.LeaseAsync(connection.Connection, Token));
        var again = await _scene.ConnectedAsync(_scene.Wish(renews: connection.Connection));

        Assert.Equal((BrokerageErrorCode.Misconfigured, Effect.None, BrokerageErrorCode.Misconfigured), (refused.Error.Code, refused.Error.Effect, nobody.Error.Code));
        Assert.Equal(ConnectionState.Disabled, again.State);
        await SwitchAsync(ConnectionState.Active);
        Assert.IsType<SubmitResult.Placed>(await orders.SubmitAsync(prepared, Token));

        async Task SwitchAsync(ConnectionState state)
        {
            var now = (await _scene.Connections.FindAsync(connection.Connection, Token))!;
            Assert.True(await _scene.Connections.TryUpdateAsync(now with { State = state }, Token));
        }
    }
}
