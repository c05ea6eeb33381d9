using Brokerage.Exchange;

namespace Brokerage.Mock.Tests;

public sealed class MockFaultsTests
{
    [Fact]
    public async Task Reads_fail_as_often_as_they_were_told_to()
    {
        await using var demo = new Demo();
        demo.Faults.FailNextReads(BrokerageErrorCode.RateLimited, times: 2);

        for (var i = 0; i < 2; i++)
        {
            var failure = await Assert.ThrowsAsync<BrokerageException>(() => demo.Connection.Accounts.GetAccountsAsync(Demo.Token));
            Assert.Equal((BrokerageErrorCode.RateLimited, true), (failure.Code, failure.Error.IsTransient));
        }

        Assert.Single((await demo.Connection.Accounts.GetAccountsAsync(Demo.Token)).Items);
    }

    [Fact]
    public async Task A_broker_that_is_down_cannot_be_connected_to_until_it_is_up_again()
    {
        await using var demo = new Demo();
        demo.Faults.IsDown = true;

        Assert.Equal(BrokerageErrorCode.ConnectionFailed, (await Assert.ThrowsAsync<BrokerageException>(() => demo.Connection.ConnectAsync(Demo.Token))).Code);
        Assert.Equal(ConnectionState.Error, (await demo.Connection.GetStatusAsync(Demo.Token)).State);
        demo.Faults.IsDown = false;
        Assert.Equal(ConnectionState.Active, (await demo.Connection.ConnectAsync(Demo.Token)).State);
    }

    [Fact]
    public async Task A_login_that_ended_says_so_everywhere()
    {
        await using var demo = new Demo();
        Assert.Same(demo.Faults, demo.Connection.GetService<MockFaults>());
        demo.Faults.NeedsLogin = true;

        var status = await demo.Connection.ConnectAsync(Demo.Token);
        var failure = await Assert.ThrowsAsync<BrokerageException>(() => demo.Connection.Accounts.GetAccountsAsync(Demo.Token));

        Assert.Equal((ConnectionState.NeedsLogin, BrokerageErrorCode.AuthExpired), (status.State, status.Problem!.Code));
        Assert.Equal((BrokerageErrorCode.AuthExpired, RecoveryAction.Reauthenticate), (failure.Code, failure.Error.Recovery));
    }

