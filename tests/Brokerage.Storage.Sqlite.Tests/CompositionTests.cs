using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Storage.Sqlite.Tests;

public sealed class CompositionTests : IDisposable
{
    private readonly DatabaseFile _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_is_kept_in_the_file_in_whatever_order_it_is_registered(bool sqliteFirst)
    {
        await using (var process = Start(sqliteFirst))
        {
            await process.GetRequiredService<IConnectionStore>().TryAddAsync(Connection(), Token);
            Assert.Same(process.GetRequiredService<SqliteStorage>().Secrets, process.GetRequiredService<ITokenStore>());
            Assert.Same(process.GetRequiredService<SqliteStorage>().Accounts, process.GetRequiredService<IAccountStore>());
            Assert.Same(process.GetRequiredService<SqliteStorage>().SignIns, process.GetRequiredService<ISignInTicketStore>());
            Assert.Same(process.GetRequiredService<SqliteStorage>().Holdings, process.GetRequiredService<IHoldingsStore>());
            Assert.Same(process.GetRequiredService<SqliteStorage>().Orders, process.GetRequiredService<IOrderStore>());
            Assert.Same(process.GetRequiredService<SqliteStorage>().Notices, process.GetRequiredService<INoticeStore>());
        }

        await using var restarted = Start(sqliteFirst);
        Assert.Equal(1, await restarted.GetRequiredService<ISignInManager>().RestoreAsync(Token));
        var info = Assert.Single(restarted.GetRequiredService<IConnectionManager>().List("ann"));
        // This application knows no such broker: the connection is there and says so.
        Assert.Equal(BrokerageErrorCode.Misconfigured, info.Problem?.Code);
    }

    private ServiceProvider Start(bool sqliteFirst)
    {
        var services = new ServiceCollection();
        var builder = services.AddBrokerage();
        var keys = new FixedKeyProvider(VaultKey.Create("k1"));
        if (sqliteFirst) builder.UseSqlite(_file.Path).AddSignIn(keys);
        else builder.AddSignIn(keys).UseSqlite(_file.Path);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static StoredConnection Connection() => new()
    {
        Connection = ConnectionId.Parse("c-1"),
        User = "ann",
        Broker = BrokerId.Parse("nobody"),
        Environment = "paper",
        Application = "app",
        Access = ConnectionAccess.Trading,
        State = ConnectionState.Active,
        ConnectedAt = DateTimeOffset.UnixEpoch,
        LoggedInAt = DateTimeOffset.UnixEpoch,
    };
}
