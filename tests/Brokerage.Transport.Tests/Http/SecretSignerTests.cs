using Brokerage.Testing;

namespace Brokerage.Transport.Tests.Http;

/// <summary>Signing with the secrets of now, and once more with newer ones after the broker refused those.</summary>
public sealed class SecretSignerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_is_signed_anew_once_when_newer_secrets_can_be_had()
    {
        Source source = new() { Renewed = 2 };
        (BrokerReply reply, string[] sent) = await SendAsync(source, TestBroker.Read(), ScriptedAnswer.Json(401, "{}"), ScriptedAnswer.Json(200, "{}"));
        Assert.Null(reply.Error);
        Assert.Equal(["key 1", "key 2"], sent);
        Assert.Equal([1L], source.Asked);
    }

    [Fact]
    public async Task Secrets_that_stay_the_same_or_cannot_be_renewed_leave_the_refusal_as_it_is()
    {
        foreach (Source source in new[] { new Source { Renewed = 1 }, new Source { Renewed = null } })
        {
            (BrokerReply reply, string[] sent) = await SendAsync(source, TestBroker.Read(), ScriptedAnswer.Json(401, "{}"));
            Assert.Equal(BrokerageErrorCode.AuthExpired, reply.Error!.Code);
            Assert.Equal(["key 1"], sent);
            Assert.Equal([1L], source.Asked);
        }
    }

    [Fact]
    public async Task Newer_secrets_that_are_refused_too_are_not_renewed_again()
    {
        Source source = new() { Renewed = 2 };
        (BrokerReply reply, string[] sent) = await SendAsync(source, TestBroker.Read(), ScriptedAnswer.Json(401, "{}"));
        Assert.Equal(BrokerageErrorCode.AuthExpired, reply.Error!.Code);
        Assert.Equal((2, 1), (sent.Length, source.Asked.Count));
    }

    [Fact]
    public async Task A_placement_is_never_signed_anew()
    {
        Source source = new() { Renewed = 2 };
        (BrokerReply reply, string[] sent) = await SendAsync(source, TestBroker.Place(), ScriptedAnswer.Json(401, "{}"));
        Assert.Equal((BrokerageErrorCode.AuthExpired, Effect.None), (reply.Error!.Code, reply.Error.Effect));
        Assert.Single(sent);
        Assert.Empty(source.Asked);
    }

    private static async Task<(BrokerReply Reply, string[] Sent)> SendAsync(Source source, BrokerRequest request, params ScriptedAnswer[] answers)
    {
        using ScriptedHandler script = new ScriptedHandler().On(request.Method, "*", answers);
        using BrokerReply reply = await TestBroker.Client(script, options => options with { Signer = new Signer(source) }).SendAsync(request, Token);
        return (reply, [.. script.Requests.Select(sent => sent.Headers["X-Key"])]);
    }

    private sealed class Signer(ISecretSource secrets) : SecretSigner(secrets)
    {
        protected override void Sign(HttpRequestMessage message, BrokerRequest request, ConnectionSecrets secrets) =>
            message.Headers.Add("X-Key", secrets.Values["key"].Reveal());
    }

    /// <summary>Secrets of version 1, and of another one once they were renewed; null where nothing can be had.</summary>
    private sealed class Source : ISecretSource
    {
        private long _version = 1;

        public required long? Renewed { get; init; }

        public List<long> Asked { get; } = [];

        public ValueTask<VersionedSecrets> GetAsync(CancellationToken cancellationToken = default) => new(Version(_version));

        public ValueTask<VersionedSecrets> RenewAsync(long staleVersion, CancellationToken cancellationToken = default)
        {
            Asked.Add(staleVersion);
            _version = Renewed ?? throw new BrokerageException(new BrokerageError(BrokerageErrorCode.AuthExpired, TestBroker.Id, "A login is needed."));
            return new(Version(_version));
        }

        private static VersionedSecrets Version(long version) => new(
            new ConnectionSecrets
            {
                Scheme = "test",
                Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["key"] = new Secret($"key {version}") },
                LoggedInAt = DateTimeOffset.UnixEpoch,
                IssuedAt = DateTimeOffset.UnixEpoch,
            },
            version);
    }
}
