using Brokerage.Testing;
using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Guards;

/// <summary>The question about large orders, with the journal under it.</summary>
public sealed class ConfirmationTests
{
    private readonly TinyBroker _broker = new();
    private readonly FakeTimeProvider _clock = new(Make.Noon);
    private readonly MemoryOrderJournal _journal = new();
    private readonly OrderConfirmationOptions _options = new() { AskAbove = 1_000m };
    private ConfirmationTrading _trading;

    public ConfirmationTests() => _trading = Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public async Task A_large_order_is_asked_about(int units, bool asks)
    {
        var result = await SubmitAsync(Buy(units));
        Assert.Equal(asks, result is SubmitResult.NeedsConfirmation);
        Assert.Equal(asks ? 0 : 1, _broker.Sent.Count);
    }

    [Fact]
    public async Task The_answer_goes_the_way_of_a_brokers_question()
    {
        var wish = Buy(11m);
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(wish));
        var question = Assert.Single(asked.Questions);

        Assert.Equal((OrderConfirmation.Source, 2, _clock.GetUtcNow() + _options.AnswerWithin), (question.Source, asked.Next.Attempt, asked.AnswerBy));
        Assert.Equal("Buy 11 ABC at 100 or better. It may be worth 1100.00 USD. Send it?", question.Text);
        Assert.Contains(OrderCodec.Hash(wish), question.Id, StringComparison.Ordinal);
        Assert.Equal(JournalState.AwaitingAnswer, await StateAsync(wish));

