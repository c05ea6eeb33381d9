namespace Brokerage.TestSupport.Stores;

/// <summary>What every store of sign-ins holds.</summary>
public abstract class SignInTicketStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 17, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store of its own for each test.</summary>
    protected abstract Task<ISignInTicketStore> CreateAsync();

    [Fact]
    public async Task Every_field_comes_back_once()
    {
        var store = await CreateAsync();
        var full = Make("full") with
        {
            RedirectTo = new Uri("https://app.example/callback/alpaca/paper"), Renews = ConnectionId.Parse("c-1"), Nickname = "n", Session = "s",
        };
        var bare = Make("bare") with { User = null, Access = ConnectionAccess.ReadOnly };
        var silent = Make("silent") with { Access = null };
        Assert.True(await store.TryAddAsync(full, Token));
        Assert.True(await store.TryAddAsync(bare, Token));
        Assert.True(await store.TryAddAsync(silent, Token));
        Assert.False(await store.TryAddAsync(full, Token));

        foreach (var pending in new[] { full, bare, silent })
        {
            var taken = Assert.IsType<TakenSignIn.Taken>(await store.TakeAsync(pending.Id, Token)).Pending;
            Assert.Equal(pending with { Sealed = default }, taken with { Sealed = default });
            Assert.Equal(pending.Sealed.ToArray(), taken.Sealed.ToArray());
            Assert.IsType<TakenSignIn.AlreadyTaken>(await store.TakeAsync(pending.Id, Token));
        }

        Assert.IsType<TakenSignIn.NotFound>(await store.TakeAsync("guessed", Token));
        Assert.True(await store.TryAddAsync(bare, Token));
        Assert.IsType<TakenSignIn.Taken>(await store.TakeAsync(bare.Id, Token));
    }

    [Fact]
    public async Task Of_many_who_take_at_once_one_has_it()
    {
        var store = await CreateAsync();
        await store.TryAddAsync(Make("a"), Token);

        var all = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () => await store.TakeAsync("a", Token), Token)));

        Assert.Single(all.OfType<TakenSignIn.Taken>());
        Assert.Equal(31, all.OfType<TakenSignIn.AlreadyTaken>().Count());
    }

    [Fact]
    public async Task A_session_finds_what_it_waits_for_and_nothing_else()
    {
        var store = await CreateAsync();
        await store.TryAddAsync(Make("a") with { Session = "s" }, Token);
        await store.TryAddAsync(Make("b") with { Session = "t" }, Token);
        await store.TryAddAsync(Make("c") with { Session = "s", Environment = "live" }, Token);
        await store.TryAddAsync(Make("d") with { Session = "s", Broker = BrokerId.Parse("etrade") }, Token);
        await store.TryAddAsync(Make("e"), Token);

        Assert.Equal(["a"], (await OfSessionAsync(store)).Select(pending => pending.Id));
        await store.TakeAsync("a", Token);
        Assert.Empty(await OfSessionAsync(store));
    }

    [Fact]
    public async Task What_is_sealed_is_forgotten_with_its_time_and_that_it_was_begun_is_not()
    {
        var store = await CreateAsync();
        await store.TryAddAsync(Make("a"), Token);
        await store.TryAddAsync(Make("b") with { ExpiresAt = Start.AddMinutes(20) }, Token);

        await store.EmptyEndedAsync(Start.AddMinutes(10), Token);

        Assert.Equal(0, Assert.IsType<TakenSignIn.Taken>(await store.TakeAsync("a", Token)).Pending.Sealed.Length);
        Assert.Equal(5, Assert.IsType<TakenSignIn.Taken>(await store.TakeAsync("b", Token)).Pending.Sealed.Length);
    }

    [Fact]
    public async Task What_ended_long_ago_is_forgotten()
    {
        var store = await CreateAsync();
        await store.TryAddAsync(Make("a"), Token);
        await store.TryAddAsync(Make("b") with { ExpiresAt = Start.AddMinutes(20) }, Token);
        await store.TakeAsync("a", Token);

        await store.DeleteEndedAsync(Start.AddMinutes(10), Token);
        Assert.IsType<TakenSignIn.AlreadyTaken>(await store.TakeAsync("a", Token));
        await store.DeleteEndedAsync(Start.AddMinutes(11), Token);
        Assert.IsType<TakenSignIn.NotFound>(await store.TakeAsync("a", Token));
        Assert.IsType<TakenSignIn.Taken>(await store.TakeAsync("b", Token));
    }

    private static async Task<IReadOnlyList<PendingSignIn>> OfSessionAsync(ISignInTicketStore store) =>
        await store.ListOfSessionAsync(BrokerId.Parse("alpaca"), "paper", "s", Token);

    private static PendingSignIn Make(string id) => new()
    {
        Id = id,
        User = "ann",
        Broker = BrokerId.Parse("alpaca"),
        Environment = "paper",
        Application = "app",
        Access = ConnectionAccess.Trading,
        ExpiresAt = Start.AddMinutes(10),
        Sealed = new byte[] { 1, 2, 3, 0, 255 },
    };
}
