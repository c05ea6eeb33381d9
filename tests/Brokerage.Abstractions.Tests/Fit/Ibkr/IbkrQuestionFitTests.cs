using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>Questions before an order is live: the answer is another submit, now or half a minute later, here or on another server.</summary>
public sealed class IbkrQuestionFitTests : IbkrScene
{
    private const string PriceText = "The price is 4% from the market. Are you sure?";
    private const string DataText = "You have no market data for this. Are you sure?";

    [Fact]
    public async Task A_chain_of_questions_is_answered_by_submitting_with_approvals()
    {
        await using var connection = await ConnectAsync();
        Ask(("o163", PriceText), ("o354", DataText));
        var prepared = await connection.Trading!.PrepareAsync(Buy(Receipt), false, Stop);
        var first = Assert.IsType<SubmitResult.NeedsConfirmation>(await connection.Trading.SubmitAsync(prepared, Stop));
        var question = Assert.Single(first.Questions);
        Assert.Equal(("o163", "ibkr", PriceText), (question.Id, question.Source, question.Text));
        Assert.Equal(["Yes", "No"], question.Options);
        Assert.Equal(2, first.Next.Attempt);
        Assert.NotNull(first.AnswerBy);

        // Asked again at once: the broker still knows its question, and goes on.
        var second = Assert.IsType<SubmitResult.NeedsConfirmation>(await connection.Trading.SubmitAsync(Approve(first), Stop));
        Assert.Equal("o354", Assert.Single(second.Questions).Id);
        Assert.IsType<SubmitResult.Placed>(await connection.Trading.SubmitAsync(Approve(second), Stop));
        Assert.Equal(1, Broker.Count("POST", "/orders"));
        Assert.Single(Broker.Orders);
    }

    [Fact]
    public async Task After_an_interruption_the_order_goes_out_afresh_and_what_was_approved_is_answered()
    {
        await using var connection = await ConnectAsync();
        Ask(("o163", PriceText), ("o354", DataText));
        var prepared = await connection.Trading!.PrepareAsync(Buy(Receipt), false, Stop);
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await connection.Trading.SubmitAsync(prepared, Stop));
        // A person takes half a minute; meanwhile the session is kept alive, and another web server takes over.
        Clock.Advance(TimeSpan.FromSeconds(30));
        await connection.ConnectAsync(Stop);
        await using var elsewhere = await ConnectAsync();
        var stored = OrderCodec.Decode(OrderCodec.Encode(Approve(asked)));

        var again = Assert.IsType<SubmitResult.NeedsConfirmation>(await elsewhere.Trading!.SubmitAsync(stored, Stop));
        Assert.Equal("o354", Assert.Single(again.Questions).Id);
        Assert.Equal(3, again.Next.Attempt);
        await elsewhere.ConnectAsync(Stop);
        Assert.IsType<SubmitResult.Placed>(await elsewhere.Trading.SubmitAsync(Approve(again), Stop));
        var approved = Assert.Single(stored.Approvals);
        Assert.Equal(("o163", "Yes", "a user", Clock.GetUtcNow()), (approved.QuestionId, approved.Answer, approved.By, approved.At));
        Assert.Single(Broker.Orders);
        Assert.Equal(again.Next.WireId, Broker.Orders[0].Word("order_ref"));
        var found = Assert.IsType<Sighting.Found>(await elsewhere.Trading.FindAsync(again.Next, Stop));
        Assert.Equal(prepared.Intent.ClientOrderId, Assert.Single(found.Orders).ClientOrderId);
    }

    [Fact]
    public async Task A_question_in_other_words_is_a_new_question_and_no_is_no()
    {
        await using var connection = await ConnectAsync();
        Ask(("o163", PriceText));
        var prepared = await connection.Trading!.PrepareAsync(Buy(Receipt), false, Stop);
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await connection.Trading.SubmitAsync(prepared, Stop));
        await connection.ConnectAsync(Stop);
        Ask(("o163", "The price is 9% from the market. Are you sure?"));
        var again = Assert.IsType<SubmitResult.NeedsConfirmation>(await connection.Trading.SubmitAsync(Approve(asked), Stop));
        Assert.Contains("9%", Assert.Single(again.Questions).Text, StringComparison.Ordinal);
        var rejected = Assert.IsType<SubmitResult.Rejected>(await connection.Trading.SubmitAsync(Approve(again, "No"), Stop));
        Assert.Equal(BrokerageErrorCode.ConfirmationRequired, rejected.Error.Code);
        Assert.Empty(Broker.Orders);
    }

    [Fact]
    public async Task The_answer_to_a_question_is_a_placement_and_its_lost_answer_is_unknown()
    {
        await using var connection = await ConnectAsync();
        Ask(("o163", PriceText));
        var prepared = await connection.Trading!.PrepareAsync(Buy(Receipt), false, Stop);
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await connection.Trading.SubmitAsync(prepared, Stop));
        Broker.LoseTheAnswerTo("POST", "/reply/");
        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await connection.Trading.SubmitAsync(Approve(asked), Stop));
        // It went out under the first attempt's id, and the evidence of the second one knows that.
        var found = Assert.IsType<Sighting.Found>(await connection.Trading.FindAsync(unknown.Order, Stop));
        Assert.Single(found.Orders);
        Assert.Equal(prepared.WireId, Broker.Orders[0].Word("order_ref"));
    }
}
