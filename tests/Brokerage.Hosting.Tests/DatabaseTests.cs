using Brokerage.Storage.Sqlite;
using Brokerage.Tests.Fakes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Brokerage.Hosting.Tests;

/// <summary>All work at once over one database, and again after a restart.</summary>
public sealed class DatabaseTests : IAsyncDisposable
{
    private const int Users = 2, RowsPerAccount = 40;

    private readonly HostScene _scene = new("a", "b", "c");
    private readonly string _folder = Directory.CreateTempSubdirectory("brokerage-hosting-").FullName;

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_was_connected_and_read_is_there_after_a_restart_and_goes_on()
    {
        Open();
        foreach (var broker in _scene.Brokers.Values) broker.Prepare = made => made.OnPositions = (account, _) => Task.FromResult(Snapshot<Position>.Complete(
            [.. Enumerable.Range(0, RowsPerAccount).Select(row => Make.Position(made.Account with { Account = account }, "S" + (char)('A' + (row / 26)) + (char)('A' + (row % 26)), 0.000000001m * row, 10m, 11m))],
            new AsOf(_scene.Time.GetUtcNow())));
        List<StoredConnection> connections = [];
        for (var user = 0; user < Users; user++)
        {
            foreach (var broker in _scene.Brokers.Keys) connections.Add(await _scene.ConnectBeforeAsync(broker, "user " + user));
        }

        var first = await _scene.StartAsync();
        await _scene.SettleAsync(first);
        await _scene.AdvanceAsync(first, TimeSpan.FromMinutes(6));
        await first.StopAsync(HostScene.Token);
        var before = await RowsAsync();
        Assert.Equal(Users * 3 * 2 * RowsPerAccount, before.Count);

        Open();
        Assert.Equal(before, await RowsAsync());
        var second = await _scene.StartAsync();
        Assert.Equal(connections.Count, connections.Count(connection => second.Services.GetRequiredService<IConnectionManager>().Find(connection.Connection) is not null));
        await _scene.SettleAsync(second);
        await _scene.AdvanceAsync(second, TimeSpan.FromMinutes(6));
        foreach (var connection in connections)
        {
            var stored = await _scene.StoredAsync(connection);
            Assert.Equal((ConnectionState.Active, null), (stored.State, stored.Problem));
            Assert.True(_scene.Time.GetUtcNow() - stored.LastSyncAt < TimeSpan.FromMinutes(7));
        }

        Assert.Empty(_scene.Log.At(LogLevel.Error));
        Assert.Empty(_scene.Log.At(LogLevel.Warning));

        async Task<List<Position>> RowsAsync()
        {
            List<Position> rows = [];
            foreach (var connection in connections)
            {
                foreach (var holdings in await _scene.Holdings.ListAsync(connection.Connection, HostScene.Token)) rows.AddRange(holdings.Positions);
            }

            return rows;
        }
    }

    private void Open()
    {
        var storage = SqliteStorage.Open(Path.Combine(_folder, "brokerage.db"), _scene.Time);
        (_scene.Connections, _scene.Accounts, _scene.Holdings, _scene.Secrets) = (storage.Connections, storage.Accounts, storage.Holdings, storage.Secrets);
    }
}
