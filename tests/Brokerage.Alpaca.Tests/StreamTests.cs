using System.Text.Json;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using static Brokerage.Alpaca.Tests.StreamSteps;

namespace Brokerage.Alpaca.Tests;

/// <summary>Both kinds of stream over played sockets: logging in, what is said, what is refused, and what follows a break.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task Orders_begin_with_what_is_open_and_go_on_with_every_change()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/orders", "Orders/GET-orders");
        await using var orders = house.Connection.Streaming!.OrdersAsync(cancellationToken: house.Token).GetAsyncEnumerator(house.Token);

        var first = await UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);
        line.Say(Fixture.Text("Streams/WS-partial-fill"));
        line.Say(Fixture.Text("Streams/WS-canceled"));
        var changes = await UntilAsync(orders, item => item.Value?.Cause == OrderCause.Cancelled, house.Token);

        Assert.Equal("wss://paper-api.alpaca.markets/stream", line.Address.AbsoluteUri);
        Assert.Equal(
            """{"action":"authenticate","data":{"key_id":"PKTESTKEY0000000TEST","secret_key":"canary-secret-5d1f0c7e9b"}}""", line.Heard[0]);
        Assert.Equal("""{"action":"listen","data":{"streams":["trade_updates"]}}""", line.Heard[1]);
        Assert.Equal(3, first.Count(item => item.Signal == StreamSignal.Data));
        var fill = Assert.Single(changes, item => item.Value?.Cause == OrderCause.Fill).Value!;
        Assert.Equal(("7be8a6d5-2c1f-4b0a-9f0e-1a2b3c4d5e6f", 4m, 455.1975m, 4m), (fill.Execution!.Id, fill.Execution.Quantity, fill.Execution.Price, fill.Execution.CumulativeAfter));
        Assert.Equal(OrderState.PartiallyFilled, fill.Order.State.Value);
        Assert.Equal(Sample.ClientId, fill.Order.ClientOrderId);
        Assert.Equal(OrderState.Cancelled, changes[^1].Value!.Order.State.Value);
        Assert.Equal(4m, changes[^1].Value!.Order.Filled);
    }

    [Fact]
    public async Task Refused_credentials_end_the_stream_of_orders()
    {
        await using var house = new TestHouse();
        house.Sockets.Refusals.Enqueue("""{"stream":"authorization","data":{"status":"unauthorized","action":"authenticate"}}""");
        await using var orders = house.Connection.Streaming!.OrdersAsync(cancellationToken: house.Token).GetAsyncEnumerator(house.Token);

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => UntilAsync(orders, _ => false, house.Token));

        Assert.Equal(BrokerageErrorCode.AuthRevoked, thrown.Code);
    }

    [Theory]
    [InlineData("""{"stream":"listening","data":{"streams":[]}}""")]
    [InlineData("""{"stream":"listening","data":null}""")]
    [InlineData("""{"stream":"error","data":{"message":"internal error"}}""")]
    public async Task A_line_that_does_not_tell_of_orders_is_made_anew(string frame)
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/orders", "Orders/GET-orders");
        await using var orders = house.Connection.Streaming!.OrdersAsync(cancellationToken: house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);

        line.Say(frame);
        await AdvanceUntilAsync(house, house.Sockets.NextAsync(house.Token));

        var after = await UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token);
        Assert.Contains(after, item => item.Signal == StreamSignal.Gap);
    }

    [Fact]
    public async Task Credentials_that_are_revoked_while_the_line_stands_end_it()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/orders", "Orders/GET-orders");
        await using var orders = house.Connection.Streaming!.OrdersAsync(cancellationToken: house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);

        line.Say("""{"stream":"authorization","data":{"status":"unauthorized","action":"listen"}}""");

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => UntilAsync(orders, _ => false, house.Token));
        Assert.Equal(BrokerageErrorCode.AuthRevoked, thrown.Code);
    }

    [Fact]
    public async Task Nothing_is_looked_up_before_Alpaca_listens()
    {
        await using var house = new TestHouse();
        house.Sockets.HoldsListening = true;
        house.Answer("GET", "v2/orders", "Orders/GET-orders");
        await using var orders = house.Connection.Streaming!.OrdersAsync(cancellationToken: house.Token).GetAsyncEnumerator(house.Token);
        var live = UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);
        await Waiting.UntilAsync(() => line.Heard.Count == 2);

        Assert.Equal(0, house.Sent("GET", "v2/orders"));
        line.Say(Fixture.Text("Streams/WS-listening"));
        await live;
        Assert.NotEqual(0, house.Sent("GET", "v2/orders"));
    }

    [Fact]
    public async Task A_wrong_account_ends_the_enumeration_that_asked_for_it_alone()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/orders", "Orders/GET-orders");
        await using var right = house.Connection.Streaming!.OrdersAsync(house.Account, cancellationToken: house.Token).GetAsyncEnumerator(house.Token);
        await using var wrong = house.Connection.Streaming!.OrdersAsync(AccountId.Parse("other"), cancellationToken: house.Token).GetAsyncEnumerator(house.Token);

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => UntilAsync(wrong, _ => false, house.Token));
        await UntilAsync(right, item => item.Signal == StreamSignal.Live, house.Token);

        Assert.Equal(BrokerageErrorCode.AccountNotFound, thrown.Code);
    }

    [Theory]
    [InlineData("order_replace_rejected", OrderCause.ReplaceRefused)]
    [InlineData("order_cancel_rejected", OrderCause.CancelRefused)]
    [InlineData("done_for_day", OrderCause.Suspended)]
    [InlineData("suspended", OrderCause.Suspended)]
    [InlineData("pending_cancel", OrderCause.CancelRequested)]
    [InlineData("pending_replace", OrderCause.ReplaceRequested)]
    [InlineData("calculated", OrderCause.Seen)]
    [InlineData("stopped", OrderCause.Seen)]
    [InlineData("held", OrderCause.Seen)]
    [InlineData("zz_unheard_of", OrderCause.Seen)]
    public void Every_word_of_a_change_has_its_cause(string word, OrderCause cause)
    {
        var text = Fixture.Text("Streams/WS-partial-fill").Replace("\"event\": \"partial_fill\"", $"\"event\": \"{word}\"", StringComparison.Ordinal);
        var frame = JsonSerializer.Deserialize(text, AlpacaJson.Default.TradingFrameWire)!;

        var update = UpdateMapping.ToUpdate(frame.Data!, Sample.Ref, Currency.Usd, new AsOf(DateTimeOffset.UnixEpoch));

        Assert.Equal((cause, 4m), (update.Cause, update.Order.Filled));
        Assert.Null(update.Execution);
    }

    [Theory]
    [InlineData("""{"stream":"trade_updates","data":{"event":"fill","order":{"status":"filled"}}}""")]
    [InlineData("""{"stream":"trade_updates","data":{"event":"fill","order":null}}""")]
    [InlineData("""{"stream":"trade_updates","data":null}""")]
    public async Task A_change_that_cannot_be_read_is_looked_up_on_a_new_line(string frame)
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/orders", "Orders/GET-orders");
        await using var orders = house.Connection.Streaming!.OrdersAsync(cancellationToken: house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);

        line.Say(frame);
        var next = house.Sockets.NextAsync(house.Token);
        await AdvanceUntilAsync(house, next);
        var after = await UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token);

        Assert.Contains(after, item => item.Signal == StreamSignal.Gap);
    }

    [Fact]
    public async Task Prices_of_stocks_and_crypto_come_from_two_streams_as_one()
    {
        await using var house = new TestHouse();
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB, Sample.Bitcoin], house.Token).GetAsyncEnumerator(house.Token);
        var live = UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);
        var lines = new[] { await house.Sockets.NextAsync(house.Token), await house.Sockets.NextAsync(house.Token) };
        await live;
        var stocks = lines.Single(line => line.Address.AbsolutePath is "/v2/iex");
        var crypto = lines.Single(line => line.Address.AbsolutePath is "/v1beta3/crypto/us");

        stocks.Say("""[{"T":"b","S":"BRK.B","o":1},{"T":"q","S":"BRK.B","bx":"U","bp":471.2,"bs":200,"ax":"X","ap":0,"as":0,"t":"2026-11-19T15:32:45.335689322Z","c":["R"],"z":"A"}]""");
        var quote = (await UntilAsync(prices, item => item.Signal == StreamSignal.Data, house.Token))[^1].Value;
        crypto.Say("""[{"T":"t","S":"BTC/USD","p":66010.5,"s":0.001,"t":"2026-11-19T15:32:46Z","i":1,"tks":"B"}]""");
        var trade = (await UntilAsync(prices, item => item.Signal == StreamSignal.Data && item.Value.Instrument == Sample.Bitcoin, house.Token))[^1].Value;

        Assert.Equal("""{"action":"auth","key":"PKTESTKEY0000000TEST","secret":"canary-secret-5d1f0c7e9b"}""", stocks.Heard[0]);
        Assert.Equal("""{"action":"subscribe","trades":["BRK.B"],"quotes":["BRK.B"]}""", stocks.Heard[1]);
        Assert.Equal(Sample.BrkB, quote.Instrument);
        Assert.Equal((471.2m, 200m), (quote.Bid, quote.BidSize));
        Assert.Null(quote.Ask);
        Assert.Null(quote.Last);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 15, 32, 45, TimeSpan.Zero).AddTicks(3356893), quote.Time);
        Assert.Equal(66010.5m, trade.Last);
    }

    [Theory]
    [InlineData(402, BrokerageErrorCode.AuthRevoked)]
    [InlineData(409, BrokerageErrorCode.NotEntitled)]
    [InlineData(411, BrokerageErrorCode.NotEntitled)]
    [InlineData(400, BrokerageErrorCode.InvalidRequest)]
    [InlineData(405, BrokerageErrorCode.InvalidRequest)]
    [InlineData(408, BrokerageErrorCode.InvalidRequest)]
    [InlineData(410, BrokerageErrorCode.InvalidRequest)]
    [InlineData(412, BrokerageErrorCode.InvalidRequest)]
    [InlineData(413, BrokerageErrorCode.InvalidRequest)]
    [InlineData(499, BrokerageErrorCode.InvalidRequest)]
    public async Task Errors_that_need_somebody_end_the_stream(int code, BrokerageErrorCode expected)
    {
        await using var house = new TestHouse();
        house.Sockets.Refusals.Enqueue($$"""[{"T":"error","code":{{code}},"msg":"whatever it says"}]""");
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], house.Token).GetAsyncEnumerator(house.Token);

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => UntilAsync(prices, _ => false, house.Token));

        Assert.Equal((expected, "whatever it says"), (thrown.Code, thrown.Error.BrokerText));
    }

    [Theory]
    [InlineData(402, BrokerageErrorCode.AuthRevoked)]
    [InlineData(405, BrokerageErrorCode.InvalidRequest)]
    [InlineData(411, BrokerageErrorCode.NotEntitled)]
    public async Task The_same_errors_end_a_stream_that_was_live(int code, BrokerageErrorCode expected)
    {
        await using var house = new TestHouse();
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);
        (await house.Sockets.NextAsync(house.Token)).Say($$"""[{"T":"error","code":{{code}},"msg":"whatever it says"}]""");

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => UntilAsync(prices, _ => false, house.Token));

        Assert.Equal((expected, code.ToString(System.Globalization.CultureInfo.InvariantCulture)), (thrown.Code, thrown.Error.BrokerCode));
    }

    [Theory]
    [InlineData(400, BrokerageErrorCode.InvalidRequest)]
    [InlineData(405, BrokerageErrorCode.InvalidRequest)]
    [InlineData(409, BrokerageErrorCode.NotEntitled)]
    [InlineData(410, BrokerageErrorCode.InvalidRequest)]
    [InlineData(413, BrokerageErrorCode.InvalidRequest)]
    public async Task A_subscription_that_is_refused_ends_those_alone_who_asked_for_it(int code, BrokerageErrorCode expected)
    {
        await using var house = new TestHouse();
        house.Sockets.OnSubscribe = text => text.Contains("ZZZZ", StringComparison.Ordinal) ? $$"""[{"T":"error","code":{{code}},"msg":"whatever it says"}]""" : null;
        await using var well = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(well, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);
        Instrument[] wanted = [new Instrument.Equity("AAPL"), new Instrument.Equity("ZZZZ"), new Instrument.Equity("MSFT")];
        await using var ill = house.Connection.Streaming!.QuotesAsync(wanted, house.Token).GetAsyncEnumerator(house.Token);

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => UntilAsync(ill, _ => false, house.Token));

        Assert.Equal((expected, "whatever it says"), (thrown.Code, thrown.Error.BrokerText));
        Assert.Contains("'ZZZZ'", thrown.Message, StringComparison.Ordinal);
        line.Say("""[{"T":"q","S":"BRK.B","bp":471.2,"bs":200,"ap":471.3,"as":100,"t":"2026-11-19T15:32:45Z"}]""");
        await UntilAsync(well, item => item.Value.Bid == 471.2m, house.Token);
        Assert.Single(house.Sockets.Lines);
        Assert.Contains("""{"action":"subscribe","trades":["ZZZZ"],"quotes":["ZZZZ"]}""", line.Heard);
    }

    [Fact]
    public async Task A_refused_sign_of_life_ends_nobody()
    {
        await using var house = new TestHouse();
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);
        house.Sockets.OnSubscribe = _ => """[{"T":"error","code":405,"msg":"symbol limit exceeded"}]""";

        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await Waiting.UntilAsync(() => line.Heard.Count == 3);

        line.Say("""[{"T":"q","S":"BRK.B","bp":471.2,"bs":200,"ap":471.3,"as":100,"t":"2026-11-19T15:32:45Z"}]""");
        await UntilAsync(prices, item => item.Value.Bid == 471.2m, house.Token);
        Assert.Single(house.Sockets.Lines);
    }

    [Theory]
    [InlineData("""{"action":"error","data":{"error_message":"connection limit exceeded"}}""")]
    [InlineData("""{"stream":"error","data":{"message":"connection limit exceeded"}}""")]
    [InlineData("""[{"T":"error","code":406,"msg":"connection limit exceeded"}]""")]
    public async Task A_trading_stream_that_is_full_is_left_alone_until_ghosts_are_gone(string frame)
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/orders", "Orders/GET-orders");
        house.Sockets.Refusals.Enqueue(frame);
        await using var orders = house.Connection.Streaming!.OrdersAsync(cancellationToken: house.Token).GetAsyncEnumerator(house.Token);
        var before = house.Clock.GetUtcNow();

        await AdvanceUntilAsync(house, UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token));

        Assert.True(house.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(90), "A connection that is gone is counted for about ninety seconds.");
    }

    [Fact]
    public async Task Being_told_that_one_is_logged_in_already_changes_nothing()
    {
        await using var house = new TestHouse();
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);

        line.Say("""[{"T":"error","code":403,"msg":"already authenticated"}]""");
        line.Say("""[{"T":"t","S":"BRK.B","p":471.25,"s":1,"t":"2026-11-19T15:32:46Z"}]""");
        var after = await UntilAsync(prices, item => item.Signal == StreamSignal.Data, house.Token);

        Assert.Equal(471.25m, Assert.Single(after).Value.Last);
        Assert.Single(house.Sockets.Lines);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(406)]
    [InlineData(407)]
    [InlineData(500)]
    public async Task The_same_errors_lead_a_live_stream_to_a_new_line_and_say_what_was_missed(int code)
    {
        await using var house = new TestHouse();
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);
        (await house.Sockets.NextAsync(house.Token)).Say($$"""[{"T":"error","code":{{code}},"msg":"later"}]""");

        var live = UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);
        await AdvanceUntilAsync(house, live);

        Assert.Equal([StreamSignal.Connecting, StreamSignal.Gap, StreamSignal.Live], (await live).Select(item => item.Signal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(406)]
    [InlineData(407)]
    [InlineData(500)]
    public async Task Errors_that_pass_lead_to_another_attempt(int code)
    {
        await using var house = new TestHouse();
        house.Sockets.Refusals.Enqueue($$"""[{"T":"error","code":{{code}},"msg":"later"}]""");
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], house.Token).GetAsyncEnumerator(house.Token);
        var live = UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);

        var before = house.Clock.GetUtcNow();
        await AdvanceUntilAsync(house, live);

        Assert.True(house.Sockets.Lines.Count >= 2, "The refused line was the only one.");
        Assert.True(code != 406 || house.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(85), "A connection that is gone is counted for about ninety seconds.");
    }

    [Fact]
    public async Task A_token_takes_the_place_of_the_secret()
    {
        await using var house = new TestHouse();
        house.With(context => context with
        {
            Secrets = new FixedSecretSource(AlpacaAdapter.BrokerId, Auth.AlpacaSecrets.FromToken(new Secret("token-1"), [], house.Clock.GetUtcNow())),
        });
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], house.Token).GetAsyncEnumerator(house.Token);

        await UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);

        Assert.Equal("""{"action":"auth","key":"oauth","secret":"token-1"}""", (await house.Sockets.NextAsync(house.Token)).Heard[0]);
    }

    [Fact]
    public async Task Prices_of_options_come_in_MessagePack()
    {
        await using var house = new TestHouse();
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.Call], house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);

        line.Say("""[{"T":"q","S":"AAPL270115C00250000","bx":"C","bp":12.35,"bs":7,"ax":"N","ap":0,"as":0,"c":"R","t":"2026-11-19T15:32:45.335689300Z"}]""");
        var quote = (await UntilAsync(prices, item => item.Signal == StreamSignal.Data, house.Token))[^1].Value;
        line.Say("""[{"T":"t","S":"AAPL270115C00250000","p":12.4,"s":1,"x":"C","c":"a","t":"2026-11-19T15:32:46Z"}]""");
        var trade = (await UntilAsync(prices, item => item.Value.Last is not null, house.Token))[^1].Value;

        Assert.True(line.IsPacked);
        Assert.Equal("wss://stream.data.alpaca.markets/v1beta1/indicative", line.Address.AbsoluteUri);
        Assert.Equal("""{"action":"auth","key":"PKTESTKEY0000000TEST","secret":"canary-secret-5d1f0c7e9b"}""", line.Heard[0]);
        Assert.Equal("""{"action":"subscribe","trades":["AAPL270115C00250000"],"quotes":["AAPL270115C00250000"]}""", line.Heard[1]);
        Assert.Equal((Sample.Call, 12.35m, 7m), (quote.Instrument, quote.Bid, quote.BidSize));
        Assert.Null(quote.Ask);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 15, 32, 45, TimeSpan.Zero).AddTicks(3356893), quote.Time);
        Assert.Equal(12.4m, trade.Last);
    }

    [Theory]
    [InlineData(412, BrokerageErrorCode.InvalidRequest)]
    [InlineData(409, BrokerageErrorCode.NotEntitled)]
    public async Task Errors_are_read_in_MessagePack_too(int code, BrokerageErrorCode expected)
    {
        await using var house = new TestHouse();
        house.Sockets.Refusals.Enqueue($$"""[{"T":"error","code":{{code}},"msg":"whatever it says"}]""");
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.Call], house.Token).GetAsyncEnumerator(house.Token);

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => UntilAsync(prices, _ => false, house.Token));

        Assert.Equal((expected, "whatever it says"), (thrown.Code, thrown.Error.BrokerText));
    }

    [Fact]
    public async Task What_has_no_prices_here_is_refused_before_anything_is_opened()
    {
        await using var house = new TestHouse();

        var thrown = Assert.Throws<BrokerageException>(() => house.Connection.Streaming!.QuotesAsync([Sample.BrkB, new Instrument.Fund("VFIAX")], house.Token));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, thrown.Code);
        Assert.Empty(house.Sockets.Lines);
    }

    [Fact]
    public async Task An_environment_without_addresses_of_streams_has_none()
    {
        await using var house = new TestHouse();
        house.With(context => context with { Environment = AlpacaAdapter.Simulated(new Uri("http://127.0.0.1:1/"), new Uri("http://127.0.0.1:1/")) });

        Assert.Null(house.Connection.Streaming);
    }
}
