namespace Brokerage.Tests.Orders.Journal;

/// <summary>What every journal must keep, whatever it is made of.</summary>
public abstract class OrderJournalTests : IAsyncLifetime
{
    private IOrderJournal _journal = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _journal = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(_journal);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_entry_comes_back_as_it_was_written()
    {
        var first = Entries.First("a");
        var unknown = Entries.Unknown(first);
        Assert.True(await _journal.TryWriteAsync(first, Token));
        Assert.Equal(Entries.Text(first), Entries.Text(await _journal.FindAsync(first.Key, Token)));

        Assert.True(await _journal.TryWriteAsync(unknown, Token));
        Assert.Equal(Entries.Text(unknown), Entries.Text(await _journal.FindAsync(first.Key, Token)));
        Assert.Null(await _journal.FindAsync("order/b", Token));
    }

    [Fact]
    public async Task Only_the_next_version_is_taken()
    {
        var first = Entries.First("a");
        Assert.False(await _journal.TryWriteAsync(first with { Version = 2 }, Token));
        Assert.True(await _journal.TryWriteAsync(first, Token));
        Assert.False(await _journal.TryWriteAsync(first, Token));
        Assert.False(await _journal.TryWriteAsync(first with { Version = 3 }, Token));
        Assert.True(await _journal.TryWriteAsync(Entries.Placed(first, "7"), Token));
        Assert.False(await _journal.TryWriteAsync(Entries.Unknown(first), Token));
    }

    [Fact]
    public async Task Of_sixty_four_writers_of_one_version_one_wins()
    {
        var first = Entries.First("a");
        var writes = Enumerable.Range(0, 64).Select(_ => Task.Run(async () => await _journal.TryWriteAsync(first, Token)));
        Assert.Equal(1, (await Task.WhenAll(writes)).Count(won => won));
    }

    [Fact]
    public async Task A_brokers_order_leads_to_its_wish()
    {
        var first = Entries.First("a");
        await _journal.TryWriteAsync(first, Token);
        await _journal.TryWriteAsync(Entries.Placed(first, "7", "8"), Token);
        await _journal.TryWriteAsync(Entries.Cancel("8"), Token);

        Assert.Equal(first.Key, (await _journal.FindByOrderAsync(new OrderRef(Entries.Account, OrderId.Parse("8")), Token))!.Key);
        Assert.Null(await _journal.FindByOrderAsync(new OrderRef(Entries.Account, OrderId.Parse("9")), Token));
        var elsewhere = Entries.Account with { Account = AccountId.Parse("acc-2") };
        Assert.Null(await _journal.FindByOrderAsync(new OrderRef(elsewhere, OrderId.Parse("8")), Token));
    }

    [Fact]
    public async Task What_is_open_is_listed_oldest_first_until_it_is_settled()
    {
        var elsewhere = Entries.Account with { Account = AccountId.Parse("acc-2") };
        var (b, a, other) = (Entries.First("b"), Entries.First("a"), Entries.First("c", elsewhere));
        foreach (var entry in new[] { b, a, other, Entries.Cancel("7") }) Assert.True(await _journal.TryWriteAsync(entry, Token));
        Assert.True(await _journal.TryWriteAsync(Entries.Unknown(b), Token));

        Assert.Equal([b.Key, a.Key, other.Key, Entries.Cancel("7").Key], (await _journal.ListOpenAsync(null, Token)).Select(entry => entry.Key));
        Assert.Equal([other.Key], (await _journal.ListOpenAsync(elsewhere, Token)).Select(entry => entry.Key));

        Assert.True(await _journal.TryWriteAsync(Entries.Placed(a, "7"), Token));
        Assert.Equal([b.Key, Entries.Cancel("7").Key], (await _journal.ListOpenAsync(Entries.Account, Token)).Select(entry => entry.Key));
    }

    [Fact]
    public async Task What_is_queued_is_kept_and_listed_until_its_sending_is_over()
    {
        var elsewhere = Entries.Account with { Account = AccountId.Parse("acc-2") };
        var (b, a) = (Entries.Queued("b"), Entries.Queued("a", elsewhere));
        foreach (var entry in new[] { b, a, Entries.First("c") }) Assert.True(await _journal.TryWriteAsync(entry, Token));

        Assert.Equal(Entries.Text(b), Entries.Text(await _journal.FindAsync(b.Key, Token)));
        Assert.Equal([b.Key, a.Key], (await _journal.ListQueuedAsync(null, Token)).Select(entry => entry.Key));
        Assert.Equal([a.Key], (await _journal.ListQueuedAsync(elsewhere, Token)).Select(entry => entry.Key));
        Assert.Equal([Entries.First("c").Key], (await _journal.ListOpenAsync(null, Token)).Select(entry => entry.Key));

        Assert.True(await _journal.TryWriteAsync(a with { State = JournalState.Withdrawn, Version = 2 }, Token));
        var sending = Entries.First("b") with { Queue = b.Queue, Version = 2 };
        Assert.True(await _journal.TryWriteAsync(sending, Token));
        Assert.Equal([b.Key], (await _journal.ListQueuedAsync(null, Token)).Select(entry => entry.Key));
        Assert.True(await _journal.TryWriteAsync(Entries.Placed(sending, "7"), Token));
        Assert.Empty(await _journal.ListQueuedAsync(null, Token));
    }

    [Fact]
    public async Task A_persons_decision_is_kept()
    {
        var first = Entries.First("a");
        var unknown = Entries.Unknown(first);
        var settled = unknown with
        {
            Version = 3, State = JournalState.NotArrived, Decision = new JournalDecision("user-7", "Not on the website.", Entries.Start.AddHours(1)),
        };
        foreach (var entry in new[] { first, unknown, settled }) Assert.True(await _journal.TryWriteAsync(entry, Token));
        Assert.Equal(Entries.Text(settled), Entries.Text(await _journal.FindAsync(first.Key, Token)));
    }

    protected abstract ValueTask<IOrderJournal> OpenAsync();

    protected abstract ValueTask CloseAsync(IOrderJournal journal);
}
