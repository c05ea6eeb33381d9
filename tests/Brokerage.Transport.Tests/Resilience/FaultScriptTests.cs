using Brokerage.Testing;
using Brokerage.Transport.Tests.Http;

namespace Brokerage.Transport.Tests.Resilience;

/// <summary>Ten thousand random fault scripts where all are played, for each of what the pipeline does differently.</summary>
public sealed class FaultScriptTests
{
    private static readonly int Scripts = Portion.Of(10_000);

    private static readonly Fault[] Faults = Enum.GetValues<Fault>();

    [Fact]
    public Task A_placement_arrives_at_most_once_and_the_reply_says_whether_it_may_have_been_taken() => ForEachScriptAsync(async (broker, client, faults, what) =>
    {
        using BrokerReply reply = await SendAsync(broker, client, TestBroker.Place());
        bool read = reply.TryRead(TestJson.Default.AnswerWire, out _, out BrokerageError? error);

        Assert.True(broker.Arrived <= 1, $"{broker.Arrived} placements arrived: {what}");
        if (read) Assert.True(broker.Acted == 1, what);
        else if (broker.Acted > 0) Assert.True(error!.Effect == Effect.Unknown, $"the broker acted and the error says it did not: {what}");
        if (error is { Effect: Effect.Unknown }) Assert.True(broker.Attempts == faults.TakeWhile(NeverConnects).Count() + 1, what);
    });

    [Fact]
    public Task A_read_succeeds_where_trying_again_could() => ForEachScriptAsync(async (broker, client, faults, what) =>
    {
        using BrokerReply reply = await SendAsync(broker, client, TestBroker.Read());
        // An unreadable answer is an answer; everything else is tried again, up to four attempts.
        Fault? decisive = faults.Append(Fault.None).Take(4).Cast<Fault?>().FirstOrDefault(fault => fault is Fault.None or Fault.Garbage);
        Assert.True(reply.Error is null == decisive is not null, $"{reply.Error?.Code} after {broker.Attempts} attempts: {what}");
        Assert.True(reply.Error is null or { Effect: Effect.None, IsTransient: true }, what);
    });

    [Fact]
    public Task A_cancel_is_tried_again_and_never_claims_that_nothing_happened_when_something_may_have() => ForEachScriptAsync(async (broker, client, faults, what) =>
    {
        using BrokerReply reply = await SendAsync(broker, client, TestBroker.Cancel());
        if (broker.Acted > 0 && reply.Error is { } error) Assert.True(error.Effect == Effect.Unknown, what);
        bool could = faults.Append(Fault.None).Take(3).Any(fault => fault is Fault.None or Fault.Garbage);
        Assert.True(reply.Error is null == could, what);
    });

    [Fact]
    public Task A_refresh_is_sent_once_whatever_happens() => ForEachScriptAsync(async (broker, client, faults, what) =>
    {
        BrokerRequest refresh = new()
        {
            Operation = "token.refresh", Class = OperationClass.Refresh, Purpose = EndpointPurpose.SignIn, Method = HttpMethod.Post, Path = "token",
            ContentType = "application/x-www-form-urlencoded", Body = BrokerRequest.FormBody(("grant_type", "refresh_token")),
        };
        using BrokerReply reply = await SendAsync(broker, client, refresh);
        Assert.True(broker.Attempts == 1, what);
        if (broker.Acted > 0 && reply.Error is { } error) Assert.True(error.Effect == Effect.Unknown, what);
    });

    private static bool NeverConnects(Fault fault) => fault is Fault.NameNotResolved or Fault.Refused;

    private static async Task ForEachScriptAsync(Func<FaultScript, Client, Fault[], string, Task> check)
    {
        using FaultScript broker = new();
        FakeTimeProvider clock = new();
        using BrokerTransport transport = new(new BrokerTransportOptions
        {
            Broker = TestBroker.Id, Handler = broker, TimeProvider = clock,
            Resilience = new ResilienceOptions { FirstPause = TimeSpan.Zero, BreakerMinimum = int.MaxValue },
        });
        Client client = new(transport.CreateClient(new BrokerClientOptions { Environment = TestBroker.Paper, Application = "app" }), clock);
        foreach (ulong seed in Seeds.Take(Scripts))
        {
            Random random = new(unchecked((int)seed));
            Fault[] faults = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Faults[random.Next(Faults.Length)])];
            broker.Load(faults);
            await check(broker, client, faults, $"seed {seed}, script {string.Join(", ", faults)}");
        }
    }

    private static async Task<BrokerReply> SendAsync(FaultScript broker, Client client, BrokerRequest request)
    {
        Task<BrokerReply> sending = client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        int ended = 0;
        await Waiting.UntilAsync(() => sending.IsCompleted, () =>
        {
            // Only a silent broker leaves anything to wait for; the clock is what ends it, once for each silence.
            int silent = broker.SilentIn;
            if (silent > ended) client.Clock.Advance(TimeSpan.FromMinutes(1));
            ended = Math.Max(ended, silent);
        });

        return await sending;
    }

    private sealed record Client(BrokerHttpClient Http, FakeTimeProvider Clock);
}
