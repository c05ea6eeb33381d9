using System.Globalization;
using System.IO.Compression;
using System.Text;
using Brokerage.Testing;

namespace Brokerage.Transport.Tests.Http;

public sealed class ContentCodingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, br")]
    public async Task A_compressed_answer_is_read_as_any_other(string coding)
    {
        using ScriptedHandler script = Answering(coding, Encode("""{"cash":"100.250"}""", coding));
        AnswerWire answer = await TestBroker.Client(script).ReadAsync(TestBroker.Read(), TestJson.Default.AnswerWire, Token);
        Assert.Equal(100.250m, answer.Cash);
        Assert.Equal("gzip, br", Assert.Single(script.Requests).Headers["Accept-Encoding"]);
    }

    [Theory]
    [InlineData("gzip", 1_000_000, true)]
    [InlineData("br", 1_000_000, true)]
    [InlineData("gzip", 1_000_002, false)]
    public async Task The_limit_holds_for_what_comes_out(string coding, int limit, bool refused)
    {
        using ScriptedHandler script = Answering(coding, Encode("\"" + new string('a', 1_000_000) + "\"", coding));
        BrokerRequest request = new()
        {
            Operation = "big", Class = OperationClass.Read, Purpose = EndpointPurpose.Trading, Method = HttpMethod.Get, Path = "x", MaxResponseBytes = limit,
        };
        using BrokerReply reply = await TestBroker.Client(script).SendAsync(request, Token);
        Assert.Equal(refused ? BrokerageErrorCode.UnexpectedResponse : null, reply.Error?.Code);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_damaged_answer_is_an_error_and_leaves_a_placement_open(string coding)
    {
        using ScriptedHandler script = Answering(coding, Encoding.UTF8.GetBytes("not what the header says"));
        BrokerHttpClient client = TestBroker.Client(script);
        using BrokerReply reply = await client.SendAsync(TestBroker.Place(), Token);
        Assert.Equal((BrokerageErrorCode.ConnectionFailed, Effect.Unknown), (reply.Error!.Code, reply.Error.Effect));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_damaged_read_is_an_error_of_ours(string coding)
    {
        byte[] whole = Encode(string.Concat(Enumerable.Range(0, 5_000).Select(i => i.ToString("X", CultureInfo.InvariantCulture))), coding);
        whole.AsSpan(whole.Length / 2, 40).Fill(0xA5);
        using ScriptedHandler script = Answering(coding, whole);
        using BrokerTransport transport = new(new BrokerTransportOptions
        {
            Broker = TestBroker.Id, Handler = script, Resilience = new ResilienceOptions { ReadAttempts = 1 },
        });
        BrokerHttpClient client = transport.CreateClient(new BrokerClientOptions { Environment = TestBroker.Paper, Application = "app" });
        using BrokerReply reply = await client.SendAsync(TestBroker.Read(), Token);
        Assert.False(reply.TryRead(TestJson.Default.AnswerWire, out _, out BrokerageError? error));
        Assert.Equal(BrokerageErrorCode.ConnectionFailed, error.Code);
        Assert.Equal(Effect.None, error.Effect);
    }

    [Fact]
    public async Task A_coding_that_nobody_offered_makes_the_answer_unreadable()
    {
        using ScriptedHandler script = Answering("zstd", Encode("""{"cash":"1"}""", "gzip"));
        var thrown = await Assert.ThrowsAsync<BrokerageException>(
            () => TestBroker.Client(script).ReadAsync(TestBroker.Read(), TestJson.Default.AnswerWire, Token));
        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, thrown.Error.Code);
    }

    private static ScriptedHandler Answering(string coding, byte[] body)
    {
        ScriptedAnswer answer = ScriptedAnswer.Content(200, "application/json", body, ("Content-Encoding", coding));
        return new ScriptedHandler().On(HttpMethod.Get, "*", answer).On(HttpMethod.Post, "*", answer);
    }

    private static byte[] Encode(string text, string codings)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        foreach (string coding in codings.Split(", "))
        {
            using MemoryStream target = new();
            using (Stream encoder = Encoder(coding, target)) encoder.Write(bytes);
            bytes = target.ToArray();
        }

        return bytes;
    }

    private static Stream Encoder(string coding, Stream target) => coding switch
    {
        "br" => new BrotliStream(target, CompressionLevel.Fastest),
        "deflate" => new ZLibStream(target, CompressionLevel.Fastest),
        _ => new GZipStream(target, CompressionLevel.Fastest),
    };
}
