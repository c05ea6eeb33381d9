namespace Brokerage.Transport.Tests.Sockets;

public sealed class SocketSessionTests
{
    [Fact]
    public async Task Quotes_arrive_with_the_instrument_that_was_subscribed_with()
    {
        await using StreamHarness harness = new();
        Instrument instrument = new Instrument.Equity("AAPL");
        var stream = harness.Session.QuotesAsync([new("AAPL", instrument)], TestContext.Current.CancellationToken);
        await using var reader = stream.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        harness.Broker.Quote("AAPL", 10m);
        while (await reader.MoveNextAsync() && reader.Current.Signal != StreamSignal.Data)
        {
        }

        Assert.Same(instrument, reader.Current.Value.Instrument);
        Assert.Equal(10m, reader.Current.Value.Bid);
    }

    [Fact]
    public async Task One_socket_carries_all_enumerations_and_closes_with_the_last()
    {
        await using StreamHarness harness = new();
        var aapl = harness.ReadQuotes("AAPL");
        await harness.UntilAsync(() => aapl.Has(StreamSignal.Live), "live");
        var both = harness.ReadQuotes("AAPL", "MSFT");
        await harness.UntilAsync(() => harness.Protocol.Subscriptions.Count == 2, "a second subscription");
        harness.Broker.Send(harness.Broker.Quote("AAPL", 1m), harness.Broker.Quote("MSFT", 2m));
        await harness.UntilAsync(() => aapl.Values.Count == 1 && both.Values.Count == 2, "all quotes");
        Assert.Equal(["MSFT"], harness.Protocol.Subscriptions[1].Added);
        Assert.Equal(1, harness.Broker.Connects);
    }

