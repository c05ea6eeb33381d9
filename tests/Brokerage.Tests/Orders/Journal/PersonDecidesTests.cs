using Brokerage.Tests.Fakes;

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

        Assert.Equal(JournalState.Placed, settled.State);
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
}
