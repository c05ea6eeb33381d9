namespace Brokerage.TestSupport.Stores;

/// <summary>What every store of notices holds.</summary>
public abstract class NoticeStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 17, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store of its own for each test.</summary>
    protected abstract Task<INoticeStore> CreateAsync();

    [Fact]
    public async Task What_was_given_is_known_and_nothing_else()
    {
        var store = await CreateAsync();
        Assert.False(await store.WasGivenAsync("login/one/1", Token));

        await store.AddAsync("login/one/1", Now.AddDays(1), Token);
        await store.AddAsync("login/one/1", Now.AddDays(2), Token);

        Assert.True(await store.WasGivenAsync("login/one/1", Token));
        Assert.False(await store.WasGivenAsync("login/one/10", Token));
        Assert.False(await store.WasGivenAsync("LOGIN/one/1", Token));
    }

    [Fact]
    public async Task What_has_ended_is_forgotten()
    {
        var store = await CreateAsync();
        await store.AddAsync("ended ' \" ü", Now, Token);
        await store.AddAsync("later", Now.AddTicks(1), Token);

        await store.DeleteEndedAsync(Now, Token);

        Assert.False(await store.WasGivenAsync("ended ' \" ü", Token));
        Assert.True(await store.WasGivenAsync("later", Token));
    }
}
