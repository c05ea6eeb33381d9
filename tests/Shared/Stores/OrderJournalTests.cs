namespace Brokerage.TestSupport.Stores;

/// <summary>What every journal must keep, whatever it is made of.</summary>
public abstract class OrderJournalTests : IAsyncLifetime
{
    private IOrderJournal _journal = null!;

    /// <summary>Seeds of histories that no list above has.</summary>
    public static TheoryData<ulong> Some => Seeds.Some(10);

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
    public async Task The_order_that_was_changed_leads_to_its_own_wish_and_its_successor_to_the_change()
    {
        var first = Entries.First("a");
        var change = Entries.First("b");
        change = change with { Order = change.Order! with { Intent = OrderIntent.Modify(new OrderRef(Entries.Account, OrderId.Parse("7")), new OrderChange(TotalQuantity: 3m), ClientOrderId.Parse("b")) } };
        foreach (var entry in new[] { first, Entries.Placed(first, "7"), change, Entries.Placed(change, "8", "7") }) Assert.True(await _journal.TryWriteAsync(entry, Token));

        Assert.Equal(first.Key, (await _journal.FindByOrderAsync(new OrderRef(Entries.Account, OrderId.Parse("7")), Token))!.Key);
        Assert.Equal(change.Key, (await _journal.FindByOrderAsync(new OrderRef(Entries.Account, OrderId.Parse("8")), Token))!.Key);
        if (await OpenAgainAsync(_journal) is not { } again) return;

        _journal = again;
        Assert.Equal(first.Key, (await _journal.FindByOrderAsync(new OrderRef(Entries.Account, OrderId.Parse("7")), Token))!.Key);
    }

    [Fact]
    public async Task What_was_taken_without_its_id_is_open_until_it_has_one()
    {
        var first = Entries.First("a");
        var taken = Entries.Placed(first) with { Orders = [new OrderAck(OrderRole.Single, null)] };
        foreach (var entry in new[] { first, taken }) Assert.True(await _journal.TryWriteAsync(entry, Token));
        Assert.Equal([first.Key], (await _journal.ListOpenAsync(Entries.Account, Token)).Select(entry => entry.Key));

        Assert.True(await _journal.TryWriteAsync(Entries.Placed(taken, "7"), Token));
        Assert.Empty(await _journal.ListOpenAsync(Entries.Account, Token));
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

    [Fact]
    public async Task What_was_written_is_there_when_it_is_opened_again()
    {
        var (a, b) = (Entries.First("a"), Entries.Queued("b"));
        JournalEntry[] entries = [a, b, Entries.Placed(a, "7"), Entries.Cancel("7")];
        foreach (var entry in entries) Assert.True(await _journal.TryWriteAsync(entry, Token));
        if (await OpenAgainAsync(_journal) is not { } again) return;

        _journal = again;
        foreach (var entry in entries[1..]) Assert.Equal(Entries.Text(entry), Entries.Text(await _journal.FindAsync(entry.Key, Token)));
        Assert.Equal([b.Key], (await _journal.ListQueuedAsync(null, Token)).Select(entry => entry.Key));
        Assert.Equal([Entries.Cancel("7").Key], (await _journal.ListOpenAsync(null, Token)).Select(entry => entry.Key));
        Assert.Equal(a.Key, (await _journal.FindByOrderAsync(new OrderRef(Entries.Account, OrderId.Parse("7")), Token))!.Key);
        Assert.False(await _journal.TryWriteAsync(a, Token));
        Assert.True(await _journal.TryWriteAsync(Entries.First("later"), Token));
    }

    [Fact]
    public async Task Sixty_four_callers_at_once_all_find_their_entries()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () =>
        {
            var first = Entries.First($"n{number}");
            Assert.True(await _journal.TryWriteAsync(first, Token));
            Assert.Equal(1, (await _journal.FindAsync(first.Key, Token))!.Version);
            Assert.True(await _journal.TryWriteAsync(Entries.Placed(first, $"b{number}"), Token));
            Assert.Equal(first.Key, (await _journal.FindByOrderAsync(new OrderRef(Entries.Account, OrderId.Parse($"b{number}")), Token))!.Key);
        })));

        Assert.Empty(await _journal.ListOpenAsync(null, Token));
        if (await OpenAgainAsync(_journal) is not { } again) return;

        _journal = again;
        Assert.Empty(await _journal.ListOpenAsync(null, Token));
        for (var number = 0; number < 64; number++) Assert.Equal(2, (await _journal.FindAsync(Entries.First($"n{number}").Key, Token))!.Version);
    }

    [Theory]
    [MemberData(nameof(Some))]
    public async Task Whatever_is_written_it_says_the_same_as_the_one_in_memory(ulong seed)
    {
        var random = new Random(unchecked((int)seed));
        var model = new MemoryOrderJournal();
        var accounts = Enumerable.Range(1, 3).Select(number => Entries.Account with { Account = AccountId.Parse($"acc-{number}") }).ToArray();
        for (var step = 0; step < 150; step++)
        {
            var id = $"w{random.Next(12)}";
            var account = accounts[id.GetHashCode(StringComparison.Ordinal) & 1];
            var first = random.Next(3) == 0 ? Entries.Queued(id, account) : Entries.First(id, account);
            var stored = await model.FindAsync(first.Key, Token);
            var entry = (stored ?? first) with
            {
                Version = (stored?.Version ?? 0) + (random.Next(5) == 0 ? random.Next(3) : 1),
                State = (JournalState)random.Next(11),
                Order = random.Next(3) == 0 ? stored?.Order : Entries.First(id, account).Order,
                Orders = random.Next(3) == 0 ? [new OrderAck(OrderRole.Single, OrderId.Parse($"b{random.Next(9)}"))] : [],
            };
            if (entry.Intent is null) entry = entry with { Order = Entries.First(id, account).Order };
            Assert.Equal(await model.TryWriteAsync(entry, Token), await _journal.TryWriteAsync(entry, Token));
        }

        if (await OpenAgainAsync(_journal) is { } again) _journal = again;
        foreach (var account in accounts.Append(null))
        {
            Assert.Equal(Texts(await model.ListOpenAsync(account, Token)), Texts(await _journal.ListOpenAsync(account, Token)));
            Assert.Equal(Texts(await model.ListQueuedAsync(account, Token)), Texts(await _journal.ListQueuedAsync(account, Token)));
        }

        for (var number = 0; number < 12; number++)
        {
            var order = new OrderRef(accounts[number & 1], OrderId.Parse($"b{number}"));
            Assert.Equal(Entries.Text(await model.FindByOrderAsync(order, Token)), Entries.Text(await _journal.FindByOrderAsync(order, Token)));
        }
    }

    protected abstract ValueTask<IOrderJournal> OpenAsync();

    protected abstract ValueTask CloseAsync(IOrderJournal journal);

    /// <summary>Closes it and opens it as the next process does; null where it lives as long as the process.</summary>
    protected virtual ValueTask<IOrderJournal?> OpenAgainAsync(IOrderJournal journal) => ValueTask.FromResult<IOrderJournal?>(null);

    private static IEnumerable<string> Texts(IReadOnlyList<JournalEntry> entries) => entries.Select(entry => Entries.Text(entry));
}
