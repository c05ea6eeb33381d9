using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Orders.Journal;

public sealed class PersonDecidesTests
{
    private readonly ScriptedTrading _broker = new() { OnSubmit = (order, _) => Task.FromResult(ScriptedTrading.Unknown(order)) };
    private readonly AccountRef _account = Make.Ref("one");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_order_is_shown_and_settled_by_a_persons_word()
    {
        await using var host = new FakeHost(new FakeConnection(_account) { Trading = _broker });
        var orders = host.Brokerage.Orders;
        var intent = Make.Limit(_account);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await orders.PlaceAsync(intent, Token));
        Assert.Equal(JournalEntry.KeyOf(intent.ClientOrderId), Assert.Single(await orders.ListUnknownAsync(cancellationToken: Token)).Key);

        var settled = await orders.ResolveAsync(
            intent.ClientOrderId, new OrderDecision.Placed(OrderId.Parse("501")), "user-7", "Seen on the broker's website.", Token);

        Assert.Equal((JournalState.Placed, null), (settled.State, settled.Error));
        Assert.Equal(new JournalDecision("user-7", "Seen on the broker's website.", Make.Noon), settled.Decision);
        Assert.Empty(await orders.ListUnknownAsync(_account, Token));
        Assert.Equal("501", Assert.IsType<SubmitResult.Placed>(await orders.PlaceAsync(intent, Token)).Orders[0].Order!.Value.Value);
        Assert.Single(_broker.Submitted);
    }

    [Fact]
    public async Task What_a_person_says_never_arrived_may_be_sent_again()
    {
        await using var host = new FakeHost(new FakeConnection(_account) { Trading = _broker });
        var intent = Make.Limit(_account);
        await host.Brokerage.Orders.PlaceAsync(intent, Token);

        await host.Brokerage.Orders.ResolveAsync(intent.ClientOrderId, new OrderDecision.NotPlaced(), "user-7", "Not on the website.", Token);
        _broker.OnSubmit = (_, _) => Task.FromResult(ScriptedTrading.Placed("502"));

        Assert.IsType<SubmitResult.Placed>(await host.Brokerage.Orders.PlaceAsync(intent, Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_ended_program_was_sending_can_be_settled_without_its_connection(bool isPlaced)
    {
        var journal = new MemoryOrderJournal();
        var order = new PreparedOrder { Intent = Make.Limit(_account), Attempt = 1, Evidence = "{}", PreparedAt = Make.Noon };
        await journal.TryWriteAsync(
            new JournalEntry
            {
                Key = JournalEntry.KeyOf(order.Intent.ClientOrderId), Version = 1, State = JournalState.Sending, Order = order, RecordedAt = Make.Noon, ChangedAt = Make.Noon,
            },
            Token);
        // No connection of that name is registered: its user has left.
        await using var host = new FakeHost(builder => builder.UseOrderJournal(_ => journal), new FakeConnection(Make.Ref("other")));
        var orders = host.Brokerage.Orders;
        Assert.Equal(JournalState.Sending, Assert.Single(await orders.ListUnknownAsync(cancellationToken: Token)).State);

        OrderDecision decision = isPlaced ? new OrderDecision.Placed(OrderId.Parse("501")) : new OrderDecision.NotPlaced();
        var settled = await orders.ResolveAsync(order.Intent.ClientOrderId, decision, "user-7", "The broker's statement.", Token);

        Assert.Equal((isPlaced ? JournalState.Placed : JournalState.NotArrived, "user-7"), (settled.State, settled.Decision!.By));
        Assert.Empty(await orders.ListUnknownAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task What_is_being_sent_right_now_is_nobodys_to_decide()
    {
        var answer = new TaskCompletionSource<SubmitResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _broker.OnSubmit = (_, _) => answer.Task;
        await using var host = new FakeHost(new FakeConnection(_account) { Trading = _broker });
        var orders = host.Brokerage.Orders;
        var intent = Make.Limit(_account);
        var placing = orders.PlaceAsync(intent, Token);
        await Waiting.UntilAsync(() => _broker.Submitted.Count > 0);

        // The same wish again is answered, and that does not end the sending of the first.
        Assert.IsType<SubmitResult.OutcomeUnknown>(await orders.PlaceAsync(intent, Token));
        Assert.Empty(await orders.ListUnknownAsync(cancellationToken: Token));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => orders.ResolveAsync(intent.ClientOrderId, new OrderDecision.NotPlaced(), "user-7", "why", Token));

        answer.SetResult(ScriptedTrading.Placed("504"));
        Assert.IsType<SubmitResult.Placed>(await placing);
    }

    [Fact]
    public async Task What_was_sent_again_while_a_person_decided_is_not_settled_by_their_word()
    {
        var journal = new SteppingJournal();
        await using var host = new FakeHost(builder => builder.UseOrderJournal(_ => journal), new FakeConnection(_account) { Trading = _broker });
        var orders = host.Brokerage.Orders;
        var intent = Make.Limit(_account);
        await orders.PlaceAsync(intent, Token);
        var answer = new TaskCompletionSource<SubmitResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<SubmitResult>? again = null;
        journal.BeforeDecision = async () =>
        {
            var unknown = (await journal.FindAsync(JournalEntry.KeyOf(intent.ClientOrderId), Token))!;
            await journal.TryWriteAsync(unknown with { State = JournalState.NotArrived, Version = unknown.Version + 1 }, Token);
            _broker.OnSubmit = (_, _) => answer.Task;
            again = orders.PlaceAsync(intent, Token);
            await Waiting.UntilAsync(() => _broker.Submitted.Count >= 2);
        };

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => orders.ResolveAsync(intent.ClientOrderId, new OrderDecision.NotPlaced(), "user-7", "why", Token));

        answer.SetResult(ScriptedTrading.Placed("505"));
        Assert.IsType<SubmitResult.Placed>(await again!);
        Assert.Equal("505", Assert.Single((await journal.FindAsync(JournalEntry.KeyOf(intent.ClientOrderId), Token))!.Orders).Order!.Value.Value);
    }

    [Fact]
    public async Task The_order_of_another_wish_is_nobody_elses_but_that_of_who_changed_it()
    {
        await using var host = new FakeHost(new FakeConnection(_account) { Trading = _broker });
        var orders = host.Brokerage.Orders;
        var (one, other) = (Make.Limit(_account), Make.Limit(_account));
        var change = OrderIntent.Modify(new OrderRef(_account, OrderId.Parse("506")), new OrderChange(TotalQuantity: 2m));
        foreach (var intent in new OrderIntent[] { one, other, change }) await orders.PlaceAsync(intent, Token);
        var seen = new OrderDecision.Placed(OrderId.Parse("506"));
        await orders.ResolveAsync(one.ClientOrderId, seen, "user-7", "Seen.", Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => orders.ResolveAsync(other.ClientOrderId, seen, "user-7", "Seen.", Token));
        var changed = await orders.ResolveAsync(change.ClientOrderId, seen, "user-7", "It has the new terms.", Token);

        Assert.Equal(JournalState.Placed, changed.State);
        Assert.Equal(JournalState.Unknown, Assert.Single(await orders.ListUnknownAsync(_account, Token)).State);
    }

    [Fact]
    public async Task Two_persons_at_once_do_not_give_one_order_to_two_wishes()
    {
        var journal = new SteppingJournal();
        await using var host = new FakeHost(builder => builder.UseOrderJournal(_ => journal), new FakeConnection(_account) { Trading = _broker });
        var orders = host.Brokerage.Orders;
        var (one, other) = (Make.Limit(_account), Make.Limit(_account));
        foreach (var intent in new[] { one, other }) await orders.PlaceAsync(intent, Token);
        var seen = new OrderDecision.Placed(OrderId.Parse("507"));
        Task<JournalEntry>? second = null;
        journal.BeforeDecision = () =>
        {
            second = orders.ResolveAsync(other.ClientOrderId, seen, "user-8", "Seen.", Token);
            return Task.CompletedTask;
        };

        var first = await orders.ResolveAsync(one.ClientOrderId, seen, "user-7", "Seen.", Token);

        Assert.Equal(JournalState.Placed, first.State);
        await Assert.ThrowsAsync<InvalidOperationException>(() => second!);
        Assert.Equal(JournalEntry.KeyOf(other.ClientOrderId), Assert.Single(await orders.ListUnknownAsync(_account, Token)).Key);
    }

    [Fact]
    public async Task There_is_nothing_to_decide_about_a_known_outcome_or_an_unknown_wish()
    {
        _broker.OnSubmit = (_, _) => Task.FromResult(ScriptedTrading.Placed("503"));
        await using var host = new FakeHost(new FakeConnection(_account) { Trading = _broker });
        var orders = host.Brokerage.Orders;
        var intent = Make.Limit(_account);
        await orders.PlaceAsync(intent, Token);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => orders.ResolveAsync(intent.ClientOrderId, new OrderDecision.NotPlaced(), "user-7", "why", Token));
        await Assert.ThrowsAsync<ArgumentException>(
            () => orders.ResolveAsync(ClientOrderId.New(), new OrderDecision.NotPlaced(), "user-7", "why", Token));
        await Assert.ThrowsAsync<ArgumentException>(
            () => orders.ResolveAsync(intent.ClientOrderId, new OrderDecision.NotPlaced(), "", "why", Token));
    }

    /// <summary>Lets something happen just before a person's word is written.</summary>
    private sealed class SteppingJournal : IOrderJournal
    {
        private readonly MemoryOrderJournal _inner = new();

        public Func<Task>? BeforeDecision { get; set; }

        public async ValueTask<bool> TryWriteAsync(JournalEntry entry, CancellationToken cancellationToken = default)
        {
            if (entry.Decision is not null && BeforeDecision is { } before)
            {
                BeforeDecision = null;
                await before();
            }

            return await _inner.TryWriteAsync(entry, cancellationToken);
        }

        public ValueTask<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken = default) => _inner.FindAsync(key, cancellationToken);

        public ValueTask<JournalEntry?> FindByOrderAsync(OrderRef order, CancellationToken cancellationToken = default) => _inner.FindByOrderAsync(order, cancellationToken);

        public ValueTask<IReadOnlyList<JournalEntry>> ListOpenAsync(AccountRef? account = null, CancellationToken cancellationToken = default) =>
            _inner.ListOpenAsync(account, cancellationToken);

        public ValueTask<IReadOnlyList<JournalEntry>> ListQueuedAsync(AccountRef? account = null, CancellationToken cancellationToken = default) =>
            _inner.ListQueuedAsync(account, cancellationToken);
    }
}
