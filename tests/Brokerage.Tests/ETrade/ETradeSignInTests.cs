using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.ETrade;

/// <summary>A day of a login at E*TRADE, and the next: from its page into the files of an application, through restarts, sleep and midnight.</summary>
public sealed class ETradeSignInTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), Ahead = TimeSpan.FromMinutes(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_login_outlives_the_process_wakes_for_all_at_once_ends_at_midnight_and_is_replaced_by_the_next()
    {
        await using var scene = await ETradeScene.OpenAsync();
        var connected = await scene.SignInAsync(await scene.StartAsync());
        var id = connected.Connection.Connection;
        Assert.Equal((ConnectionState.Active, 1), (connected.Connection.State, connected.Accounts.Count));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero), connected.Connection.PersonNeededBy);
        var first = await scene.TokenOfAsync(connected.Connection);
        Assert.DoesNotContain(scene.Files(), file => file.Contains(first, StringComparison.Ordinal));

        // Another process, and nobody has used the token for three hours.
        scene.Clock.Advance(TimeSpan.FromHours(3));
        var process = await scene.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ReadAsync(process, id))).WaitAsync(Patience, Token);
        Assert.Equal(1, scene.Asked("/oauth/renew_access_token"));
        Assert.Equal(first, await scene.TokenOfAsync(connected.Connection));
        Assert.Equal(SecretsUpkeepOutcome.NotDue, (await process.GetRequiredService<IConnectionUpkeep>().RenewAsync(id, Ahead, Token)).Outcome);

        // Midnight in New York, and a minute.
        scene.Clock.Advance(new DateTimeOffset(2026, 11, 20, 5, 1, 0, TimeSpan.Zero) - scene.Clock.GetUtcNow());
        var asked = scene.ETrade.Requests.Count;
        var ended = (await Assert.ThrowsAsync<BrokerageException>(() => ReadAsync(process, id))).Error;
        Assert.Equal((BrokerageErrorCode.AuthExpired, RecoveryAction.Reauthenticate), (ended.Code, ended.Recovery));
        var upkeep = await process.GetRequiredService<IConnectionUpkeep>().RenewAsync(id, Ahead, Token);
        Assert.Equal((SecretsUpkeepOutcome.LoginNeeded, ConnectionState.NeedsLogin), (upkeep.Outcome, upkeep.Connection.State));
        Assert.Equal(asked, scene.ETrade.Requests.Count);

        var again = await scene.SignInAsync(process, renews: id);
        Assert.Equal((id, ConnectionState.Active, null), (again.Connection.Connection, again.Connection.State, again.Connection.Problem));
        Assert.NotEqual(first, await scene.TokenOfAsync(again.Connection));
        Assert.Equal(1, await ReadAsync(process, id));
        Assert.Equal(id, Assert.Single(await scene.Connections.ListAsync("ann", Token)).Connection);
        Assert.All(scene.ETrade.Requests.ToList(), request => Assert.NotEqual(401, request.Status));
    }

    private static async Task<int> ReadAsync(ServiceProvider process, ConnectionId connection)
    {
        await using var lease = await process.GetRequiredService<IConnectionManager>().LeaseAsync(connection, Token);
        return (await lease.Accounts.GetAccountsAsync(Token)).Items.Count;
    }
}
