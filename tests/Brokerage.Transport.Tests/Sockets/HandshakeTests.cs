using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Brokerage.Transport.Tests.Http;
using Brokerage.Transport.Tests.Testing;

namespace Brokerage.Transport.Tests.Sockets;

/// <summary>
/// What a caller's options do for a handshake, each twice: by the platform's own way, and with a header of a content, for which the handshake
/// goes through a handler of ours and the options move over.
/// </summary>
public sealed class HandshakeTests : IDisposable
{
    private readonly X509Certificate2 _certificate = SelfSigned("CN=stream");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_is_asked_for_a_tunnel_and_the_handshake_goes_through_it(bool isMoved)
    {
        using UpgradedServer server = new();
        using TunnelProxy proxy = new();
        await EchoAsync(server, isMoved, options => options.Proxy = proxy.AsProxy());
        Assert.Equal($"CONNECT 127.0.0.1:{server.Port} HTTP/1.1", Assert.Single(proxy.Asked));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_of_its_own_making_is_refused_and_taken_by_a_callback_that_knows_it(bool isMoved)
    {
        using UpgradedServer server = new(_certificate);
        BrokerageException refused = await Assert.ThrowsAsync<BrokerageException>(() => EchoAsync(server, isMoved, _ => { }));
        BrokerageException other = await Assert.ThrowsAsync<BrokerageException>(() => EchoAsync(server, isMoved, Pinned("00")));
        Assert.Equal((BrokerageErrorCode.ConnectionFailed, BrokerageErrorCode.ConnectionFailed), (refused.Error.Code, other.Error.Code));
        Assert.Empty(server.Handshakes);

        await EchoAsync(server, isMoved, Pinned(_certificate.GetCertHashString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_client_shows_its_own_certificate(bool isMoved)
    {
        using UpgradedServer server = new(_certificate);
        using X509Certificate2 mine = SelfSigned("CN=client");
        await EchoAsync(server, isMoved, options =>
        {
            Pinned(_certificate.GetCertHashString())(options);
            options.ClientCertificates = [mine];
        });
        Assert.Equal([mine.GetCertHashString()], server.ClientCertificates);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Credentials_answer_a_challenge_and_are_not_sent_before(bool isMoved)
    {
        using UpgradedServer server = new(challenge: "Basic realm=\"stream\"");
        await EchoAsync(server, isMoved, options => options.Credentials = new NetworkCredential("user", "word"), handshakes: 2);
        string[] heads = [.. server.Handshakes];
        Assert.DoesNotContain("Authorization:", heads[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"Authorization: Basic {Convert.ToBase64String("user:word"u8)}\r\n", heads[1], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_credentials_a_challenge_is_a_refusal_for_want_of_a_login(bool isMoved)
    {
        using UpgradedServer server = new(challenge: "Basic realm=\"stream\"");
        BrokerageException refused = await Assert.ThrowsAsync<BrokerageException>(() => EchoAsync(server, isMoved, _ => { }));
        Assert.Equal(BrokerageErrorCode.AuthExpired, refused.Error.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cookies_go_along(bool isMoved)
    {
        using UpgradedServer server = new();
        CookieContainer cookies = new();
        cookies.Add(new Uri($"http://127.0.0.1:{server.Port}/"), new Cookie("session", "one"));
        await EchoAsync(server, isMoved, options => options.Cookies = cookies);
        Assert.Contains("Cookie: session=one\r\n", Assert.Single(server.Handshakes), StringComparison.Ordinal);
    }

    private static async Task EchoAsync(UpgradedServer server, bool isMoved, Action<ClientWebSocketOptions> configure, int handshakes = 1)
    {
        SocketTarget target = new(server.AddressAt(server.Port), isMoved ? [new("Content-Type", "application/msgpack")] : []);
        await using ISocketConnection socket = await new WebSocketConnector(TestBroker.Id, configure).ConnectAsync(target, Token);
        await socket.SendAsync("hello"u8.ToArray(), Token);
        ArrayBufferWriter<byte> heard = new();
        Assert.True(await socket.ReceiveAsync(heard, Token));
        Assert.Equal("hello", Encoding.UTF8.GetString(heard.WrittenSpan));
        Assert.Equal(handshakes, server.Handshakes.Count);
        Assert.Equal(isMoved, server.Handshakes.Last().Contains("Content-Type: application/msgpack\r\n", StringComparison.Ordinal));
    }

    private static Action<ClientWebSocketOptions> Pinned(string thumbprint)
    {
        bool IsIt(object sender, X509Certificate? theirs, X509Chain? chain, SslPolicyErrors errors) =>
            string.Equals(theirs?.GetCertHashString(), thumbprint, StringComparison.Ordinal);
        return options => options.RemoteCertificateValidationCallback = IsIt;
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
