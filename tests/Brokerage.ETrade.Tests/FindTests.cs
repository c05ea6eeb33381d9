using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

/// <summary>No client id ever comes back: an order whose answer was lost is known by what was not there before and is the same in every term.</summary>
public sealed class FindTests
{
    [Fact]
    public async Task A_lost_order_is_found_beside_a_twin_that_was_there_before()
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, "Orders/GET-orders-after");

        var found = Assert.IsType<Sighting.Found>(await house.Trading.FindAsync(OrderCodec.Decode(OrderCodec.Encode(prepared)), house.Stop));

        Assert.Equal("7101", Assert.Single(found.Orders).Ref.Order.Value);
        Assert.Equal(TimeSpan.FromSeconds(60), found.VisibilityDelay);
        Assert.False(found.IsProof(Sample.Now, Sample.Now.AddSeconds(59)));
        Assert.True(found.IsExhaustive);
    }

    /// <summary>E*TRADE numbers each account's orders by itself: that a number is another wish's in one account says nothing about the others.</summary>
    [Fact]
    public async Task A_lost_order_is_found_although_another_account_has_an_order_of_that_number()
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, "Orders/GET-orders-after");
        Assert.Equal("7101", await PlaceInOtherAccountAsync(house));

        var found = Assert.IsType<Sighting.Found>(await house.Trading.FindAsync(prepared, house.Stop));

        Assert.Equal(Sample.Order("7101"), Assert.Single(found.Orders).Ref);
    }

    /// <summary>What E*TRADE gave another wish in the same account is that wish's.</summary>
    [Fact]
    public async Task An_order_that_was_given_to_another_wish_is_not_taken_for_the_lost_one()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), house.Ok("Orders/GET-orders-before"), house.Ok("Orders/GET-orders-before"), house.Ok("Orders/GET-orders-after"));
        house.Answer("POST", TestHouse.Path("orders/preview"), "Orders/POST-preview");
        house.Script("POST", TestHouse.Path("orders/place"), ScriptedAnswer.Reset(), house.Ok("Orders/POST-place"));
        var prepared = await house.PrepareAsync(Sample.Limit());
        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Stop));
        var other = await house.Trading.PrepareAsync(Sample.Intent(Sample.Limit()) with { ClientOrderId = Other }, cancellationToken: house.Stop);
        Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(other, house.Stop));

        Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop));
    }

    [Fact]
    public async Task An_identical_order_that_came_in_between_leaves_it_open()
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, "Orders/GET-orders-after-two");

        var several = Assert.IsType<Sighting.Ambiguous>(await house.Trading.FindAsync(prepared, house.Stop));
        Assert.Equal((2, TimeSpan.FromSeconds(60), true), (several.Candidates.Count, several.VisibilityDelay, several.IsExhaustive));
    }

    [Fact]
    public async Task An_order_that_never_came_is_not_seen_and_a_whole_list_proves_it_in_time()
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, "Orders/GET-orders-before");

        var missing = Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop));

        Assert.True(missing.ProvesAbsence);
        Assert.False(missing.IsProof(Sample.Now, Sample.Now.AddSeconds(30)));
        Assert.True(missing.IsProof(Sample.Now, Sample.Now.AddSeconds(60)));
    }

    [Theory]
    [InlineData("\"limitPrice\": 61.25", "\"limitPrice\": 61.24")]
    [InlineData("\"orderedQuantity\": 10", "\"orderedQuantity\": 11")]
    [InlineData("\"orderAction\": \"BUY\"", "\"orderAction\": \"SELL\"")]
    [InlineData("\"symbol\": \"KO\"", "\"symbol\": \"PEP\"")]
    [InlineData("\"orderTerm\": \"GOOD_FOR_DAY\"", "\"orderTerm\": \"GOOD_UNTIL_CANCEL\"")]
    [InlineData("\"marketSession\": \"REGULAR\"", "\"marketSession\": \"EXTENDED\"")]
    [InlineData("\"priceType\": \"LIMIT\"", "\"priceType\": \"HIDDEN_STOP\"")]
    public async Task What_differs_in_one_term_is_another_order(string from, string to)
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, Fixture.Text("Orders/GET-orders-after").Replace(from, to, StringComparison.Ordinal));

        Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop));
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_proves_nothing()
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, Fixture.Text("Orders/GET-orders-after").Replace("\"orderId\": 7101", "\"orderId\": null", StringComparison.Ordinal));

        Assert.False(Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop)).ProvesAbsence);
    }

    [Fact]
    public async Task A_look_that_fails_says_so()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), house.Ok("Orders/GET-orders-before"), TestHouse.Text(Fixture.Text("Errors/100-unavailable"), 500));
        house.Answer("POST", TestHouse.Path("orders/preview"), "Orders/POST-preview");
        var prepared = await house.PrepareAsync(Sample.Limit());

        Assert.Equal("100", (await house.ErrorAsync(() => house.Trading.FindAsync(prepared, house.Stop))).BrokerCode);
    }

    [Fact]
    public async Task Without_a_whole_list_nothing_is_prepared()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), TestHouse.Text("""{"OrdersResponse":{"Order":[{"orderId":"","OrderDetail":[]}]}}"""));
        house.Answer("POST", TestHouse.Path("orders/preview"), "Orders/POST-preview");

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, (await house.ErrorAsync(() => house.PrepareAsync(Sample.Limit()))).Code);
        Assert.Equal(0, house.Sent("POST", TestHouse.Path("orders/preview")));
    }

    private static ClientOrderId Other { get; } = ClientOrderId.Parse("0199a1b2c3d4e5f60718293a4b5c6d7f");

    // Another wish, in the other account of the login: its order is given the number that is told.
    private static async Task<string> PlaceInOtherAccountAsync(TestHouse house)
    {
        var account = Sample.Ref with { Account = AccountId.Parse(Sample.OtherKey) };
        house.Script("GET", $"v1/accounts/{Sample.OtherKey}/orders", ScriptedAnswer.Empty(204));
        house.Answer("POST", $"v1/accounts/{Sample.OtherKey}/orders/preview", "Orders/POST-preview");
        house.Answer("POST", $"v1/accounts/{Sample.OtherKey}/orders/place", "Orders/POST-place");
        var intent = Sample.Intent(Sample.Limit()) with { Account = account, ClientOrderId = Other };
        var prepared = await house.Trading.PrepareAsync(intent, cancellationToken: house.Stop);
        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(prepared, house.Stop));
        return Assert.Single(placed.Orders).Order!.Value.Value;
    }

    // What is listed afterwards is a fixture, or the text of one.
    private static async Task<PreparedOrder> LoseAsync(TestHouse house, string after)
    {
        var later = after.StartsWith('{') ? TestHouse.Text(after) : house.Ok(after);
        house.Script("GET", TestHouse.Path("orders"), house.Ok("Orders/GET-orders-before"), later);
        house.Answer("POST", TestHouse.Path("orders/preview"), "Orders/POST-preview");
        house.Script("POST", TestHouse.Path("orders/place"), ScriptedAnswer.Reset());
        var prepared = await house.PrepareAsync(Sample.Limit());
        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Stop));
        return prepared;
    }
}
