namespace Brokerage.TestSupport.Stores;

/// <summary>What every store of connections holds.</summary>
public abstract class ConnectionStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 17, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store of its own for each test.</summary>
    protected abstract Task<IConnectionStore> CreateAsync();

    [Fact]
    public async Task Every_field_comes_back()
    {
        var store = await CreateAsync();
        var full = Make("c-1", "ann ' \" ü") with
        {
            Problem = BrokerageErrorCode.AuthExpired,
            Subject = "subject",
            Nickname = "my broker; DROP TABLE connections",
            IsPrimary = true,
            PersonNeededBy = Start.AddDays(7).AddTicks(1),
            LastSyncAt = Start.AddHours(1),
        };
        var bare = Make("c-2", null) with { Access = ConnectionAccess.ReadOnly, State = ConnectionState.Pending };

        Assert.True(await store.TryAddAsync(full, Token));
        Assert.True(await store.TryAddAsync(bare, Token));

        Assert.Equal(full with { Version = 1 }, await store.FindAsync(full.Connection, Token));
        Assert.Equal(bare with { Version = 1 }, await store.FindAsync(bare.Connection, Token));
        Assert.Null(await store.FindAsync(ConnectionId.Parse("c-3"), Token));
    }

    [Fact]
    public async Task A_user_sees_his_own_the_oldest_first()
    {
        var store = await CreateAsync();
        await store.TryAddAsync(Make("b", "ann", day: 2), Token);
        await store.TryAddAsync(Make("c", "ann", day: 1), Token);
        await store.TryAddAsync(Make("a", "bob", day: 3), Token);
        await store.TryAddAsync(Make("d", null, day: 4), Token);
        await store.TryAddAsync(Make("e", "", day: 5), Token);

        Assert.Equal(["c", "b"], Ids(await store.ListAsync("ann", Token)));
        Assert.Equal(["d"], Ids(await store.ListAsync(null, Token)));
        Assert.Equal(["e"], Ids(await store.ListAsync("", Token)));
        Assert.Empty(await store.ListAsync("Ann", Token));
        Assert.Equal(["a", "b", "c"], Ids(await store.ListAllAsync(null, 3, Token)));
        Assert.Equal(["d", "e"], Ids(await store.ListAllAsync(ConnectionId.Parse("c"), 3, Token)));
    }

    [Fact]
    public async Task A_change_is_stored_over_what_was_read_and_over_nothing_else()
    {
        var store = await CreateAsync();
        await store.TryAddAsync(Make("a", "ann"), Token);
        var read = (await store.FindAsync(ConnectionId.Parse("a"), Token))!;

        Assert.False(await store.TryAddAsync(read, Token));
        Assert.True(await store.TryUpdateAsync(read with { State = ConnectionState.Active }, Token));
        Assert.False(await store.TryUpdateAsync(read with { State = ConnectionState.Revoked }, Token));
        Assert.False(await store.TryUpdateAsync(Make("b", "ann") with { Version = 1 }, Token));

        var now = (await store.FindAsync(read.Connection, Token))!;
        Assert.Equal((ConnectionState.Active, 2L), (now.State, now.Version));
    }

    [Fact]
    public async Task Of_many_who_change_at_once_nobody_overwrites_another()
    {
        var store = await CreateAsync();
        await store.TryAddAsync(Make("a", "ann"), Token);

        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                var won = 0;
                for (var i = 0; i < 20; i++)
                {
                    var read = (await store.FindAsync(ConnectionId.Parse("a"), Token))!;
                    if (await store.TryUpdateAsync(read with { Nickname = "n" + read.Version }, Token)) won++;
                }

                return won;
            },
            Token)));

        Assert.Equal(1 + wins.Sum(), (await store.FindAsync(ConnectionId.Parse("a"), Token))!.Version);
    }

    [Fact]
    public async Task What_is_deleted_is_gone()
    {
        var store = await CreateAsync();
        await store.TryAddAsync(Make("a", "ann"), Token);

        Assert.True(await store.DeleteAsync(ConnectionId.Parse("a"), Token));
        Assert.False(await store.DeleteAsync(ConnectionId.Parse("a"), Token));
        Assert.Empty(await store.ListAsync("ann", Token));
        Assert.True(await store.TryAddAsync(Make("a", "ann"), Token));
    }

    private static IEnumerable<string> Ids(IEnumerable<StoredConnection> connections) => connections.Select(connection => connection.Connection.Value);

    private static StoredConnection Make(string id, string? user, int day = 0) => new()
    {
        Connection = ConnectionId.Parse(id),
        User = user,
        Broker = BrokerId.Parse("alpaca"),
        Environment = "paper",
        Application = "app",
        Access = ConnectionAccess.Trading,
        State = ConnectionState.Active,
        ConnectedAt = Start.AddDays(day),
        LoggedInAt = Start.AddDays(day).AddTicks(7),
    };
}