    [Fact]
    public async Task What_is_refused_is_taken_apart_and_ends_those_alone_who_want_it()
    {
        await using StreamHarness harness = new();
        var well = harness.ReadQuotes("AAPL");
        await harness.UntilAsync(() => well.Has(StreamSignal.Live), "live");
        harness.Broker.Refuses = symbol => symbol is "BAD";
        var ill = harness.ReadQuotes("MSFT", "BAD", "IBM");
        var too = harness.ReadQuotes("BAD");

        foreach (var reader in new[] { ill, too })
        {
            var thrown = await Assert.ThrowsAsync<BrokerageException>(() => reader.Reading.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
            Assert.Equal((BrokerageErrorCode.NotEntitled, true), (thrown.Code, thrown.Message.Contains("'BAD'", StringComparison.Ordinal)));
        }

        // What was carried of their wishes is not wanted any more, and what was refused is asked for anew by whoever comes.
        await harness.UntilAsync(() => harness.Broker.Carried is ["AAPL"], "that nobody wants the rest any more");
        await Assert.ThrowsAsync<BrokerageException>(() => harness.ReadQuotes("BAD").Reading.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        harness.Broker.Refuses = null;
        var again = harness.ReadQuotes("BAD");
        await harness.UntilAsync(() => harness.Broker.Carried is ["AAPL", "BAD"], "that it is carried");
        harness.Broker.Send(harness.Broker.Quote("AAPL", 1m), harness.Broker.Quote("BAD", 2m));
        await harness.UntilAsync(() => well.Values.Count == 1 && again.Values.Count == 1, "quotes of both");
        Assert.Equal(1, harness.Broker.Connects);
    }

    [Fact]
    public async Task A_break_is_said_as_connecting_gap_and_live_again()
    {
        await using StreamHarness harness = new();
        // One after the other: whoever comes second may come after the connecting has been said, and is told that it is live.
        var orders = harness.ReadOrders();
        await harness.UntilAsync(() => orders.Has(StreamSignal.Live), "orders live");
        var quotes = harness.ReadQuotes("AAPL");
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Live), "quotes live");
        harness.Broker.Cut();
        await harness.UntilAsync(() => orders.Signals.Count(signal => signal == StreamSignal.Live) == 2, "live again");
        Assert.Equal([StreamSignal.Connecting, StreamSignal.Resynced, StreamSignal.Live, StreamSignal.Connecting, StreamSignal.Gap, StreamSignal.Resynced, StreamSignal.Live], orders.Signals);
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Gap), "the gap of the quotes");
        var gap = orders.Items.First(item => item.Signal == StreamSignal.Gap);
        Assert.True(gap.GapFrom <= gap.GapTo);
    }

    [Fact]
    public async Task What_was_read_late_does_not_make_the_time_before_it_complete()
    {
        await using StreamHarness harness = new(options => options with { OrderQueueLength = 1 });
        var token = TestContext.Current.CancellationToken;
        List<DateTimeOffset?> since = [];
        await using var orders = harness.Session.OrdersAsync(FetchAsync, cancellationToken: token).GetAsyncEnumerator(token);
        while (await orders.MoveNextAsync() && orders.Current.Signal != StreamSignal.Live)
        {
        }

        // As where a machine sleeps: three messages are there, two of them unread, and then half a day of which nothing was heard.
        var asleep = harness.Clock.GetUtcNow();
        harness.Broker.Send(harness.Broker.Order("o1", OrderState.Working), harness.Broker.Order("o2", OrderState.Working), harness.Broker.Order("o3", OrderState.Working));
        await harness.UntilAsync(() => harness.Broker.Unread < 3, "the first", clockStands: true);
        harness.Clock.Advance(TimeSpan.FromHours(9));
        harness.Broker.Cut();
        while (orders.Current.Signal != StreamSignal.Gap) Assert.True(await orders.MoveNextAsync().AsTask().WithStepsAsync(() => harness.Clock.Advance(TimeSpan.FromSeconds(1))));

        Assert.True(orders.Current.GapFrom <= asleep, $"{orders.Current.GapFrom} > {asleep}");
        await Waiting.UntilAsync(() => since.Count == 2);
        Assert.True(since[1] <= asleep, $"{since[1]} > {asleep}");

        Task<Snapshot<Order>> FetchAsync(AccountId? account, DateTimeOffset? from, CancellationToken cancellationToken)
        {
            since.Add(from);
            return Task.FromResult(Snapshot<Order>.Complete([], default));
        }
    }

    [Fact]
    public async Task A_sleep_that_begins_as_the_line_is_asked_for_more_is_no_time_that_was_read()
    {
        await using StreamHarness harness = new();
        var orders = harness.ReadOrders();
        await harness.UntilAsync(() => orders.Has(StreamSignal.Live), "live", clockStands: true);
        var asleep = harness.Clock.GetUtcNow();

        harness.Broker.OnNextWait(() => harness.Clock.Suspend(TimeSpan.FromHours(8)));
        harness.Broker.Send(harness.Broker.Order("o1", OrderState.Working));
        await harness.UntilAsync(() => harness.Clock.GetUtcNow() > asleep, "asleep", clockStands: true);
        harness.Broker.Cut();
        await harness.UntilAsync(() => orders.Has(StreamSignal.Gap), "the gap");

        Assert.True(orders.Items.First(item => item.Signal == StreamSignal.Gap).GapFrom <= asleep);
    }

    [Fact]
    public async Task A_line_over_which_the_machine_slept_is_made_anew_and_the_time_is_looked_up()
    {
        await using StreamHarness harness = new(options => options with { StallAfter = TimeSpan.FromMinutes(1) });
        List<DateTimeOffset?> since = [];
        var orders = harness.ReadOrders((account, from, token) =>
        {
            lock (since) since.Add(from);
            return harness.Broker.FetchAsync(account, from, token);
        });
        await harness.UntilAsync(() => orders.Has(StreamSignal.Live), "live", clockStands: true);
        var asleep = harness.Clock.GetUtcNow();

        // The line is dead, but what it brought last is there still, and is read first.
        harness.Clock.Suspend(TimeSpan.FromHours(8));
        harness.Broker.Send(harness.Broker.Order("o1", OrderState.Working));
        harness.Broker.GoSilent();
        await harness.UntilAsync(() => orders.Has(StreamSignal.Resynced) && orders.Signals.Count(signal => signal == StreamSignal.Live) == 2, "live again");

        Assert.True(orders.Items.First(item => item.Signal == StreamSignal.Gap).GapFrom <= asleep);
        lock (since) Assert.True(since[1] <= asleep, $"{since[1]} > {asleep}");
        Assert.Equal("o1", Assert.Single(orders.Values).Order.Ref.Order.Value);
    }

    [Fact]
    public async Task A_line_whose_readers_took_long_was_not_quiet()
    {
        SlowProtocol slow = new("o2");
        await using StreamHarness harness = new(options => options with { StallAfter = TimeSpan.FromMinutes(1) }, slow);
        slow.Pass = () => harness.Clock.Advance(TimeSpan.FromMinutes(5));
        var orders = harness.ReadOrders();
        await harness.UntilAsync(() => orders.Has(StreamSignal.Live), "live", clockStands: true);

        // The second is there already when it is read, and takes five minutes; for the third the line is asked only then.
        harness.Broker.Send(harness.Broker.Order("o1", OrderState.Working), harness.Broker.Order("o2", OrderState.Working));
        await harness.UntilAsync(() => slow.HasPassed, "the second", clockStands: true);
        harness.Broker.Send(harness.Broker.Order("o3", OrderState.Working));
        await harness.UntilAsync(() => orders.Values.Count == 2, "the third", clockStands: true);

        Assert.Equal([StreamSignal.Connecting, StreamSignal.Resynced, StreamSignal.Live], orders.Signals);
        Assert.Equal(1, harness.Broker.Connects);
    }

    [Fact]
    public async Task A_quote_that_came_with_the_break_is_told_before_the_pause()
    {
        await using StreamHarness harness = new();
        var token = TestContext.Current.CancellationToken;
        await using var quotes = harness.Session.QuotesAsync([StreamHarness.Symbol("AAPL")], token).GetAsyncEnumerator(token);
        while (await quotes.MoveNextAsync() && quotes.Current.Signal != StreamSignal.Live)
        {
        }

        ValueTask<bool> next = quotes.MoveNextAsync();
        harness.Broker.Send(harness.Broker.Quote("AAPL", 7m), "garbage");
        // The clock stands still, so nothing after the pause can come.
        Assert.True(await next);
        Assert.Equal(7m, quotes.Current.Value.Bid);
    }

    [Fact]
    public async Task A_break_is_told_before_the_pause_and_so_is_whoever_comes_during_it()
    {
        await using StreamHarness harness = new();
        var token = TestContext.Current.CancellationToken;
        await using var quotes = harness.Session.QuotesAsync([StreamHarness.Symbol("AAPL")], token).GetAsyncEnumerator(token);
        while (await quotes.MoveNextAsync() && quotes.Current.Signal != StreamSignal.Live)
        {
        }

        ValueTask<bool> next = quotes.MoveNextAsync();
        harness.Broker.Send("garbage");
        // The clock stands still: the pause has begun and does not end.
        Assert.True(await next);
        Assert.Equal(StreamSignal.Connecting, quotes.Current.Signal);
        await using var orders = harness.Session.OrdersAsync(harness.Broker.FetchAsync, cancellationToken: token).GetAsyncEnumerator(token);
        Assert.True(await orders.MoveNextAsync());
        Assert.Equal((StreamSignal.Connecting, 1), (orders.Current.Signal, harness.Broker.Connects));
    }

    [Fact]
    public async Task A_reader_of_orders_who_leaves_while_the_line_waits_for_him_is_not_noticed_by_the_others()
    {
        await using StreamHarness harness = new(options => options with { OrderQueueLength = 1 });
        var token = TestContext.Current.CancellationToken;
        var stays = harness.ReadOrders();
        await harness.UntilAsync(() => stays.Has(StreamSignal.Live), "live");
        for (int round = 1; round <= 20; round++)
        {
            var leaves = harness.Session.OrdersAsync(harness.Broker.FetchAsync, cancellationToken: token).GetAsyncEnumerator(token);
            while (await leaves.MoveNextAsync() && leaves.Current.Signal != StreamSignal.Live)
            {
            }

            // The first fills his queue, the second waits in front of it, the third has not been read from the line.
            harness.Broker.Send([.. Enumerable.Range(0, 3).Select(n => harness.Broker.Order($"o{round}-{n}", OrderState.Working))]);
            await harness.UntilAsync(() => stays.Values.Count == (3 * round) - 1, "the second of three");
            await leaves.DisposeAsync();
            await harness.UntilAsync(() => stays.Values.Count == 3 * round, "the third");
        }

        Assert.Equal(1, harness.Broker.Connects);
    }

    [Fact]
    public async Task Who_comes_as_the_last_one_leaves_gets_a_line()
    {
        await using StreamHarness harness = new();
        var token = TestContext.Current.CancellationToken;
        for (int round = 0; round < 50; round++)
        {
            var leaves = harness.Session.QuotesAsync([StreamHarness.Symbol("AAPL")], token).GetAsyncEnumerator(token);
            Assert.True(await leaves.MoveNextAsync());
            using CountdownEvent ready = new(2);
            Task leaving = Task.Run(() => Together(ready, () => leaves.DisposeAsync().AsTask()), token);
            bool isLive = false;
            Task coming = Task.Run(() => Together(ready, async () =>
            {
                await using var comes = harness.Session.QuotesAsync([StreamHarness.Symbol("AAPL")], token).GetAsyncEnumerator(token);
                while (await comes.MoveNextAsync() && comes.Current.Signal != StreamSignal.Live)
                {
                }

                Volatile.Write(ref isLive, true);
            }), token);
            await leaving;
            await harness.UntilAsync(() => Volatile.Read(ref isLive), $"live in round {round}");
            await coming;
        }

        static Task Together(CountdownEvent ready, Func<Task> act)
        {
            ready.Signal();
            ready.Wait(TestContext.Current.CancellationToken);
            return act();
        }
    }

    [Fact]
    public async Task Who_comes_to_a_line_that_is_there_hears_that_it_is_live_and_never_that_it_is_being_made()
    {
        await using StreamHarness harness = new();
        var first = harness.ReadOrders();
        await harness.UntilAsync(() => first.Has(StreamSignal.Live), "live");
        var quotes = harness.ReadQuotes("AAPL");
        var orders = harness.ReadOrders();
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Live) && orders.Has(StreamSignal.Live), "both live");
        Assert.Equal([StreamSignal.Live], quotes.Signals);
        Assert.Equal([StreamSignal.Resynced, StreamSignal.Live], orders.Signals);
        Assert.Equal([StreamSignal.Connecting, StreamSignal.Resynced, StreamSignal.Live], first.Signals);
        Assert.Equal(1, harness.Broker.Connects);
    }

    [Fact]
    public async Task Who_comes_while_a_line_is_being_made_is_told_so_first()
    {
        await using StreamHarness harness = new();
        harness.Broker.Refusals.Enqueue(new BrokerageError(BrokerageErrorCode.RateLimited, StreamBroker.Account.Broker, "406"));
        var first = harness.ReadQuotes("AAPL");
        await harness.UntilAsync(() => harness.Broker.Connects == 1 && first.Has(StreamSignal.Connecting), "a refusal", clockStands: true);
        var quotes = harness.ReadQuotes("AAPL");
        var orders = harness.ReadOrders();
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Connecting) && orders.Has(StreamSignal.Connecting), "both told", clockStands: true);
        Assert.Equal(1, harness.Broker.Connects);
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Live) && orders.Has(StreamSignal.Live), "both live");
        Assert.Equal([StreamSignal.Connecting, StreamSignal.Live], quotes.Signals);
        Assert.Equal([StreamSignal.Connecting, StreamSignal.Resynced, StreamSignal.Live], orders.Signals);
    }

    [Fact]
    public async Task A_silent_line_is_cut_by_the_clock()
    {
        await using StreamHarness harness = new(options => options with { StallAfter = TimeSpan.FromSeconds(20) });
        var quotes = harness.ReadQuotes("AAPL");
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Live), "live");
        harness.Broker.GoSilent();
        await harness.UntilAsync(() => harness.Broker.Connects == 2, "a second connection");
    }

    [Fact]
    public async Task Heartbeats_are_sent_by_the_clock()
    {
        await using StreamHarness harness = new(options => options with { HeartbeatEvery = TimeSpan.FromSeconds(10) });
        var quotes = harness.ReadQuotes("AAPL");
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Live), "live");
        await harness.UntilAsync(() => harness.Protocol.Heartbeats >= 3, "heartbeats", alwaysAdvance: true);
        Assert.Equal(1, harness.Broker.Connects);
    }

    [Fact]
    public async Task After_too_many_connections_the_next_attempt_waits_until_the_broker_can_have_noticed()
    {
        await using StreamHarness harness = new();
        harness.Broker.Refusals.Enqueue(new BrokerageError(BrokerageErrorCode.RateLimited, StreamBroker.Account.Broker, "406"));
        DateTimeOffset start = harness.Clock.GetUtcNow();
        var quotes = harness.ReadQuotes("AAPL");
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Live), "live");
        Assert.True(harness.Clock.GetUtcNow() - start >= TimeSpan.FromSeconds(90));
        Assert.Equal(2, harness.Broker.Connects);
    }

    [Fact]
    public async Task Only_what_needs_a_person_ends_an_enumeration_and_a_new_one_starts_anew()
    {
        await using StreamHarness harness = new();
        var quotes = harness.ReadQuotes("AAPL");
        var orders = harness.ReadOrders();
        await harness.UntilAsync(() => orders.Has(StreamSignal.Live), "live");
        harness.Broker.Send("revoked");
        foreach (Task reading in new[] { quotes.Reading, orders.Reading })
        {
            var thrown = await Assert.ThrowsAsync<BrokerageException>(() => reading);
            Assert.Equal(BrokerageErrorCode.AuthRevoked, thrown.Error.Code);
        }

        var again = harness.ReadQuotes("AAPL");
        await harness.UntilAsync(() => again.Has(StreamSignal.Live), "live again");
    }

    [Fact]
    public async Task A_stream_outside_the_environment_is_never_opened()
    {
        await using StreamHarness harness = new(protocol: new StreamBroker.Protocol { Address = new Uri("wss://stream.evil.test/ws") });
        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => harness.ReadQuotes("AAPL").Reading);
        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, thrown.Error.Code);
        Assert.Equal(0, harness.Broker.Connects);
    }

    [Fact]
    public async Task A_look_up_that_fails_is_tried_again_before_the_stream_is_called_live()
    {
        await using StreamHarness harness = new();
        int failures = 3;
        var orders = harness.ReadOrders((account, since, token) => failures-- > 0
            ? throw new BrokerageException(new BrokerageError(BrokerageErrorCode.BrokerUnavailable, StreamBroker.Account.Broker, "down"))
            : harness.Broker.FetchAsync(account, since, token));
        harness.Broker.Order("o1", OrderState.Working);
        await harness.UntilAsync(() => orders.Has(StreamSignal.Live), "live", alwaysAdvance: true);
        Assert.Equal("o1", Assert.Single(orders.Values).Order.Ref.Order.Value);
        Assert.Equal([StreamSignal.Connecting, StreamSignal.Resynced, StreamSignal.Live], orders.Signals);
    }

    [Fact]
    public async Task A_look_up_with_a_hole_tells_what_it_has_is_made_again_and_holds_up_nobody_else()
    {
        await using StreamHarness harness = new();
        harness.Broker.Order("o1", OrderState.Working);
        var isWhole = false;
        var looks = 0;
        var holed = harness.ReadOrders(async (account, since, token) =>
        {
            looks++;
            return await harness.Broker.FetchAsync(account, since, token) with { IsComplete = Volatile.Read(ref isWhole) };
        });
        await harness.UntilAsync(() => looks > 0, "a look", clockStands: true);
        var orders = harness.ReadOrders();
        await harness.UntilAsync(() => orders.Has(StreamSignal.Live), "the other live", clockStands: true);
        await harness.UntilAsync(() => looks > 3, "more looks", alwaysAdvance: true);
        Assert.Equal("o1", Assert.Single(holed.Values).Order.Ref.Order.Value);
        Assert.Equal([StreamSignal.Connecting], holed.Signals);

        Volatile.Write(ref isWhole, true);
        await harness.UntilAsync(() => holed.Has(StreamSignal.Live), "live", alwaysAdvance: true);
        Assert.Equal([StreamSignal.Connecting, StreamSignal.Resynced, StreamSignal.Live], holed.Signals);
        Assert.Equal(1, harness.Broker.Connects);
    }

    [Fact]
    public async Task A_look_up_that_needs_a_person_ends_its_own_enumeration_and_no_other()
    {
        await using StreamHarness harness = new();
        var quotes = harness.ReadQuotes("AAPL");
        // Somebody has to hold the line while another one ends.
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Live), "a line");
        var refused = harness.ReadOrders((_, _, _) =>
            throw new BrokerageException(new BrokerageError(BrokerageErrorCode.AccountRestricted, StreamBroker.Account.Broker, "closed")));
        var orders = harness.ReadOrders();
        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => refused.Reading);
        Assert.Equal(BrokerageErrorCode.AccountRestricted, thrown.Error.Code);
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Live) && orders.Has(StreamSignal.Live), "the others live");
        harness.Broker.Send(harness.Broker.Order("o1", OrderState.Working));
        await harness.UntilAsync(() => orders.Values.Count == 1, "an order");
        Assert.Equal(1, harness.Broker.Connects);
    }

    [Fact]
    public async Task A_slow_reader_gets_the_newest_quote_and_every_order()
    {
        await using StreamHarness harness = new(options => options with { OrderQueueLength = 4 });
        var token = TestContext.Current.CancellationToken;
        await using var quotes = harness.Session.QuotesAsync([StreamHarness.Symbol("AAPL")], token).GetAsyncEnumerator(token);
        await using var orders = harness.Session.OrdersAsync(harness.Broker.FetchAsync, cancellationToken: token).GetAsyncEnumerator(token);
        while (await quotes.MoveNextAsync() && quotes.Current.Signal != StreamSignal.Live)
        {
        }

        while (await orders.MoveNextAsync() && orders.Current.Signal != StreamSignal.Live)
        {
        }

        for (int i = 1; i <= 100; i++)
        {
            harness.Broker.Send(harness.Broker.Quote("AAPL", i), harness.Broker.Order("o" + i, OrderState.Working));
        }

        for (int i = 1; i <= 100; i++)
        {
            do
            {
                Assert.True(await orders.MoveNextAsync());
            }
            while (orders.Current.Signal != StreamSignal.Data);
            Assert.Equal("o" + i, orders.Current.Value!.Order.Ref.Order.Value);
        }

        Assert.True(await quotes.MoveNextAsync());
        Assert.Equal(100m, quotes.Current.Value.Bid);
    }

    [Fact]
    public void Pauses_grow_with_full_jitter_and_start_again_after_a_line_that_held()
    {
        SocketSessionOptions options = new() { Name = "x", Environment = Http.TestBroker.Paper, FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(8) };
        SocketBackoff backoff = new(options, new LockedRandom(new Random(1)));
        int[] longest = [1, 2, 4, 8, 8, 8];
        TimeSpan[] pauses = [.. longest.Select(_ => backoff.Next(null))];
        Assert.All(pauses.Zip(longest), pair => Assert.InRange(pair.First, TimeSpan.Zero, TimeSpan.FromSeconds(pair.Second)));
        Assert.Equal(pauses.Length, pauses.Distinct().Count());
        backoff.Held(TimeSpan.FromSeconds(5));
        Assert.Equal(7, backoff.Attempt);
        backoff.Held(TimeSpan.FromMinutes(1));
        Assert.Equal(1, backoff.Attempt);
    }
}
