using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests;

/// <summary>Cancelling: asked for, too late, refused, or lost on the way.</summary>
public sealed class CancelTests
{
    private const string Path = "v2/orders/" + Sample.OrderId;

    [Fact]
    public async Task A_taken_wish_is_requested()
    {
        await using var house = new TestHouse();
        house.Script("DELETE", Path, ScriptedAnswer.Empty(204));

        Assert.IsType<CancelResult.Requested>(await house.Trading.CancelAsync(Sample.Order, house.Token));
    }

    [Theory]
    [InlineData("GET-order-filled", "422-filled", 422)]
    [InlineData("GET-order-canceled", "422-cancel", 422)]
    [InlineData("GET-order-canceled", "404-order", 404)]
    public async Task An_order_that_is_over_is_an_answer(string order, string error, int status)
    {
        await using var house = new TestHouse();
        house.Answer("DELETE", Path, $"Errors/{error}", status);
        house.Answer("GET", Path, $"Orders/{order}");

        var final = Assert.IsType<CancelResult.AlreadyFinal>(await house.Trading.CancelAsync(Sample.Order, house.Token));

        Assert.True(final.Order.IsFinal);
    }

    [Fact]
    public async Task A_working_order_that_cannot_be_cancelled_is_refused()
    {
        await using var house = new TestHouse();
        house.Answer("DELETE", Path, "Errors/422-cancel", status: 422);
        house.Answer("GET", Path, "Orders/GET-order-new");

        var refused = Assert.IsType<CancelResult.Refused>(await house.Trading.CancelAsync(Sample.Order, house.Token));

        Assert.Equal(BrokerageErrorCode.OrderStateConflict, refused.Error.Code);
    }

    [Fact]
    public async Task An_unknown_order_is_refused_as_such()
    {
        await using var house = new TestHouse();
        house.Answer("DELETE", Path, "Errors/404-order", status: 404);
        house.Answer("GET", Path, "Errors/404-order", status: 404);

        var refused = Assert.IsType<CancelResult.Refused>(await house.Trading.CancelAsync(Sample.Order, house.Token));

        Assert.Equal(BrokerageErrorCode.OrderNotFound, refused.Error.Code);
    }

    [Fact]
    public async Task A_lost_answer_leaves_it_open()
    {
        await using var house = new TestHouse();
        house.Script("DELETE", Path, ScriptedAnswer.Reset());

        var cancel = await house.AdvanceAsync(house.Trading.CancelAsync(Sample.Order, house.Token));

        Assert.Equal(Effect.Unknown, Assert.IsType<CancelResult.OutcomeUnknown>(cancel).Cause.Effect);
    }
}
