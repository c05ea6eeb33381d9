using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Orders.Journal;

/// <summary>A broker without client ids: one of its orders is the answer to one wish, and where two wishes fit it, to neither.</summary>
public sealed class OrderClaimsTests : IAsyncDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    private readonly JournalScene _scene = new();
    private readonly List<Order> _listed = [];
    private Func<PreparedOrder, Order, bool> _fits = (_, _) => true;
    private bool _listsAll = true;

    public OrderClaimsTests() => Script(_scene);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Of_two_lost_wishes_that_fit_one_order_neither_is_placed_and_a_persons_word_on_one_settles_the_other()
    {
        var (one, other) = (await LoseAsync(), await LoseAsync());
        List("61");
        await LooksAsync(12);
        Assert.Equal((JournalState.Unknown, JournalState.Unknown), ((await _scene.EntryAsync(one)).State, (await _scene.EntryAsync(other)).State));
        Assert.Single(Assert.IsType<Sighting.Ambiguous>(await _scene.Trading.FindAsync(one, Token)).Candidates);

        await SettleAsync(one, "61");
        await _scene.WaitForAsync(other, JournalState.NotArrived);

        Assert.Equal(JournalState.Placed, (await _scene.EntryAsync(one)).State);
    }

    [Fact]
    public async Task What_another_wish_was_answered_with_is_no_evidence()
    {
        var lost = await LoseAsync();
        await PlaceAsync("61");
        List("61");

        await _scene.WaitForAsync(lost, JournalState.NotArrived);
    }

    [Fact]
    public async Task Where_others_may_have_been_overlooked_the_order_of_another_wish_proves_no_absence()
    {
        _listsAll = false;
        var lost = await LoseAsync();
        await PlaceAsync("61");
        List("61");

        await LooksAsync(12);

        Assert.Equal(JournalState.Unknown, (await _scene.EntryAsync(lost)).State);
        Assert.False(Assert.IsType<Sighting.NotSeen>(await _scene.Trading.FindAsync(lost, Token)).ProvesAbsence);
    }

    [Fact]
    public async Task Of_two_that_fit_the_one_that_is_no_other_wishs_is_taken()
    {
        var lost = await LoseAsync();
        await PlaceAsync("61");
        List("61", "62");

        await _scene.WaitForAsync(lost, JournalState.Placed);

        Assert.Equal("62", Assert.Single((await _scene.EntryAsync(lost)).Orders).Order!.Value.Value);
    }

    [Fact]
    public async Task What_only_one_of_them_can_be_is_its_order_and_not_the_others()
    {
        var (one, other) = (await LoseAsync(), await LoseAsync());
        _fits = (wish, _) => wish.Intent.ClientOrderId == one.Intent.ClientOrderId;
        List("61");

        await _scene.WaitForAsync(one, JournalState.Placed);
        await _scene.WaitForAsync(other, JournalState.NotArrived);
    }

    [Fact]
    public async Task An_order_that_may_be_one_that_is_being_sent_waits_for_its_answer()
    {
        var lost = await LoseAsync();
        var answer = new TaskCompletionSource<SubmitResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _scene.Broker.OnSubmit = (_, _) => answer.Task;
        var sending = _scene.Trading.SubmitAsync(await _scene.PrepareAsync(), Token);
        List("61");
        await LooksAsync(12);
        Assert.Equal(JournalState.Unknown, (await _scene.EntryAsync(lost)).State);

        answer.SetResult(ScriptedTrading.Placed("61"));
        Assert.IsType<SubmitResult.Placed>(await sending);

        await _scene.WaitForAsync(lost, JournalState.NotArrived);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_that_was_taken_without_its_id_may_be_any_that_fits_until_a_look_names_it(bool isNamed)
    {
        _scene.Broker.OnSubmit = (_, _) => Task.FromResult<SubmitResult>(new SubmitResult.Placed([new OrderAck(OrderRole.Single, null)], false, [], null));
        var taken = await _scene.PrepareAsync();
        Assert.IsType<SubmitResult.Placed>(await _scene.Trading.SubmitAsync(taken, Token));
        List("61");
        if (isNamed)
        {
            _scene.Clock.Advance(Delay);
            Assert.IsType<Sighting.Found>(await _scene.Trading.FindAsync(taken, Token));
            Assert.Equal("61", Assert.Single((await _scene.EntryAsync(taken)).Orders).Order!.Value.Value);
        }

        var lost = await LoseAsync();
        if (isNamed) await _scene.WaitForAsync(lost, JournalState.NotArrived);
        else await LooksAsync(12);

        Assert.Equal(isNamed ? JournalState.NotArrived : JournalState.Unknown, (await _scene.EntryAsync(lost)).State);
    }

    [Fact]
    public async Task What_was_taken_without_its_id_long_before_was_there_already_and_is_no_rival()
    {
        _scene.Broker.OnSubmit = (_, _) => Task.FromResult<SubmitResult>(new SubmitResult.Placed([new OrderAck(OrderRole.Single, null)], false, [], null));
        await _scene.Trading.SubmitAsync(await _scene.PrepareAsync(), Token);
        _scene.Clock.Advance(TimeSpan.FromHours(1));
        _scene.Broker.PreparedAt = _scene.Clock.GetUtcNow();
        var lost = await LoseAsync();
        List("61");

        await _scene.WaitForAsync(lost, JournalState.Placed);
    }

    [Fact]
    public async Task What_is_asked_about_other_wishes_waits_behind_what_somebody_waits_for()
    {
        var (one, other) = (await LoseAsync(), await LoseAsync());
        List("61");
        var isOurs = new AsyncLocal<bool> { Value = true };
        List<(ClientOrderId, CallPriority)> asked = [];
        var find = _scene.Broker.OnFind;
        _scene.Broker.OnFind = wish =>
        {
            if (isOurs.Value) asked.Add((wish.Intent.ClientOrderId, BrokerageCall.Priority));
            return find(wish);
        };

        await _scene.Trading.FindAsync(one, Token);

        Assert.Equal([(one.Intent.ClientOrderId, CallPriority.Interactive), (other.Intent.ClientOrderId, CallPriority.Background)], asked);
        Assert.Equal(CallPriority.Interactive, BrokerageCall.Priority);
    }

    [Fact]
    public async Task A_wish_for_something_else_is_not_asked_about()
    {
        var elsewhere = OrderIntent.Place(_scene.Account, OrderSpec.Limit(new Instrument.Equity("OTHER"), Side.Buy, 1m, 5m));
        var never = new TaskCompletionSource<SubmitResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _scene.Broker.OnSubmit = (_, _) => never.Task;
        var sending = _scene.Trading.SubmitAsync(await _scene.Trading.PrepareAsync(elsewhere, cancellationToken: Token), Token);
        var lost = await LoseAsync();
        List("61");

        await _scene.WaitForAsync(lost, JournalState.Placed);

        never.SetResult(ScriptedTrading.Placed("62"));
        await sending;
    }

    [Fact]
    public async Task After_a_restart_the_journals_file_says_whose_an_order_is()
    {
        var path = Path.Combine(Path.GetTempPath(), $"claims-{Guid.NewGuid():N}.journal");
        try
        {
            PreparedOrder lost;
            await using (var journal = FileOrderJournal.Open(path))
            await using (var before = new JournalScene(journal))
            {
                Script(before);
                lost = await before.PrepareAsync();
                await before.LeaveAsync(lost, JournalState.Sending);
                before.Options.WaitForEarlierOrders = TimeSpan.Zero;
                var placed = await before.PrepareAsync();
                await before.LeaveAsync(placed, JournalState.Placed, "61");
            }

            List("61");
            await using var again = FileOrderJournal.Open(path);
            await using var scene = new JournalScene(again);
            Script(scene);
            await scene.ConnectAsync();

            await scene.WaitForAsync(lost, JournalState.NotArrived);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Of_two_lost_changes_of_one_order_that_fit_its_successor_neither_is_placed()
    {
        await PlaceAsync("60");
        var change = OrderIntent.Modify(_scene.Ref("60"), new OrderChange(TotalQuantity: 2m));
        var (one, other) = (await LoseAsync(change), await LoseAsync(change.AsNew()));
        List("60", "61");
        _scene.Broker.OnFind = _ => new Sighting.Found([.. Enumerable.Reverse(_listed)]);

        await LooksAsync(12);

        Assert.Equal((JournalState.Unknown, JournalState.Unknown), ((await _scene.EntryAsync(one)).State, (await _scene.EntryAsync(other)).State));
    }

    [Fact]
    public async Task A_change_has_its_successor_and_the_order_that_it_changed_stays_that_of_its_own_wish()
    {
        var placed = await PlaceAsync("60");
        var lost = await LoseAsync(OrderIntent.Modify(_scene.Ref("60"), new OrderChange(TotalQuantity: 2m)));
        List("60", "61");
        _scene.Broker.OnFind = _ => new Sighting.Found([.. Enumerable.Reverse(_listed)]);

        await _scene.WaitForAsync(lost, JournalState.Placed);

        Assert.Equal(JournalEntry.KeyOf(placed.Intent.ClientOrderId), (await _scene.Journal.FindByOrderAsync(_scene.Ref("60"), Token))!.Key);
        Assert.Equal(JournalEntry.KeyOf(lost.Intent.ClientOrderId), (await _scene.Journal.FindByOrderAsync(_scene.Ref("61"), Token))!.Key);
    }

    [Fact]
    public async Task What_its_own_id_tells_needs_no_weighing()
    {
        var (one, other) = (await LoseAsync(), await LoseAsync());
        var ids = new Dictionary<ClientOrderId, string> { [one.Intent.ClientOrderId] = "61", [other.Intent.ClientOrderId] = "62" };
        _scene.Broker.OnFind = wish => new Sighting.Found(
            [ScriptedTrading.Order(_scene.Ref(ids[wish.Intent.ClientOrderId]), id: wish.Intent.ClientOrderId)]);

        await _scene.WaitForAsync(one, JournalState.Placed);
        await _scene.WaitForAsync(other, JournalState.Placed);
    }

    // What a broker answers that has no ids: whatever fits, and whether anything may have been overlooked.
    private void Script(JournalScene scene) => scene.Broker.OnFind = wish => _listed.FindAll(order => _fits(wish, order)) switch
    {
        [] => new Sighting.NotSeen(Delay, ProvesAbsence: _listsAll),
        [var only] => new Sighting.Found([only]) { VisibilityDelay = Delay, IsExhaustive = _listsAll },
        var several => new Sighting.Ambiguous(several) { VisibilityDelay = Delay, IsExhaustive = _listsAll },
    };

    private void List(params string[] orders) => _listed.AddRange(orders.Select(order => ScriptedTrading.Order(_scene.Ref(order))));

    private async Task<PreparedOrder> LoseAsync(OrderIntent? intent = null)
    {
        var order = await _scene.Trading.PrepareAsync(intent ?? Make.Limit(_scene.Account), cancellationToken: Token);
        _scene.Broker.OnSubmit = (sent, _) => Task.FromResult(ScriptedTrading.Unknown(sent));
        Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Trading.SubmitAsync(order, Token));
        return order;
    }

    private async Task<PreparedOrder> PlaceAsync(string id)
    {
        var order = await _scene.PrepareAsync();
        _scene.Broker.OnSubmit = (_, _) => Task.FromResult(ScriptedTrading.Placed(id));
        Assert.IsType<SubmitResult.Placed>(await _scene.Trading.SubmitAsync(order, Token));
        return order;
    }

    // A person's word, as the journal keeps it.
    private async Task SettleAsync(PreparedOrder order, string id)
    {
        var entry = await _scene.EntryAsync(order);
        Assert.True(await _scene.Journal.TryWriteAsync(
            entry with { State = JournalState.Placed, Orders = [new OrderAck(OrderRole.Unknown, OrderId.Parse(id))], Version = entry.Version + 1 }, Token));
    }

    // So many looks more, on a clock that goes on to the next of them.
    private async Task LooksAsync(int count)
    {
        var until = _scene.Broker.Looks + count;
        await Waiting.UntilAsync(() => _scene.Broker.Looks >= until, () => _scene.Clock.AdvanceToNextTimer());
    }
}