        Assert.IsType<SubmitResult.Placed>(await AnswerAsync(asked));
        Assert.Equal("ann", Assert.Single(Assert.Single(_broker.Sent).Approvals).By);
        Assert.Equal(JournalState.Placed, await StateAsync(wish));
    }

    [Fact]
    public async Task A_no_rejects_it()
    {
        var wish = Buy(11m);
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(wish));
        var rejected = Assert.IsType<SubmitResult.Rejected>(await AnswerAsync(asked, OrderConfirmation.No));
        Assert.Equal((BrokerageErrorCode.ConfirmationRequired, JournalState.Rejected, 0), (rejected.Error.Code, await StateAsync(wish), _broker.Sent.Count));
        Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(wish));
    }

    [Theory]
    [InlineData("other words")]
    [InlineData("other question")]
    [InlineData("other wish")]
    [InlineData("too late")]
    [InlineData("no answer")]
    [InlineData("strange answer")]
    public async Task Only_the_answer_to_this_question_about_this_wish_counts(string what)
    {
        var wish = Buy(11m);
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(wish));
        var approval = Approve(asked);
        var next = asked.Next;
        switch (what)
        {
            case "other words": approval = approval with { Text = approval.Text + " " }; break;
            case "other question": approval = approval with { QuestionId = approval.QuestionId + "0" }; break;
            case "other wish": next = next with { Intent = new OrderIntent.New(wish.Account, wish.ClientOrderId, ((OrderIntent.New)Buy(12m)).Plan) }; break;
            case "too late": _clock.Advance(_options.AnswerWithin + TimeSpan.FromSeconds(1)); break;
            case "strange answer": approval = approval with { Answer = "YES" }; break;
            default: approval = null!; break;
        }

        var result = await _trading.SubmitAsync(next with { Approvals = approval is null ? [] : [approval] }, Token);
        if (what == "other wish") Assert.Equal(BrokerageErrorCode.IdempotencyConflict, Assert.IsType<SubmitResult.Rejected>(result).Error.Code);
        else Assert.IsType<SubmitResult.NeedsConfirmation>(result);
        Assert.Empty(_broker.Sent);
    }

    [Fact]
    public async Task An_answer_does_not_answer_the_question_that_follows_when_it_has_lapsed()
    {
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(Buy(11m)));
        _clock.Advance(_options.AnswerWithin + TimeSpan.FromSeconds(1));
        var approved = asked.Next with { Approvals = [Approve(asked)] };
        var again = Assert.IsType<SubmitResult.NeedsConfirmation>(await _trading.SubmitAsync(approved, Token));
        Assert.IsType<SubmitResult.NeedsConfirmation>(await _trading.SubmitAsync(again.Next, Token));
        Assert.Empty(_broker.Sent);
    }

    [Fact]
    public async Task After_a_crash_the_question_has_lapsed_and_is_asked_anew()
    {
        var wish = Buy(11m);
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(wish));
        _trading = Start();
        Assert.IsType<SubmitResult.Placed>(await SubmitAsync(Buy(1m)));
        Assert.Equal(JournalState.Lapsed, await StateAsync(wish));

        Assert.IsType<SubmitResult.NeedsConfirmation>(await AnswerAsync(asked));
        Assert.Equal(JournalState.AwaitingAnswer, await StateAsync(wish));
        Assert.Single(_broker.Sent);
    }

    [Fact]
    public async Task A_placed_wish_is_not_asked_about_again()
    {
        var wish = Buy(11m);
        await AnswerAsync(Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(wish)));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<SubmitResult.Placed>(await SubmitAsync(wish));
        Assert.Single(_broker.Sent);
    }

    [Fact]
    public async Task Consent_holds_while_the_broker_asks_questions_of_its_own()
    {
        _broker.OnSubmit = order => order.Approvals.Count == 1
            ? new SubmitResult.NeedsConfirmation(order with { Attempt = order.Attempt + 1 }, [new Question("q", "tiny", "Sure?", ["yes"])], null)
            : null;
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(Buy(11m)));
        var brokers = Assert.IsType<SubmitResult.NeedsConfirmation>(await AnswerAsync(asked));
        Assert.Equal("tiny", Assert.Single(brokers.Questions).Source);
        Assert.IsType<SubmitResult.Placed>(await AnswerAsync(brokers));
    }

    [Fact]
    public async Task An_order_whose_worth_nobody_can_tell_is_asked_about() =>
        Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(OrderIntent.Place(_broker.Account, OrderSpec.Market(TinyBroker.Of("ABC"), Side.Buy, 1m))));

    [Fact]
    public async Task Consent_covers_the_worth_that_was_shown()
    {
        _broker.Quote("ABC", 100m, 100m);
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(OrderIntent.Place(_broker.Account, OrderSpec.Market(TinyBroker.Of("ABC"), Side.Buy, 20m))));
        _broker.Quote("ABC", 106m, 106m);
        Assert.IsType<SubmitResult.NeedsConfirmation>(await AnswerAsync(asked));
        Assert.Empty(_broker.Sent);
    }

    [Fact]
    public async Task A_change_that_makes_an_order_large_is_asked_about()
    {
        var order = _broker.Register(null, TinyBroker.Of("ABC"), 5m, 100m);
        Assert.IsType<SubmitResult.NeedsConfirmation>(await SubmitAsync(OrderIntent.Modify(new OrderRef(_broker.Account, order.Id), new OrderChange(TotalQuantity: 11m))));
    }

    private static Approval Approve(SubmitResult.NeedsConfirmation asked, string answer = OrderConfirmation.Yes) =>
        new(asked.Questions[0].Id, asked.Questions[0].Text, answer, "ann", Make.Noon);

    private OrderIntent Buy(decimal units) => OrderIntent.Place(_broker.Account, OrderSpec.Limit(TinyBroker.Of("ABC"), Side.Buy, units, 100m));

    private Task<SubmitResult> SubmitAsync(OrderIntent intent) => _trading.SubmitAsync(TinyBroker.Prepared(intent), Token);

    private Task<SubmitResult> AnswerAsync(SubmitResult.NeedsConfirmation asked, string answer = OrderConfirmation.Yes) =>
        _trading.SubmitAsync(asked.Next with { Approvals = [.. asked.Next.Approvals, Approve(asked, answer)] }, Token);

    private async Task<JournalState> StateAsync(OrderIntent intent) => (await _journal.FindAsync(JournalEntry.KeyOf(intent.ClientOrderId), Token))!.State;

    // What a start of the program makes anew, over the journal that survives.
    private ConfirmationTrading Start()
    {
        var connection = new JournalConnection(_broker, _journal, new OrderJournalOptions(), _clock, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, new WishesUnderWay());
        return new ConfirmationTrading(
            connection.Trading!, new OrderValuer(connection, _options.PriceCollar), new WishBook(_journal, _clock), new ConsentBook(_clock), _options);
    }
}
