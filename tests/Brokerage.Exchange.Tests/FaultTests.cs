namespace Brokerage.Exchange.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task A_lost_request_leaves_no_order_and_a_lost_answer_leaves_one()
    {
        using var desk = new Desk();
        var line = new ExchangeLine(desk.Exchange, FaultScript.Parse("""
            { "seed": 3, "rules": [ { "kind": "LoseRequest", "on": "Submit", "calls": 1 }, { "kind": "LoseAnswer", "on": "Submit", "fromCall": 2, "calls": 1 } ] }
            """));
        var lost = await Assert.ThrowsAsync<ExchangeLineException>(() => line.SubmitAsync(Ticket(desk, "one"), TestContext.Current.CancellationToken));
        Assert.False(lost.HasActed);
        Assert.Null(desk.Exchange.FindOrderByClientId(desk.Account, "one"));

        var acted = await Assert.ThrowsAsync<ExchangeLineException>(() => line.SubmitAsync(Ticket(desk, "two"), TestContext.Current.CancellationToken));
        Assert.True(acted.HasActed);
        Assert.NotNull(desk.Exchange.FindOrderByClientId(desk.Account, "two"));
        Assert.True((await line.SubmitAsync(Ticket(desk, "three"), TestContext.Current.CancellationToken)).IsAccepted);
    }

    [Fact]
    public async Task Cancels_and_changes_are_lost_and_refused_like_orders()
    {
        using var desk = new Desk();
        var token = TestContext.Current.CancellationToken;
        var line = new ExchangeLine(desk.Exchange, FaultScript.Parse("""
            { "seed": 3, "rules": [
              { "kind": "LoseRequest", "on": "Cancel", "calls": 1 }, { "kind": "Reject", "on": "Cancel", "fromCall": 2, "calls": 1 }, { "kind": "LoseAnswer", "on": "Cancel", "fromCall": 3, "calls": 1 },
              { "kind": "Reject", "on": "Replace", "calls": 1 }, { "kind": "LoseAnswer", "on": "Replace", "fromCall": 2, "calls": 1 } ] }
            """));
        var order = desk.Placed(Desk.Buy(Desk.Apple, 1m, Desk.Limit(100m)));
        var other = desk.Placed(Desk.Buy(Desk.Apple, 1m, Desk.Limit(100m)));

        Assert.False((await Assert.ThrowsAsync<ExchangeLineException>(() => line.CancelAsync(desk.Account, order.Id, token))).HasActed);
        Assert.Equal(RejectReason.Scripted, (await line.CancelAsync(desk.Account, order.Id, token)).Rejection!.Reason);
        Assert.Equal(OrderState.Working, desk.Read(order).State);
        Assert.True((await Assert.ThrowsAsync<ExchangeLineException>(() => line.CancelAsync(desk.Account, order.Id, token))).HasActed);
        Assert.Equal(OrderState.Cancelled, desk.Read(order).State);

        OrderChange change = new(TotalQuantity: 2m);
        Assert.Equal(RejectReason.Scripted, (await line.ReplaceAsync(desk.Account, other.Id, change, "r1", token)).Rejection!.Reason);
        Assert.Equal(OrderState.Working, desk.Read(other).State);
        Assert.True((await Assert.ThrowsAsync<ExchangeLineException>(() => line.ReplaceAsync(desk.Account, other.Id, change, "r2", token))).HasActed);
        Assert.Equal(OrderState.Replaced, desk.Read(other).State);
        Assert.NotNull(desk.Exchange.FindOrderByClientId(desk.Account, "r2"));
    }

    [Fact]
    public async Task Who_leaves_before_a_late_answer_has_none_and_who_waits_gets_it()
    {
        using var desk = new Desk();
        var line = new ExchangeLine(desk.Exchange, FaultScript.Parse("""{ "rules": [ { "kind": "LateAnswer", "delay": "00:00:05" } ] }"""));
        using var gone = new CancellationTokenSource();

        var left = line.SubmitAsync(Ticket(desk, "left"), gone.Token);
        Assert.NotNull(desk.Exchange.FindOrderByClientId(desk.Account, "left"));
        var waited = line.SubmitAsync(Ticket(desk, "waited"), TestContext.Current.CancellationToken);
        var read = line.ReadAsync(exchange => exchange.Now, gone.Token);
        await gone.CancelAsync();
        desk.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.True((await Assert.ThrowsAsync<ExchangeLineException>(() => left)).HasActed);
        Assert.True((await waited).IsAccepted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task Latency_is_waited_by_the_exchange_s_clock()
    {
        using var desk = new Desk();
        var line = new ExchangeLine(desk.Exchange, new FaultScript { Rules = [new FaultRule { Kind = FaultKind.Latency, Delay = TimeSpan.FromSeconds(5) }] });
        var call = line.ReadAsync(exchange => exchange.Now, TestContext.Current.CancellationToken);
        desk.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(call.IsCompleted);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Desk.Start.AddSeconds(5), await call);
    }

    [Fact]
    public async Task A_scripted_refusal_says_so()
    {
        using var desk = new Desk();
        var line = new ExchangeLine(desk.Exchange, new FaultScript { Rules = [new FaultRule { Kind = FaultKind.Reject, Reason = RejectReason.InsufficientFunds }] });
        Assert.Equal(RejectReason.InsufficientFunds, (await line.SubmitAsync(Ticket(desk, "one"), TestContext.Current.CancellationToken)).Rejection!.Reason);
        Assert.Empty(desk.Exchange.GetOrders(desk.Account));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_faults()
    {
        Assert.Equal(await Pattern(5), await Pattern(5));
        Assert.NotEqual(await Pattern(5), await Pattern(6));
        Assert.InRange((await Pattern(5)).Count(one => one == 'x'), 20, 80);
    }

    [Fact]
    public async Task Events_come_twice_and_out_of_order_but_all_of_them()
    {
        using var desk = new Desk();
        for (var i = 0; i < 50; i++)
        {
            desk.Placed(Desk.Buy(Desk.Apple, 1m));
        }

        var last = desk.Exchange.LastSequence;
        var line = new ExchangeLine(desk.Exchange, new FaultScript
        {
            Seed = 9,
            Rules = [new FaultRule { Kind = FaultKind.DuplicateEvent, Probability = 0.2 }, new FaultRule { Kind = FaultKind.LateEvent, Probability = 0.2 }],
        });
        var seen = new List<long>();
        await foreach (var one in line.ReadOrderEventsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            seen.Add(one.Sequence);
            if (seen.Distinct().Count() == last)
            {
                break;
            }
        }

        Assert.True(seen.Count > last, "none came twice");
        Assert.NotEqual(seen.Order(), seen);
    }

    [Fact]
    public async Task A_broken_stream_is_opened_again_after_the_last_number()
    {
        using var desk = new Desk();
        desk.Placed(Desk.Buy(Desk.Apple, 1m));
        desk.Placed(Desk.Buy(Desk.Apple, 1m));
        var line = new ExchangeLine(desk.Exchange, new FaultScript
        {
            Rules = [new FaultRule { Kind = FaultKind.Disconnect, On = LineOperation.Event, FromCall = 4, Calls = 1 }],
        });
        var seen = new List<long>();
        await Assert.ThrowsAsync<ExchangeLineException>(async () =>
        {
            await foreach (var one in line.ReadOrderEventsAsync(cancellationToken: TestContext.Current.CancellationToken))
            {
                seen.Add(one.Sequence);
            }
        });
        await foreach (var one in line.ReadOrderEventsAsync(after: seen[^1], cancellationToken: TestContext.Current.CancellationToken))
        {
            seen.Add(one.Sequence);
            if (seen.Count == 8)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 8).Select(one => (long)one), seen);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"rules\": [ { \"kind\": \"Nonsense\" } ] }")]
    [InlineData("{ \"rools\": [] }")]
    [InlineData("not json")]
    public void A_wrong_script_is_refused(string json) => Assert.Throws<ArgumentException>(() => FaultScript.Parse(json));

    private static OrderTicket Ticket(Desk desk, string id) =>
        new() { Account = desk.Account, Plan = new OrderPlan.Single(Desk.Buy(Desk.Apple, 1m)), ClientId = id };

    private static async Task<string> Pattern(ulong seed)
    {
        using var desk = new Desk();
        var line = new ExchangeLine(desk.Exchange, new FaultScript { Seed = seed, Rules = [new FaultRule { Kind = FaultKind.LoseRequest, Probability = 0.25 }] });
        var pattern = "";
        for (var i = 0; i < 200; i++)
        {
            try
            {
                await line.ReadAsync(exchange => exchange.LastSequence, TestContext.Current.CancellationToken);
                pattern += '.';
            }
            catch (ExchangeLineException)
            {
                pattern += 'x';
            }
        }

        return pattern;
    }
}
