using Brokerage.Testing;
using Brokerage.Transport.Tests.Http;

namespace Brokerage.Transport.Tests.Resilience;

public sealed class ResilienceTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pauses_between_attempts_grow_and_are_drawn_at_random()
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Get, "*", ScriptedAnswer.Empty(503));
        BrokerHttpClient client = Client(script);
        Task<BrokerReply> sending = client.SendAsync(TestBroker.Read(), Token);
        List<TimeSpan> pauses = [];
        TimeSpan[] longest = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(800)];
        foreach (TimeSpan at in longest)
        {
            await _clock.WaitForTimerAsync(at, Token);
            pauses.Add(_clock.UntilNextTimer!.Value);
            _clock.Advance(at);
        }

        using BrokerReply reply = await sending;
        Assert.Equal(BrokerageErrorCode.BrokerUnavailable, reply.Error!.Code);
        Assert.Equal(4, script.Requests.Count);
        Assert.All(pauses.Zip(longest), pair => Assert.InRange(pair.First, TimeSpan.Zero, pair.Second));
        Assert.Equal(3, pauses.Distinct().Count());
    }

    [Fact]
    public async Task After_too_many_requests_everybody_waits_as_long_as_the_broker_asks()
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Get, "*", ScriptedAnswer.Json(429, "{}", ("Retry-After", "7")), ScriptedAnswer.Json(200, "{}"));
        BrokerHttpClient client = Client(script);
        Task<BrokerReply> first = client.SendAsync(TestBroker.Read(), Token);
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(8), Token);
        Task<BrokerReply> second = client.SendAsync(TestBroker.Read(), Token);
        _clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Single(script.Requests);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await first).Error);
        Assert.Null((await second).Error);
        Assert.Equal(3, script.Requests.Count);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_told_at_once_and_nothing_is_sent()
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Get, "*", ScriptedAnswer.Json(429, "{}", ("Retry-After", "900")))
            .On(HttpMethod.Post, "*", ScriptedAnswer.Json(200, "{}"));
        BrokerHttpClient client = Client(script);
        using BrokerReply first = await client.SendAsync(TestBroker.Read(), Token);
        using BrokerReply second = await client.SendAsync(TestBroker.Place(), Token);
        Assert.Equal(BrokerageErrorCode.RateLimited, first.Error!.Code);
        Assert.Equal((BrokerageErrorCode.RateLimited, Effect.None), (second.Error!.Code, second.Error.Effect));
        Assert.InRange(second.Error.RetryAfter!.Value, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(17));
        Assert.Single(script.Requests);
    }

    [Fact]
    public async Task A_breaker_opens_for_all_but_cancels_and_closes_again()
    {
        bool down = true;
        using ScriptedHandler script = new ScriptedHandler();
        foreach (HttpMethod method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
        {
            script.On(method, "*", ScriptedAnswer.From((_, _) => Task.FromResult(new HttpResponseMessage(down ? System.Net.HttpStatusCode.BadGateway : System.Net.HttpStatusCode.OK))));
        }

        BrokerHttpClient client = Client(script, new ResilienceOptions { ReadAttempts = 1, CancelAttempts = 1 });
        for (int i = 0; i < 10; i++) (await client.SendAsync(TestBroker.Read(), Token)).Dispose();
        int before = script.Requests.Count;
        using BrokerReply refused = await client.SendAsync(TestBroker.Place(), Token);
        Assert.Equal((BrokerageErrorCode.BrokerUnavailable, Effect.None), (refused.Error!.Code, refused.Error.Effect));
        Assert.NotNull(refused.Error.RetryAfter);
        Assert.Equal(before, script.Requests.Count);
        (await client.SendAsync(TestBroker.Cancel(), Token)).Dispose();
        Assert.Equal(before + 1, script.Requests.Count);

        down = false;
        _clock.Advance(TimeSpan.FromSeconds(11));
        using BrokerReply after = await client.SendAsync(TestBroker.Place(), Token);
        Assert.Null(after.Error);
    }

    [Theory]
    [InlineData(401, false)]
    [InlineData(400, false)]
    [InlineData(408, true)]
    [InlineData(500, true)]
    public async Task A_refusal_of_the_request_is_no_failure_of_the_host_whatever_it_is_called(int status, bool opens)
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Get, "*", ScriptedAnswer.Empty(status));
        BrokerHttpClient client = Client(script, new ResilienceOptions { ReadAttempts = 1 }, errors: new AlwaysDown());
        for (int i = 0; i < 12; i++) (await client.SendAsync(TestBroker.Read(), Token)).Dispose();

        Assert.Equal(opens ? 10 : 12, script.Requests.Count);
    }

    [Fact]
    public async Task A_breaker_is_one_host_s_and_one_broker_s()
    {
        static ScriptedHandler Network() => new ScriptedHandler().On(HttpMethod.Get, "*", ScriptedAnswer.From((request, _) => Task.FromResult(
            new HttpResponseMessage(request.RequestUri!.IdnHost is "paper.acme.test" ? System.Net.HttpStatusCode.BadGateway : System.Net.HttpStatusCode.OK))));
        using ScriptedHandler mine = Network();
        using ScriptedHandler theirs = Network();
        ResilienceOptions once = new() { ReadAttempts = 1 };
        (BrokerHttpClient client, BrokerHttpClient other) = (Client(mine, once), Client(theirs, once, broker: BrokerId.Parse("other")));
        BrokerRequest elsewhere = BrokerRequest.Get("who", EndpointPurpose.SignIn, "me");
        for (int i = 0; i < 10; i++) (await client.SendAsync(TestBroker.Read(), Token)).Dispose();

        using BrokerReply refused = await client.SendAsync(TestBroker.Read(), Token);
        using BrokerReply passed = await client.SendAsync(elsewhere, Token);
        using BrokerReply tried = await other.SendAsync(TestBroker.Read(), Token);

        Assert.Equal((Effect.None, 10), (refused.Error!.Effect, mine.Requests.Count(request => request.Address.IdnHost is "paper.acme.test")));
        Assert.Null(passed.Error);
        Assert.Equal((BrokerageErrorCode.BrokerUnavailable, 1), (tried.Error!.Code, theirs.Requests.Count));
    }

    [Theory]
    [InlineData(OperationClass.Read, true, 2)]
    [InlineData(OperationClass.Read, false, 1)]
    [InlineData(OperationClass.Placement, true, 1)]
    public async Task After_a_401_a_read_is_signed_anew_once_if_there_are_newer_secrets(OperationClass operation, bool newer, int attempts)
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Get, "*", ScriptedAnswer.Empty(401)).On(HttpMethod.Post, "*", ScriptedAnswer.Empty(401));
        VersionedSigner signer = new(newer);
        BrokerHttpClient client = Client(script, signer: signer);
        using BrokerReply reply = await client.SendAsync(operation == OperationClass.Read ? TestBroker.Read() : TestBroker.Place(), Token);
        Assert.Equal((BrokerageErrorCode.AuthExpired, Effect.None), (reply.Error!.Code, reply.Error.Effect));
        Assert.Equal(attempts, script.Requests.Count);
        Assert.Equal(operation == OperationClass.Read ? [1L] : [], signer.Stale);
    }

    [Fact]
    public async Task What_the_vault_says_is_a_refusal_before_anything_left()
    {
        using ScriptedHandler script = new();
        BrokerHttpClient client = Client(script, signer: new RevokedSigner());
        using BrokerReply reply = await client.SendAsync(TestBroker.Place(), Token);
        Assert.Equal((BrokerageErrorCode.AuthRevoked, Effect.None), (reply.Error!.Code, reply.Error.Effect));
    }

    [Fact]
    public async Task Cancelling_before_anything_left_throws_and_proves_it()
    {
        using ScriptedHandler script = new();
        using CancellationTokenSource source = new();
        BrokerHttpClient client = Client(script, signer: new WaitingSigner());
        Task<BrokerReply> sending = client.SendAsync(TestBroker.Place(), source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Empty(script.Requests);
    }

    [Theory]
    [InlineData(OperationClass.Placement)]
    [InlineData(OperationClass.Cancel)]
    [InlineData(OperationClass.Read)]
    public async Task Cancelling_once_it_may_have_left_ends_the_wait_with_an_unknown_outcome(OperationClass operation)
    {
        using CancellationTokenSource source = new();
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedAnswer silence = ScriptedAnswer.From(async (_, token) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return new HttpResponseMessage();
        });
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Get, "*", silence).On(HttpMethod.Post, "*", silence).On(HttpMethod.Delete, "*", silence);
        BrokerRequest request = operation switch { OperationClass.Read => TestBroker.Read(), OperationClass.Cancel => TestBroker.Cancel(), _ => TestBroker.Place() };
        Task<BrokerReply> sending = Client(script).SendAsync(request, source.Token);
        await arrived.Task.WaitAsync(Token);
        await source.CancelAsync();
        if (operation == OperationClass.Read)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
            return;
        }

        using BrokerReply reply = await sending;
        Assert.Equal((BrokerageErrorCode.Timeout, Effect.Unknown), (reply.Error!.Code, reply.Error.Effect));
        Assert.Equal(RecoveryAction.LookUpOrder, reply.Error.Recovery);
        Assert.Single(script.Requests);
    }

    [Fact]
    public async Task Cancelling_between_two_attempts_keeps_the_doubt_of_the_first()
    {
        using CancellationTokenSource source = new();
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Delete, "*", ScriptedAnswer.Reset());
        Task<BrokerReply> sending = Client(script).SendAsync(TestBroker.Cancel(), source.Token);
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(1), Token);
        await source.CancelAsync();
        using BrokerReply reply = await sending;
        Assert.Equal(Effect.Unknown, reply.Error!.Effect);
    }

    private BrokerHttpClient Client(HttpMessageHandler handler, ResilienceOptions? resilience = null, IRequestSigner? signer = null, BrokerId? broker = null, IErrorTranslator? errors = null)
    {
        BrokerTransport transport = new(new BrokerTransportOptions
        {
            Broker = broker ?? TestBroker.Id, Handler = handler, TimeProvider = _clock, Random = new Random(7), Resilience = resilience ?? new ResilienceOptions(),
        });
        RateLimit limit = new() { Class = "*", Scope = LimitScope.Connection, Permits = 1000, Window = TimeSpan.FromMinutes(1) };
        return transport.CreateClient(new BrokerClientOptions { Environment = TestBroker.Paper, Application = "app", Signer = signer, Limits = [limit], Errors = errors });
    }

    /// <summary>Calls every failure an outage that passes.</summary>
    private sealed class AlwaysDown : IErrorTranslator
    {
        public BrokerageError Translate(BrokerRequest request, BrokerResponse response) =>
            new(BrokerageErrorCode.BrokerUnavailable, TestBroker.Id, "Down.") { IsTransient = true };
    }

    private sealed class VersionedSigner(bool newer) : IRequestSigner
    {
        public List<long> Stale { get; } = [];

        public ValueTask<long> SignAsync(HttpRequestMessage message, BrokerRequest request, CancellationToken cancellationToken = default) => new(1L);

        public ValueTask<bool> RenewAsync(long usedVersion, CancellationToken cancellationToken = default)
        {
            Stale.Add(usedVersion);
            return new(newer);
        }
    }

    private sealed class RevokedSigner : IRequestSigner
    {
        public ValueTask<long> SignAsync(HttpRequestMessage message, BrokerRequest request, CancellationToken cancellationToken = default) =>
            throw new BrokerageException(new BrokerageError(BrokerageErrorCode.AuthRevoked, TestBroker.Id, "revoked") { Effect = Effect.Unknown });

        public ValueTask<bool> RenewAsync(long usedVersion, CancellationToken cancellationToken = default) => new(false);
    }

    private sealed class WaitingSigner : IRequestSigner
    {
        public async ValueTask<long> SignAsync(HttpRequestMessage message, BrokerRequest request, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 1;
        }

        public ValueTask<bool> RenewAsync(long usedVersion, CancellationToken cancellationToken = default) => new(false);
    }
}
