namespace Brokerage.TestSupport.Stores;

/// <summary>What every store of accounts holds.</summary>
public abstract class AccountStoreTests
{
    private static readonly ConnectionId One = ConnectionId.Parse("one"), Two = ConnectionId.Parse("two");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store of its own for each test.</summary>
    protected abstract Task<IAccountStore> CreateAsync();

    [Fact]
    public async Task Accounts_come_back_in_the_broker_s_order()
    {
        var store = await CreateAsync();
        StoredAccount[] accounts = [Make(One, "B") with { MergeKey = "m", Nickname = "n" }, Make(One, "A") with { Status = AccountStatus.Closed, IsCounted = false }];

        await store.ReplaceAsync(One, accounts, Token);
        await store.ReplaceAsync(Two, [Make(Two, "A")], Token);

        Assert.Equal(accounts, await store.ListAsync(One, Token));
        Assert.Single(await store.ListAsync(Two, Token));
        Assert.Empty(await store.ListAsync(ConnectionId.Parse("three"), Token));
    }

    [Fact]
    public async Task What_a_user_chose_stays_while_the_account_does()
    {
        var store = await CreateAsync();
        await store.ReplaceAsync(One, [Make(One, "A"), Make(One, "B")], Token);

        Assert.True(await store.ChooseAsync(Make(One, "A").Ref, "rainy days", isCounted: false, Token));
        Assert.False(await store.ChooseAsync(Make(Two, "A").Ref, "another's", isCounted: false, Token));
        await store.ReplaceAsync(One, [Make(One, "C"), Make(One, "A") with { Name = "renamed" }], Token);

        var now = await store.ListAsync(One, Token);
        Assert.Equal(["C", "A"], now.Select(account => account.Ref.Account.Value));
        Assert.Equal(("renamed", "rainy days", false), (now[1].Name, now[1].Nickname, now[1].IsCounted));
        Assert.Equal((null, true), (now[0].Nickname, now[0].IsCounted));

        await store.ReplaceAsync(One, [Make(One, "C")], Token);
        await store.ReplaceAsync(One, [Make(One, "C"), Make(One, "A")], Token);
        Assert.Null((await store.ListAsync(One, Token))[1].Nickname);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_nothing_else()
    {
        var store = await CreateAsync();
        await store.ReplaceAsync(One, [Make(One, "A")], Token);
        await store.ReplaceAsync(Two, [Make(Two, "A")], Token);

        await store.DeleteAsync(One, Token);

        Assert.Empty(await store.ListAsync(One, Token));
        Assert.Single(await store.ListAsync(Two, Token));
    }

    private static StoredAccount Make(ConnectionId connection, string account) => new()
    {
        Ref = new AccountRef(connection, BrokerId.Parse("alpaca"), AccountId.Parse(account)),
        MaskedNumber = "••••" + account,
        Name = "Account " + account,
        Status = AccountStatus.Active,
        BaseCurrency = Currency.Parse("USD"),
        AsOf = new DateTimeOffset(2026, 3, 4, 17, 0, 0, 123, TimeSpan.Zero),
    };
}
