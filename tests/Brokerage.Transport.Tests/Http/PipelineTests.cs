using Brokerage.Testing;

namespace Brokerage.Transport.Tests.Http;

public sealed class PipelineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_is_decoded()
    {
        using ScriptedHandler script = new ScriptedHandler().OnGet("/v1/account", """{"cash":"100.250"}""");
        AnswerWire answer = await TestBroker.Client(script).ReadAsync(TestBroker.Read(), TestJson.Default.AnswerWire, Token);
        Assert.Equal(100.250m, answer.Cash);
    }

    [Fact]
    public async Task Headers_signature_and_body_are_sent_as_asked()
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Post, "/v1/orders", ScriptedAnswer.Json(200, """{"id":"o1"}"""));
        BrokerHttpClient client = TestBroker.Client(script, options => options with { Signer = new KeySigner(), Headers = [new("Accept", "application/json")] });
        using BrokerReply reply = await client.SendAsync(TestBroker.Place("""{"a":1}"""), Token);
        Assert.Null(reply.Error);
        RecordedRequest sent = Assert.Single(script.Requests);
        Assert.Equal("""{"a":1}""", sent.Text);
        Assert.Equal("application/json", sent.Headers["Content-Type"]);
        Assert.Equal("application/json", sent.Headers["Accept"]);
        Assert.Equal("orders.place:1", sent.Headers["X-Key"]);
    }

    [Fact]
    public async Task An_address_of_another_environment_is_refused_before_anything_leaves()
    {
        using ScriptedHandler script = new();
        using BrokerReply reply = await TestBroker.Client(script).SendAsync(TestBroker.Read("https://api.acme.test/v1/account"), Token);
        Assert.Equal((BrokerageErrorCode.EnvironmentMismatch, Effect.None), (reply.Error!.Code, reply.Error.Effect));
        Assert.Empty(script.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Orders_leave_for_a_live_environment_only_with_the_switch(bool allowed)
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Post, "*", ScriptedAnswer.Json(200, "{}"))
            .On(HttpMethod.Delete, "*", ScriptedAnswer.Empty(204)).On(HttpMethod.Get, "*", ScriptedAnswer.Json(200, "{}"));
        BrokerHttpClient client = TestBroker.Client(script, options => options with { Environment = TestBroker.Live, AllowLiveOrders = allowed });
        foreach (BrokerRequest request in new[] { TestBroker.Place(), TestBroker.Cancel() })
        {
            using BrokerReply reply = await client.SendAsync(request, Token);
            Assert.Equal(allowed ? null : BrokerageErrorCode.LiveTradingNotAllowed, reply.Error?.Code);
        }

        Assert.Equal(allowed ? 2 : 0, script.Requests.Count);
        using BrokerReply read = await client.SendAsync(TestBroker.Read(), Token);
        Assert.Null(read.Error);
    }

    [Theory]
    [InlineData(401, BrokerageErrorCode.AuthExpired, Effect.None)]
    [InlineData(422, BrokerageErrorCode.InvalidRequest, Effect.None)]
    [InlineData(429, BrokerageErrorCode.RateLimited, Effect.None)]
    [InlineData(400, BrokerageErrorCode.InvalidRequest, Effect.Unknown)]
    [InlineData(302, BrokerageErrorCode.UnexpectedResponse, Effect.Unknown)]
    [InlineData(409, BrokerageErrorCode.UnexpectedResponse, Effect.Unknown)]
    [InlineData(500, BrokerageErrorCode.BrokerUnavailable, Effect.Unknown)]
    [InlineData(504, BrokerageErrorCode.Timeout, Effect.Unknown)]
    public async Task A_bare_status_proves_a_refused_placement_only_where_it_must(int status, BrokerageErrorCode code, Effect effect)
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Post, "*", ScriptedAnswer.Content(status, "text/html", "<html>no</html>"u8.ToArray()));
        using BrokerReply reply = await TestBroker.Client(script).SendAsync(TestBroker.Place(), Token);
        Assert.Equal((code, effect), (reply.Error!.Code, reply.Error.Effect));
        Assert.Equal("<html>no</html>", reply.Error.BrokerText);
        Assert.Single(script.Requests);
    }

    [Fact]
    public async Task The_brokers_own_table_comes_first_and_may_find_a_refusal_behind_200()
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Post, "*", ScriptedAnswer.Json(400, "{}"), ScriptedAnswer.Json(200, "{}", ("X-Refused", "yes")));
        BrokerHttpClient client = TestBroker.Client(script, options => options with { Errors = new Table() });
        using BrokerReply first = await client.SendAsync(TestBroker.Place(), Token);
        Assert.Equal((BrokerageErrorCode.InvalidOrder, Effect.None), (first.Error!.Code, first.Error.Effect));
        using BrokerReply second = await client.SendAsync(TestBroker.Place(), Token);
        Assert.Equal(BrokerageErrorCode.OrderRejected, second.Error!.Code);
    }

    [Fact]
    public async Task A_table_that_trips_over_an_answer_leaves_the_judgement_to_the_status_and_throws_nothing()
    {
        using ScriptedHandler script = new ScriptedHandler()
            .On(HttpMethod.Post, "*", ScriptedAnswer.Json(500, "{}"), ScriptedAnswer.Json(422, "{}"), ScriptedAnswer.Json(200, """{"id":"o1"}"""));
        BrokerHttpClient client = TestBroker.Client(script, options => options with { Errors = new TrippingTable() });
        foreach ((BrokerageErrorCode? code, Effect? effect) in new (BrokerageErrorCode?, Effect?)[] { (BrokerageErrorCode.BrokerUnavailable, Effect.Unknown), (BrokerageErrorCode.InvalidRequest, Effect.None) })
        {
            using BrokerReply reply = await client.SendAsync(TestBroker.Place(), Token);
            Assert.Equal((code, effect), (reply.Error!.Code, reply.Error.Effect));
        }

        // What cannot be looked into must not read as refused; nor may it read as placed.
        using BrokerReply unread = await client.SendAsync(TestBroker.Place(), Token);
        Assert.Equal(Effect.Unknown, unread.Error!.Effect);
        Assert.Equal(3, script.Requests.Count);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("{\"cash\":")]
    public async Task An_unreadable_answer_is_an_error_and_leaves_a_placement_open(string body)
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Post, "*", ScriptedAnswer.Json(200, body)).On(HttpMethod.Get, "*", ScriptedAnswer.Json(200, body));
        BrokerHttpClient client = TestBroker.Client(script);
        using BrokerReply reply = await client.SendAsync(TestBroker.Place(), Token);
        Assert.False(reply.TryRead(TestJson.Default.AnswerWire, out _, out BrokerageError? error));
        Assert.Equal((BrokerageErrorCode.UnexpectedResponse, Effect.Unknown), (error.Code, error.Effect));
        Assert.Null(error.BrokerText);
        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => client.ReadAsync(TestBroker.Read(), TestJson.Default.AnswerWire, Token));
        Assert.Equal((BrokerageErrorCode.UnexpectedResponse, Effect.None), (thrown.Error.Code, thrown.Error.Effect));
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public async Task An_answer_over_the_limit_is_not_read(int limit, bool refused)
    {
        using ScriptedHandler script = new ScriptedHandler().OnGet("*", "\"" + new string('a', 98) + "\"");
        BrokerRequest request = new()
        {
            Operation = "big", Class = OperationClass.Read, Purpose = EndpointPurpose.Trading, Method = HttpMethod.Get, Path = "x", MaxResponseBytes = limit,
        };
        using BrokerReply reply = await TestBroker.Client(script).SendAsync(request, Token);
        Assert.Equal(refused ? BrokerageErrorCode.UnexpectedResponse : null, reply.Error?.Code);
    }

    [Fact]
    public async Task Retry_after_is_read_in_both_forms()
    {
        using ScriptedHandler script = new ScriptedHandler().On(
            HttpMethod.Post,
            "*",
            ScriptedAnswer.Json(429, "{}", ("Retry-After", "7")),
            ScriptedAnswer.Json(429, "{}", ("Retry-After", "Mon, 02 Mar 2026 14:31:00 GMT"), ("Date", "Mon, 02 Mar 2026 14:30:30 GMT")));
        foreach (int seconds in new[] { 7, 30 })
        {
            using BrokerReply reply = await TestBroker.Client(script).SendAsync(TestBroker.Place(), Token);
            Assert.Equal(TimeSpan.FromSeconds(seconds), reply.Error!.RetryAfter);
        }
    }

    [Fact]
    public async Task Tokens_in_a_refused_or_unreadable_sign_in_answer_stay_out_of_errors()
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Post, "*", ScriptedAnswer.Content(400, "text/plain", "refresh_token=abc"u8.ToArray()));
        BrokerRequest refresh = new()
        {
            Operation = "token.refresh", Class = OperationClass.Refresh, Purpose = EndpointPurpose.SignIn, Method = HttpMethod.Post, Path = "token",
            ContentType = "application/x-www-form-urlencoded", Body = BrokerRequest.FormBody(("grant_type", "refresh_token"), ("refresh_token", "a b")),
        };
        using BrokerReply reply = await TestBroker.Client(script).SendAsync(refresh, Token);
        Assert.Null(reply.Error!.BrokerText);
        Assert.Equal("grant_type=refresh_token&refresh_token=a%20b", Assert.Single(script.Requests).Text);
    }

    private sealed class KeySigner : IRequestSigner
    {
        public ValueTask<long> SignAsync(HttpRequestMessage message, BrokerRequest request, CancellationToken cancellationToken = default)
        {
            message.Headers.Add("X-Key", request.Operation + ":1");
            return new(1L);
        }

        public ValueTask<bool> RenewAsync(long usedVersion, CancellationToken cancellationToken = default) => new(false);
    }

    private sealed class TrippingTable : IErrorTranslator
    {
        public BrokerageError Translate(BrokerRequest request, BrokerResponse response) => throw new FormatException("not what it was");

        public BrokerageError? Inspect(BrokerRequest request, BrokerResponse response) => throw new KeyNotFoundException("not there any more");
    }

    private sealed class Table : IErrorTranslator
    {
        public BrokerageError Translate(BrokerRequest request, BrokerResponse response) => new(BrokerageErrorCode.InvalidOrder, TestBroker.Id, "no");

        public BrokerageError? Inspect(BrokerRequest request, BrokerResponse response) =>
            response.Header("x-refused") is "yes" ? new(BrokerageErrorCode.OrderRejected, TestBroker.Id, "no") : null;
    }
}
