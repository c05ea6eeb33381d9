using Brokerage.Alpaca.Wire;
using Brokerage.Simulator;
using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests;

/// <summary>What public clients of Alpaca are known to get wrong, case by case. Elsewhere it is tested how; here, that.</summary>
public sealed class PublicClientCasesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST-order-limit", OrderShape.Single, 0)]
    [InlineData("POST-order-bracket", OrderShape.Bracket, 2)]
    [InlineData("POST-order-oco", OrderShape.OneCancels, 1)]
    [InlineData("POST-order-oto", OrderShape.OneTriggers, 1)]
    [InlineData("POST-order-mleg", OrderShape.MultiLeg, 0)]
    public async Task The_class_of_an_order_is_read_back(string fixture, OrderShape shape, int children)
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/orders/" + Sample.OrderId, "Orders/" + fixture);

        var order = await house.Trading.GetOrderAsync(Sample.Order, Token);

        Assert.Equal((shape, children), (order.Shape.Value, order.Children.Count));
    }

    [Fact]
    public async Task When_an_order_expired_is_read()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/orders/" + Sample.OrderId, "Orders/GET-order-expired");
        var wire = Fixture.Read("Orders/GET-order-expired", AlpacaJson.Default.OrderWire);

        var order = await house.Trading.GetOrderAsync(Sample.Order, Token);

        Assert.NotNull(order.ClosedAt);
        Assert.Equal((OrderState.Expired, wire.ExpiredAt), (order.State.Value, order.ClosedAt));
    }

    [Fact]
    public async Task The_answer_to_several_legs_is_read_although_its_legs_have_no_type()
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/account", Fixture.Text("Account/GET-account").Replace("\"options_trading_level\": 2", "\"options_trading_level\": 3", StringComparison.Ordinal));
        house.Answer("POST", "v2/orders", "Orders/POST-order-mleg");
        var spec = OrderSpec.Limit(Sample.Call, Side.Buy, 2m, 3.4m) with
        {
            Legs = [new OrderLeg(Sample.Call, Side.Buy, PositionEffect.Open), new OrderLeg(Sample.Call with { Strike = 260m }, Side.Sell, PositionEffect.Open, Ratio: 2)],
        };

        var placed = Assert.IsType<SubmitResult.Placed>(await house.SubmitAsync(spec));

        Assert.Contains("\"type\": \"\"", Fixture.Text("Orders/POST-order-mleg"), StringComparison.Ordinal);
        Assert.Equal((OrderShape.MultiLeg, 2), (placed.Snapshot!.Shape.Value, placed.Snapshot.Legs.Count));
    }

    [Fact]
    public async Task An_unknown_status_spoils_neither_its_order_nor_the_list()
    {
        await using var house = new TestHouse();
        var known = Fixture.Text("Orders/GET-order-new").Trim();
        var odd = known.Replace("\"status\": \"new\"", "\"status\": \"under_review\"", StringComparison.Ordinal).Replace(Sample.OrderId, "2f9be6a1-6d0c-4d1b-a6c8-93f1f0c7d2ff", StringComparison.Ordinal);
        house.AnswerText("GET", "v2/orders", $"[{odd},{known}]");

        var orders = await house.Trading.GetOpenOrdersAsync(house.Account, Token);

        Assert.True(orders.IsComplete);
        Assert.Contains(orders.Items, order => order.State == new Raw<OrderState>(OrderState.Unknown, "under_review"));
        Assert.Contains(orders.Items, order => order.State.Value == OrderState.Working);
    }

    [Theory]
    [InlineData("ipo")]
    [InlineData("tokenized_stock")]
    public async Task An_unknown_class_of_assets_spoils_nothing_and_keeps_its_name(string assetClass)
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/positions", Fixture.Text("Positions/GET-positions").Replace("\"us_equity\"", $"\"{assetClass}\"", StringComparison.Ordinal));

        var positions = await house.Connection.Accounts.GetPositionsAsync(house.Account, Token);

        Assert.True(positions.IsComplete);
        Assert.Contains(positions.Items, position => position.Instrument is Instrument.Unclassified { Kind: var kind } && kind == assetClass);
    }

    [Theory]
    [InlineData("LIMITED", AccountStatus.Restricted)]
    [InlineData("ACCOUNT_CLOSED_PENDING", AccountStatus.ClosingOnly)]
    [InlineData("ON_HOLIDAY", AccountStatus.Unknown)]
    public async Task An_unknown_status_of_an_account_is_read(string word, AccountStatus status)
    {
        await using var house = new TestHouse();
        house.WithoutAccount();
        house.AnswerText("GET", "v2/account", Fixture.Text("Account/GET-account").Replace("\"ACTIVE\"", $"\"{word}\"", StringComparison.Ordinal));

        var account = Assert.Single((await house.Connection.Accounts.GetAccountsAsync(Token)).Items);

        Assert.Equal(new Raw<AccountStatus>(status, word), account.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"dtbp_check\": \"both\", \"pdt_check\": \"entry\", ")]
    public async Task Settings_are_read_with_and_without_the_checks_of_day_traders(string more)
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", "v2/account/configurations", $$"""{ {{more}}"no_shorting": false, "max_margin_multiplier": "4" }""");

        var settings = await house.Connection.GetService<IAlpacaExtras>()!.GetSettingsAsync(Token);

        Assert.Equal((true, 4m), (settings.ShortSelling, settings.MaxMarginMultiplier));
    }

    [Fact]
    public async Task A_503_on_a_placement_sends_exactly_one_post_under_an_id_of_ours()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        house.Alpaca.Faults.Add(new FaultRule { Kind = Simulator.FaultKind.HtmlBefore, Method = "POST", Path = "/v2/orders", Status = 503 });
        var prepared = await house.Trading.PrepareAsync(OrderIntent.Place(account, Sample.Limit(units: 1m, price: 300m)), cancellationToken: Token);

        var result = await house.AdvanceAsync(house.Trading.SubmitAsync(prepared, Token));
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        var found = await house.AdvanceAsync(house.Trading.FindAsync(prepared, Token));

        Assert.IsType<SubmitResult.OutcomeUnknown>(result);
        var post = Assert.Single(house.Alpaca.Requests.ToList(), request => request is { Method: "POST", Path: "/v2/orders" });
        Assert.Contains(prepared.WireId!, post.Body, StringComparison.Ordinal);
        Assert.IsType<Sighting.NotSeen>(found);
    }

    [Fact]
    public async Task The_figures_of_a_refusal_are_kept()
    {
        await using var house = new TestHouse();
        house.Answer("POST", "v2/orders", "Errors/403-shares", status: 403);

        var error = Assert.IsType<SubmitResult.Rejected>(await house.SubmitAsync(Sample.Limit(Side.Sell))).Error;

        Assert.Equal(BrokerageErrorCode.InsufficientShares, error.Code);
        Assert.Contains("held_for_orders", error.BrokerText, StringComparison.Ordinal);
        Assert.Contains("existing_qty", error.BrokerText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_opens_every_stream()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        await using var connection = await house.SignInAsync();
        var chain = await connection.MarketData!.GetOptionChainAsync(
            new Instrument.Equity("AAPL"), (await connection.MarketData.GetExpirationsAsync(new Instrument.Equity("AAPL"), Token)).Items[0], cancellationToken: Token);
        Instrument[] wanted = [Sample.BrkB, Sample.Bitcoin, chain.Items[0].Quote.Instrument];
        var seen = new HashSet<Instrument>();
        await foreach (var item in connection.Streaming!.QuotesAsync(wanted, Token))
        {
            if (item.Signal == StreamSignal.Data && seen.Add(item.Value.Instrument) && seen.Count == wanted.Length)
            {
                break;
            }
        }

        await foreach (var item in connection.Streaming.OrdersAsync(cancellationToken: Token))
        {
            if (item.Signal == StreamSignal.Live)
            {
                return;
            }
        }

        Assert.Fail("The stream of orders ended.");
    }

    [Fact]
    public async Task Nothing_that_is_asked_at_the_same_time_is_dropped()
    {
        await using var house = new TestHouse();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var instruments = Enumerable.Range(0, 40).Select(number => new Instrument.Equity("S" + (char)('A' + (number / 26)) + (char)('A' + (number % 26)))).ToList();
        // Made before the callers come: each of them at once would make one of its own, with a line of its own.
        var connection = house.Connection;
        var readers = instruments.ConvertAll(instrument => Task.Run(() => ReadAsync(connection, instrument, stop.Token), Token));
        var line = await house.Sockets.NextAsync(Token);

        await Waiting.UntilAsync(() => instruments.TrueForAll(instrument => line.Heard.Any(text => text.Contains($"\"{instrument.Symbol}\"", StringComparison.Ordinal))));

        Assert.Single(house.Sockets.Lines);
        await stop.CancelAsync();
        await Task.WhenAll(readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_the_login_is_asked_again_and_a_caller_who_leaves_is_let_go()
    {
        await using var house = new TestHouse();
        house.Sockets.Refusals.Enqueue("[]");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reading = ReadAsync(house.Connection, Sample.BrkB, stop.Token);
        await house.Sockets.NextAsync(Token);

        var second = house.Sockets.NextAsync(Token);
        await house.AdvanceAsync(second);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    // Twenty seconds would be longer than a reading may take, and would be told at once.
    [Fact]
    public async Task A_rate_limit_waits_until_the_time_that_Alpaca_names()
    {
        await using var house = new TestHouse();
        var began = house.Clock.GetUtcNow();
        var resets = began.AddSeconds(6).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        house.Script(
            "GET",
            "v2/positions",
            ScriptedAnswer.Json(429, Fixture.Text("Errors/429-rate"), ("X-Ratelimit-Remaining", "0"), ("X-Ratelimit-Reset", resets)),
            ScriptedAnswer.Json(200, Fixture.Text("Positions/GET-positions")));

        var positions = await house.AdvanceAsync(house.Connection.Accounts.GetPositionsAsync(house.Account, Token));

        Assert.NotEmpty(positions.Items);
        Assert.True(house.Clock.GetUtcNow() - began >= TimeSpan.FromSeconds(6), "It was asked again too early.");
        Assert.Equal(2, house.Sent("GET", "v2/positions"));
    }

    private static async Task ReadAsync(IBrokerageConnection connection, Instrument instrument, CancellationToken token)
    {
        await foreach (var item in connection.Streaming!.QuotesAsync([instrument], token))
        {
            _ = item;
        }
    }
}