    [Fact]
    public async Task Latency_is_by_the_clock()
    {
        await using var demo = new Demo(options => options.Latency = TimeSpan.FromMilliseconds(250));

        var reading = demo.Connection.Accounts.GetAccountsAsync(Demo.Token);
        demo.Clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(reading.IsCompleted);
        demo.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single((await reading).Items);
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 10, MemberType = typeof(Seeds))]
    public async Task Whatever_is_lost_on_the_way_a_look_tells_what_the_book_holds(ulong seed)
    {
        await using var demo = new Demo(options => options.FaultScript = new FaultScript
        {
            Seed = seed,
            Rules =
            [
                new FaultRule { Kind = FaultKind.LoseAnswer, On = LineOperation.Submit, Probability = 0.3 },
                new FaultRule { Kind = FaultKind.LoseRequest, On = LineOperation.Submit, Probability = 0.3 },
                new FaultRule { Kind = FaultKind.Disconnect, On = LineOperation.Cancel, Probability = 0.3 },
            ],
        });
        var unknown = 0;
        for (var i = 0; i < 40; i++)
        {
            var prepared = await demo.Trading.PrepareAsync(demo.Limit(1m), cancellationToken: Demo.Token);
            var result = await demo.Trading.SubmitAsync(prepared, Demo.Token);
            var held = demo.Exchange.FindOrderByClientId(demo.Account.Account, prepared.WireId!) is not null;
            unknown += result is SubmitResult.OutcomeUnknown ? 1 : 0;

            Assert.True(result is SubmitResult.OutcomeUnknown || held);
            Assert.Equal(held, await demo.Trading.FindAsync(prepared, Demo.Token) is Sighting.Found);
        }

        Assert.InRange(unknown, 1, 39);
        Assert.Equal(demo.Exchange.GetOrders(demo.Account.Account).Count, (await demo.Trading.GetOpenOrdersAsync(demo.Account.Account, Demo.Token)).Items.Count);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_missing_from_its_list_which_says_so()
    {
        await using var demo = new Demo();
        await demo.PlaceAsync(demo.Limit(1m));
        await demo.PlaceAsync(demo.Limit(1m));
        var held = (await demo.Connection.Accounts.GetPositionsAsync(demo.Account.Account, Demo.Token)).Items.Count;
        demo.Connection.GetService<MockFaults>()!.SpoilsRows = true;

        var open = await demo.Trading.GetOpenOrdersAsync(demo.Account.Account, Demo.Token);
        var positions = await demo.Connection.Accounts.GetPositionsAsync(demo.Account.Account, Demo.Token);

        Assert.Equal((1, false, BrokerageErrorCode.UnexpectedResponse), (open.Items.Count, open.IsComplete, Assert.Single(open.Failures).Error.Code));
        Assert.Equal((held - 1, false), (positions.Items.Count, positions.IsComplete));
    }

    [Fact]
    public async Task A_line_that_breaks_is_a_failed_read_and_an_unknown_cancel()
    {
        await using var demo = new Demo(options => options.FaultScript = new FaultScript
        {
            Rules =
            [
                new FaultRule { Kind = FaultKind.Disconnect, On = LineOperation.Read, FromCall = 2, Calls = 1 },
                new FaultRule { Kind = FaultKind.LoseAnswer, On = LineOperation.Cancel, Calls = 1 },
            ],
        });
        var order = demo.RefOf(await demo.PlaceAsync(demo.Limit(1m)));

        var failed = await Assert.ThrowsAsync<BrokerageException>(() => demo.Connection.Accounts.GetAccountsAsync(Demo.Token));
        Assert.IsType<CancelResult.OutcomeUnknown>(await demo.Trading.CancelAsync(order, Demo.Token));

        Assert.Equal((BrokerageErrorCode.ConnectionFailed, true), (failed.Code, failed.Error.IsTransient));
        Assert.Equal(OrderState.Cancelled, (await demo.Trading.GetOrderAsync(order, Demo.Token)).State.Value);
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 10, MemberType = typeof(Seeds))]
    public async Task A_stream_that_breaks_repeats_and_is_late_still_tells_every_order_to_its_end(ulong seed)
    {
        await using var demo = new Demo(options => options.FaultScript = new FaultScript
        {
            Seed = seed,
            Rules =
            [
                new FaultRule { Kind = FaultKind.Disconnect, On = LineOperation.Event, Probability = 0.2 },
                new FaultRule { Kind = FaultKind.DuplicateEvent, Probability = 0.3 },
                new FaultRule { Kind = FaultKind.LateEvent, Probability = 0.3 },
            ],
        });
        await using var stream = demo.Connection.Streaming!.OrdersAsync(cancellationToken: Demo.Token).GetAsyncEnumerator(Demo.Token);
        await stream.MoveNextAsync();
        await stream.MoveNextAsync();
        for (var i = 0; i < 20; i++)
            await demo.PlaceAsync(demo.Limit(i % 2 == 0 ? 1_000m : 1m));
        var open = demo.Exchange.GetOrders(demo.Account.Account).ToDictionary(order => order.Id, order => order.State);

        var sequences = new Dictionary<OrderId, long>();
        var (breaks, gaps) = (0, 0);
        var told = new Dictionary<OrderId, OrderState>();
        while (told.Count < open.Count || open.Any(pair => told[pair.Key] != pair.Value))
        {
            Assert.True(await stream.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1), Demo.Token));
            breaks += stream.Current.Signal == StreamSignal.Connecting ? 1 : 0;
            gaps += stream.Current.Signal == StreamSignal.Gap ? 1 : 0;
            Assert.True(breaks - gaps is 0 or 1, $"a gap comes after its connecting, seed {seed}");
            if (stream.Current is not { Signal: StreamSignal.Data, Value: { } change })
                continue;
            Assert.True(change.Sequence > sequences.GetValueOrDefault(change.Order.Ref.Order), $"seed {seed}");
            sequences[change.Order.Ref.Order] = change.Sequence;
            told[change.Order.Ref.Order] = change.Order.State.Value;
        }

        Assert.True(gaps > 0, $"seed {seed}");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void Never_is_no_number_of_times(int times)
    {
        var faults = new MockFaults();

        Assert.Throws<ArgumentOutOfRangeException>(() => faults.LoseNextAnswers(times));
        Assert.Throws<ArgumentOutOfRangeException>(() => faults.LoseNextRequests(times));
        Assert.Throws<ArgumentOutOfRangeException>(() => faults.FailNextReads(BrokerageErrorCode.Timeout, times));
    }
}
