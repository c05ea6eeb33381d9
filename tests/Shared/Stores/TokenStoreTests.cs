namespace Brokerage.TestSupport.Stores;

/// <summary>What every store of sealed secrets holds.</summary>
public abstract class TokenStoreTests
{
    private static readonly ConnectionId One = ConnectionId.Parse("one"), Two = ConnectionId.Parse("two / ' \"");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store of its own for each test.</summary>
    protected abstract Task<ITokenStore> CreateAsync();

    /// <summary>Another process's view of the same store; null where it has none.</summary>
    protected virtual Task<ITokenStore?> OpenAgainAsync() => Task.FromResult<ITokenStore?>(null);

    [Fact]
    public async Task What_is_written_is_read()
    {
        var store = await CreateAsync();
        var record = Make(Two, 3) with { Asked = 1 };

        Assert.True(await store.WriteAsync(record, null, Token));
        var read = await store.ReadAsync(Two, Token);

        Assert.NotNull(read);
        Assert.True(record.IsSameAs(read));
        Assert.Equal((record.Owner, record.Asked), (read.Owner, read.Asked));
        Assert.Equal(record.Envelope.ToArray(), read.Envelope.ToArray());
        Assert.Null(await store.ReadAsync(One, Token));
    }

    [Fact]
    public async Task Nothing_is_written_over_what_the_caller_has_not_read()
    {
        var store = await CreateAsync();
        var (first, second) = (Make(One, 1), Make(One, 2));
        await store.WriteAsync(first, null, Token);

        Assert.False(await store.WriteAsync(second, null, Token));
        Assert.False(await store.WriteAsync(second, first with { Version = 7 }, Token));
        Assert.False(await store.WriteAsync(second, first with { KeyId = "k9" }, Token));
        Assert.False(await store.WriteAsync(second, first with { Asked = 1 }, Token));
        Assert.False(await store.WriteAsync(Make(Two, 2), Make(Two, 1), Token));
        Assert.Equal(1, (await store.ReadAsync(One, Token))!.Version);
        Assert.True(await store.WriteAsync(second, first, Token));
        Assert.Equal(2, (await store.ReadAsync(One, Token))!.Version);
    }

    [Fact]
    public async Task Of_many_writers_one_wins()
    {
        var store = await CreateAsync();
        var first = Make(One, 1);
        await store.WriteAsync(first, null, Token);

        var wins = await Task.WhenAll(Enumerable.Range(2, 16).Select(version => Task.Run(async () => await store.WriteAsync(Make(One, version), first, Token), Token)));

        Assert.Equal(1, wins.Count(win => win));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_may_come_again()
    {
        var store = await CreateAsync();
        await store.WriteAsync(Make(One, 5), null, Token);

        Assert.True(await store.DeleteAsync(One, Token));
        Assert.False(await store.DeleteAsync(One, Token));
        Assert.Null(await store.ReadAsync(One, Token));
        Assert.True(await store.WriteAsync(Make(One, 1), null, Token));
    }

    [Fact]
    public async Task Records_of_other_keys_are_listed_in_order_and_in_parts()
    {
        var store = await CreateAsync();
        foreach (var id in new[] { "d", "a", "c", "e", "b" })
            await store.WriteAsync(Make(ConnectionId.Parse(id), 1) with { KeyId = id == "c" ? "new" : "old" }, null, Token);

        var first = await store.ListOtherKeysAsync("new", null, 2, Token);
        var rest = await store.ListOtherKeysAsync("new", first[^1].Owner.Connection, 10, Token);

        Assert.Equal(["a", "b"], first.Select(record => record.Owner.Connection.Value));
        Assert.Equal(["d", "e"], rest.Select(record => record.Owner.Connection.Value));
        Assert.Empty(await store.ListOtherKeysAsync("new", rest[^1].Owner.Connection, 10, Token));
    }

    [Fact]
    public async Task One_renews_at_a_time_and_others_are_not_in_the_way()
    {
        var store = await CreateAsync();
        var held = await store.LockAsync(One, Token);
        await using (await store.LockAsync(Two, Token))
        {
        }

        using var impatient = new CancellationTokenSource();
        var gives_up = store.LockAsync(One, impatient.Token).AsTask();
        var waits = store.LockAsync(One, Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gives_up);
        Assert.False(waits.IsCompleted);

        await held.DisposeAsync();
        await held.DisposeAsync();
        await (await waits).DisposeAsync();
    }

    [Fact]
    public async Task Another_process_sees_the_same_and_waits_for_the_same_lock()
    {
        var ours = await CreateAsync();
        await ours.WriteAsync(Make(One, 4), null, Token);
        if (await OpenAgainAsync() is not { } theirs) return;

        Assert.Equal(4, (await theirs.ReadAsync(One, Token))!.Version);
        Assert.True(await theirs.WriteAsync(Make(One, 5), Make(One, 4), Token));
        Assert.False(await ours.WriteAsync(Make(One, 5), Make(One, 4), Token));
        var held = await ours.LockAsync(One, Token);
        var waits = theirs.LockAsync(One, Token).AsTask();
        Assert.False(waits.IsCompleted);
        await held.DisposeAsync();
        await (await waits).DisposeAsync();
    }

    private static SealedSecrets Make(ConnectionId connection, long version) => new()
    {
        Owner = new SecretOwner("ann ü", BrokerId.Parse("alpaca"), "paper", connection),
        Version = version,
        KeyId = "k1",
        Envelope = Enumerable.Range(0, 300).Select(i => (byte)(i * version)).ToArray(),
    };
}
