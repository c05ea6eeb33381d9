namespace Brokerage.Alpaca.Tests;

/// <summary>Damaged answers that did harm once.</summary>
public sealed class DamagedAnswerTests
{
    [Fact]
    public async Task An_empty_leg_in_the_answer_to_a_placement_leaves_the_outcome_unknown()
    {
        await using var house = new TestHouse();
        house.AnswerText("POST", "v2/orders", Fixture.Text("Orders/POST-order-limit").Replace("\"legs\": null", "\"legs\": [null]", StringComparison.Ordinal));

        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await house.SubmitAsync(Sample.Limit()));

        Assert.Equal((BrokerageErrorCode.UnexpectedResponse, Effect.Unknown), (unknown.Cause.Code, unknown.Cause.Effect));
    }

    [Fact]
    public async Task A_plan_that_is_found_by_our_id_and_not_by_its_own_is_not_called_absent()
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/orders:by_client_order_id", $$"""{"id":"{{Sample.OrderId}}","order_class":"bracket","status":"new","filled_qty":"0"}""");
        house.Answer("GET", "v2/orders/" + Sample.OrderId, "Errors/404-order", status: 404);
        var prepared = await house.Trading.PrepareAsync(Sample.Intent(new OrderPlan.Single(Sample.Limit())), cancellationToken: house.Token);

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => house.Trading.FindAsync(prepared, house.Token));

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, thrown.Code);
    }

    [Theory]
    [InlineData("\"legs\":[null,null]")]
    [InlineData("\"legs\":[{\"id\":\"leg-1\",\"symbol\":null,\"filled_qty\":\"0\"}]")]
    public async Task An_order_that_lacks_a_part_is_not_read_as_another_order(string legs)
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/orders/" + Sample.OrderId, $$"""{"id":"{{Sample.OrderId}}","order_class":"mleg","status":"new","filled_qty":"0",{{legs}}}""");

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => house.Trading.GetOrderAsync(Sample.Order, house.Token));

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, thrown.Code);
    }

    [Theory]
    [InlineData("\"$$$\"", null)]
    [InlineData("\"?\"", null)]
    [InlineData("null", "USD")]
    [InlineData("\"eur\"", "EUR")]
    public async Task A_currency_that_is_none_is_not_read_as_dollars(string told, string? read)
    {
        await using var house = new TestHouse();
        house.WithoutAccount();
        house.AnswerText("GET", "v2/account", Fixture.Text("Account/GET-account").Replace("\"currency\": \"USD\"", $"\"currency\": {told}", StringComparison.Ordinal));
        var asking = house.Connection.Accounts.GetBalanceAsync(house.Account, house.Token);

        if (read is not null)
        {
            Assert.Equal(read, (await asking).Currency.ToString());
            return;
        }

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, (await Assert.ThrowsAsync<BrokerageException>(() => asking)).Code);
    }

    [Fact]
    public async Task A_bar_with_a_hole_is_a_gap()
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/stocks/bars", """
            {"bars":{"BRK.B":[{"t":"2026-11-17T05:00:00Z","o":1.5,"h":2.5,"l":1,"c":2,"v":10},{"t":"2026-11-18T05:00:00Z","o":2,"h":3,"l":"N/A","c":2.5,"v":10}]}}
            """);
        var to = house.Clock.GetUtcNow();

        var page = await house.Connection.MarketData!.GetBarsAsync(Sample.BrkB, TimeSpan.FromDays(1), to.AddDays(-5), to, cancellationToken: house.Token);

        Assert.Equal(1.5m, Assert.Single(page.Items).Open);
        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, Assert.Single(page.Gaps).Error.Code);
    }

    [Theory]
    [InlineData("""{"date":"2026-11-27","open":null,"close":"13:00"}""")]
    [InlineData("""{"date":"9999-12-31","open":"09:30","close":"16:00","session_close":"2000"}""")]
    public async Task A_day_whose_hours_cannot_be_told_is_a_failure_beside_the_others(string day)
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/calendar", $$"""[{"date":"2026-11-25","open":"09:30","close":"16:00"},{{day}}]""");

        var hours = await house.Connection.MarketData!.GetHoursAsync("US", new DateOnly(2026, 11, 25), new DateOnly(2026, 11, 27), house.Token);

        Assert.False(hours.IsComplete);
        Assert.Equal(Sessions.Regular, Assert.Single(hours.Items).Kind);
        Assert.Single(hours.Failures);
    }

    [Fact]
    public async Task An_amount_beyond_all_numbers_is_not_known()
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/account/activities", Fixture.Text("Activities/GET-activities").Replace("455.1975", "79228162514264337593543950335", StringComparison.Ordinal));

        var page = await house.Connection.Accounts.GetTransactionsAsync(
            new HistoryQuery(house.Account, house.Clock.GetUtcNow().AddDays(-30), house.Clock.GetUtcNow()), house.Token);

        Assert.Null(page.Items[0].Net);
        Assert.Equal(decimal.MaxValue, page.Items[0].Price);
    }

    [Fact]
    public async Task A_field_beside_the_symbols_and_a_greek_in_words_take_no_quote_away()
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/stocks/snapshots", """{"currency":"USD","BRK.B":{"latestQuote":{"t":"2026-11-19T15:31:59Z","bp":455.1,"ap":455.4,"bs":2,"as":3}}}""");
        house.AnswerText("GET", "v1beta1/options/snapshots", """
            {"snapshots":{"zz_new":7,"AAPL270115C00250000":{"latestQuote":{"t":"2026-11-19T15:31:59Z","bp":5.1,"ap":5.4},"greeks":{"delta":"0.5","vega":"N/A"},"impliedVolatility":"NaN"}}}
            """);

        var quotes = await house.Connection.MarketData!.GetQuotesAsync([Sample.BrkB, Sample.Call], house.Token);

        Assert.True(quotes.IsComplete);
        Assert.Equal([455.1m, 5.1m], quotes.Items.Select(quote => quote.Bid!.Value).OrderDescending());
    }

    [Theory]
    [InlineData("\"bs\":\"N/A\"", null)]
    [InlineData("\"bs\":1e-40", null)]
    [InlineData("\"zz\":1", null)]
    [InlineData("\"bs\":0", 0)]
    [InlineData("\"bs\":4", 4)]
    public async Task A_size_on_a_stream_that_cannot_be_read_is_unknown(string size, int? expected)
    {
        await using var house = new TestHouse();
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], house.Token).GetAsyncEnumerator(house.Token);
        while (await prices.MoveNextAsync() && prices.Current.Signal != StreamSignal.Live)
        {
            // What is said before would be taken for a part of logging in.
        }

        var line = await house.Sockets.NextAsync(house.Token);
        line.Say("[{\"T\":\"q\",\"S\":\"BRK.B\",\"bp\":455.1,\"ap\":455.4,\"as\":3," + size + ",\"t\":\"2026-11-19T15:32:00Z\"}]");
        Assert.True(await prices.MoveNextAsync());

        Assert.Equal((455.1m, expected, 3m), (prices.Current.Value.Bid, prices.Current.Value.BidSize, prices.Current.Value.AskSize));
    }
}
