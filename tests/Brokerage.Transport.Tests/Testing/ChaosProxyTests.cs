using Brokerage.Testing;
using Brokerage.Transport.Tests.Http;

namespace Brokerage.Transport.Tests.Testing;

/// <summary>The proxy in front of a real server, and the pipeline behind real sockets.</summary>
public sealed class ChaosProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clean_plan_changes_nothing()
    {
        (BrokerReply reply, OneByOneServer server) = await SendAsync(TestBroker.Place(), ChaosPlan.Clean);
        Assert.Null(reply.Error);
        Assert.Equal(["POST"], server.Arrived);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_is_dropped_after_the_server_acted_leaves_a_placement_open(bool reset)
    {
        (BrokerReply reply, OneByOneServer server) = await SendAsync(TestBroker.Place(), new ChaosPlan { CutAnswerAfter = 0, Reset = reset });
        Assert.Equal((BrokerageErrorCode.ConnectionFailed, Effect.Unknown), (reply.Error!.Code, reply.Error.Effect));
        Assert.Equal(["POST"], server.Arrived);
    }

    [Fact]
    public async Task An_answer_that_is_cut_in_the_middle_is_read_again()
    {
        (BrokerReply reply, OneByOneServer server) = await SendAsync(TestBroker.Read(), new ChaosPlan { CutAnswerAfter = 70 }, ChaosPlan.Clean);
        Assert.Null(reply.Error);
        Assert.Equal(["GET", "GET"], server.Arrived);
    }

    [Fact]
    public async Task A_request_that_is_cut_never_arrives_whole()
    {
        (BrokerReply reply, OneByOneServer server) = await SendAsync(TestBroker.Place(), new ChaosPlan { CutRequestAfter = 20 });
        Assert.Equal(Effect.Unknown, reply.Error!.Effect);
        Assert.Empty(server.Arrived);
    }

    [Fact]
    public async Task A_half_open_line_ends_by_time_out()
    {
        // The limit runs out on a clock of the test's own, once the request has arrived; on the machine's clock it can run out before that.
        FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 4, 15, 0, 0, TimeSpan.Zero));
        using OneByOneServer server = new(answers: 1);
        await using ChaosProxy proxy = new(server.Port, _ => new ChaosPlan { CutAnswerAfter = 0, HalfOpen = true });
        using BrokerTransport transport = new(new BrokerTransportOptions { Broker = TestBroker.Id, TimeProvider = time, ActTimeout = TimeSpan.FromMinutes(1) });
        Task<BrokerReply> sending = transport.CreateClient(OneByOneServer.OptionsFor(proxy.Port)).SendAsync(TestBroker.Place(), Token);
        await Waiting.UntilAsync(() => server.Arrived.Count > 0);
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        using BrokerReply reply = await sending;
        Assert.Equal((BrokerageErrorCode.Timeout, Effect.Unknown), (reply.Error!.Code, reply.Error.Effect));
        Assert.Equal(["POST"], server.Arrived);
    }

    [Fact]
    public async Task A_duplicate_reaches_the_server_twice_and_the_client_once()
    {
        (BrokerReply reply, OneByOneServer server) = await SendAsync(
            TestBroker.Place(), options => options, ChaosProxy.Scripted([new ChaosPlan { Duplicate = true }]), arrived: 2);
        Assert.Null(reply.Error);
        Assert.Equal(["POST", "POST"], server.Arrived);
    }

    [Fact]
    public async Task Over_a_line_of_chaos_no_placement_arrives_twice_and_none_that_arrived_is_denied()
    {
        foreach (ulong seed in Seeds.Take(60))
        {
            Func<int, ChaosPlan> plans = ChaosProxy.Seeded(unchecked((int)seed));
            (BrokerReply reply, OneByOneServer server) = await SendAsync(TestBroker.Place(), options => options, connection => plans(connection) with { Duplicate = false });
            Assert.True(server.Arrived.Count <= 1, $"seed {seed}: {server.Arrived.Count} arrived");
            if (server.Arrived.Count == 1 && reply.Error is { } error) Assert.True(error.Effect == Effect.Unknown, $"seed {seed}");
        }
    }

    /// <summary>Written down, because two readings in one process would also agree if each process drew its own.</summary>
    [Fact]
    public void The_same_seed_gives_the_same_plans_in_every_process()
    {
        string[] plans = [.. Enumerable.Range(0, 8).Select(connection => Text(ChaosProxy.Seeded(7)(connection)))];
        Assert.Equal(["/239", "331/0 reset", "/", "/", "/182", "/", "171/390 twice", "/ reset"], plans);
        Assert.NotEqual(plans, Enumerable.Range(0, 8).Select(connection => Text(ChaosProxy.Seeded(8)(connection))));

        static string Text(ChaosPlan plan) =>
            $"{(plan.Refuse ? "refuse " : "")}{plan.CutRequestAfter}/{plan.CutAnswerAfter}{(plan.Reset ? " reset" : "")}{(plan.Duplicate ? " twice" : "")}";
    }

    private static Task<(BrokerReply Reply, OneByOneServer Server)> SendAsync(BrokerRequest request, params IReadOnlyList<ChaosPlan> plans) =>
        SendAsync(request, options => options, ChaosProxy.Scripted(plans));

    private static async Task<(BrokerReply Reply, OneByOneServer Server)> SendAsync(
        BrokerRequest request, Func<BrokerTransportOptions, BrokerTransportOptions> change, Func<int, ChaosPlan> plans, int arrived = 0)
    {
        using OneByOneServer server = new(answers: 100);
        await using ChaosProxy proxy = new(server.Port, plans);
        BrokerTransportOptions options = new() { Broker = TestBroker.Id, Resilience = new ResilienceOptions { FirstPause = TimeSpan.Zero } };
        using BrokerTransport transport = new(change(options));
        BrokerReply reply = await transport.CreateClient(OneByOneServer.OptionsFor(proxy.Port)).SendAsync(request, Token);
        // Before the server goes: what has left may not have been read yet.
        await Waiting.UntilAsync(() => server.Arrived.Count >= arrived);
        return (reply, server);
    }
}
