namespace Brokerage.Alpaca.Tests;

/// <summary>Every recorded or documented refusal, through the table: the code, and whether an order may exist after it.</summary>
public sealed class ErrorTableTests
{
    public static TheoryData<string, BrokerageErrorCode> Refusals => new()
    {
        { "401-key", BrokerageErrorCode.AuthRevoked },
        { "401-bare", BrokerageErrorCode.AuthRevoked },
        { "401-client", BrokerageErrorCode.AuthRevoked },
        { "401-oauth-words", BrokerageErrorCode.AuthRevoked },
        { "403-funds", BrokerageErrorCode.InsufficientFunds },
        { "403-balance", BrokerageErrorCode.InsufficientFunds },
        { "403-daytrading-funds", BrokerageErrorCode.InsufficientFunds },
        { "403-minimum", BrokerageErrorCode.InvalidOrder },
        { "403-shares", BrokerageErrorCode.InsufficientShares },
        { "403-covered-call", BrokerageErrorCode.InsufficientShares },
        { "403-day-trades", BrokerageErrorCode.AccountRestricted },
        { "403-short", BrokerageErrorCode.AccountRestricted },
        { "403-liquidation", BrokerageErrorCode.AccountRestricted },
        { "403-wash", BrokerageErrorCode.OrderRejected },
        { "403-fraction", BrokerageErrorCode.InvalidOrder },
        { "403-key", BrokerageErrorCode.AuthRevoked },
        { "403-subscription", BrokerageErrorCode.NotEntitled },
        { "403-other", BrokerageErrorCode.AccountRestricted },
        { "404-asset", BrokerageErrorCode.SymbolNotFound },
        { "404-order", BrokerageErrorCode.OrderNotFound },
        { "404-position", BrokerageErrorCode.OrderNotFound },
        { "422-asset", BrokerageErrorCode.SymbolNotFound },
        { "422-could-not-find", BrokerageErrorCode.SymbolNotFound },
        { "422-untradable", BrokerageErrorCode.OrderRejected },
        { "422-hard-to-borrow", BrokerageErrorCode.OrderRejected },
        { "422-duplicate", BrokerageErrorCode.DuplicateOrder },
        { "422-duplicate-other-code", BrokerageErrorCode.DuplicateOrder },
        { "422-class", BrokerageErrorCode.AccountRestricted },
        { "422-closed", BrokerageErrorCode.MarketClosed },
        { "422-filled", BrokerageErrorCode.OrderStateConflict },
        { "422-replace", BrokerageErrorCode.OrderStateConflict },
        { "422-cancel", BrokerageErrorCode.OrderStateConflict },
        { "422-subpenny", BrokerageErrorCode.InvalidOrder },
        { "422-stop", BrokerageErrorCode.InvalidOrder },
        { "422-sip", BrokerageErrorCode.NotEntitled },
        { "400-format", BrokerageErrorCode.InvalidOrder },
        { "429-rate", BrokerageErrorCode.RateLimited },
    };

    [Theory]
    [InlineData(422, "potential wash trade detected. opposite side limit order exists", BrokerageErrorCode.OrderRejected)]
    [InlineData(403, "account not eligible to trade uncovered option contracts", BrokerageErrorCode.AccountRestricted)]
    [InlineData(403, "account is blocked from trading", BrokerageErrorCode.AccountRestricted)]
    [InlineData(403, "account is suspended", BrokerageErrorCode.AccountRestricted)]
    [InlineData(403, "account is not authorized to trade crypto", BrokerageErrorCode.AccountRestricted)]
    [InlineData(422, "asset XYZ is not active", BrokerageErrorCode.OrderRejected)]
    [InlineData(422, "order is not cancelable", BrokerageErrorCode.OrderStateConflict)]
    public async Task Its_words_decide_where_no_recording_is(int status, string words, BrokerageErrorCode code)
    {
        await using var house = new TestHouse();
        house.AnswerText("POST", "v2/orders", $$"""{"code":{{status}}10000,"message":"{{words}}"}""", status);

        var refused = Assert.IsType<SubmitResult.Rejected>(await house.SubmitAsync(Sample.Limit()));

        Assert.Equal((code, Effect.None), (refused.Error.Code, refused.Error.Effect));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_of_a_placement_has_its_code_and_proves_that_nothing_was_placed(string name, BrokerageErrorCode code)
    {
        await using var house = new TestHouse();
        house.Answer("POST", "v2/orders", $"Errors/{name}", status: StatusOf(name));
        house.Answer("GET", "v2/orders:by_client_order_id", "Errors/404-order", status: 404);

        var result = await house.SubmitAsync(Sample.Limit());

        if (code == BrokerageErrorCode.DuplicateOrder)
        {
            // Told that the id is taken, but not shown the order that took it: nothing is proven.
            Assert.Equal(code, Assert.IsType<SubmitResult.OutcomeUnknown>(result).Cause.Code);
            return;
        }

        var error = Assert.IsType<SubmitResult.Rejected>(result).Error;
        Assert.Equal(code, error.Code);
        Assert.Equal(Effect.None, error.Effect);
        Assert.False(string.IsNullOrEmpty(error.BrokerText));
        Assert.Equal(1, house.Sent("POST", "v2/orders"));
    }

    [Theory]
    [InlineData(500, "Errors/500-internal")]
    [InlineData(502, null)]
    [InlineData(503, null)]
    [InlineData(504, null)]
    [InlineData(302, null)]
    [InlineData(422, null)]
    public async Task An_answer_that_proves_nothing_leaves_the_outcome_open_and_is_sent_once(int status, string? fixture)
    {
        await using var house = new TestHouse();
        house.AnswerText("POST", "v2/orders", fixture is null ? "<html>bad gateway</html>" : Fixture.Text(fixture), status, fixture is null ? "text/html" : "application/json");

        var result = await house.SubmitAsync(Sample.Limit());

        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(result);
        Assert.Equal(Effect.Unknown, unknown.Cause.Effect);
        Assert.Equal(1, house.Sent("POST", "v2/orders"));
    }

    [Fact]
    public void Every_error_fixture_is_in_the_table()
    {
        var named = Refusals.Select(row => row.Data.Item1).Append("500-internal").Order(StringComparer.Ordinal);
        Assert.Equal(Fixture.Names("Errors").Order(StringComparer.Ordinal), named);
    }

    [Fact]
    public async Task A_read_keeps_the_brokers_own_code_and_text()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/positions", "Errors/403-other", status: 403);

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => house.Connection.Accounts.GetPositionsAsync(house.Account, house.Token));

        Assert.Equal("40310000", thrown.Error.BrokerCode);
        Assert.Equal("something nobody has written down", thrown.Error.BrokerText);
    }

    private static int StatusOf(string name) => int.Parse(name.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture);
}
