using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Brokerage.ETrade.Auth;

namespace Brokerage.Benchmarks;

#pragma warning disable CA5350 // The one method that E*TRADE takes.

/// <summary>
/// What signing a request for E*TRADE costs beside the bare HMAC-SHA1 of the same base string with the same key, which no signature can do
/// without. The base string, its sorting and encoding, the nonce and the header are what is added.
/// </summary>
[MemoryDiagnoser, MinColumn]
public class ETradeSigningBenchmarks
{
    private const string Nonce = "0123456789abcdef0123456789abcdef";
    private const string ConsumerSecret = "7d30246211192cda43ede3abd9b393b9c7bd6826c7c4340df3f791188a8b7c6d";
    private const string TokenSecret = "/rCGxzM7+QNWbk7MLcZcDBVOJsW2u0Qv3+9Uo3VTZkc=";
    private const long Time = 1_773_675_000;

    private readonly HttpRequestMessage _message = new(
        HttpMethod.Get, "https://api.etrade.com/v1/accounts/b7Qm2Vx9TzR4wLpB6sYnKA/orders.json?count=100&status=OPEN&fromDate=01012026&toDate=03162026");

    private readonly OAuthKeys _keys = new(
        "c5bb4dcb7bd6826c7c4340df3f791188", new Secret(ConsumerSecret), new Secret("VdbEmIyf3WX+NHIaGuCSJdmtrEXkOHXoDP0b9fN6c9Y="), new Secret(TokenSecret));

    private readonly ETradeClock _clock = new(TimeProvider.System);
    private byte[] _base = [], _key = [];

    [GlobalSetup]
    public void Setup()
    {
        _base = Encoding.ASCII.GetBytes(OAuthSignature.Base("GET", _message.RequestUri!, _keys, ("", ""), Time, Nonce));
        _key = Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(ConsumerSecret)}&{Uri.EscapeDataString(TokenSecret)}");
        string bare = Uri.EscapeDataString(Convert.ToBase64String(HMACSHA1.HashData(_key, _base)));
        if (!Signature().Contains($"oauth_signature=\"{bare}\"", StringComparison.Ordinal)) throw new InvalidOperationException("Both sign the same.");
    }

    [Benchmark(Baseline = true)]
    public byte BareHmac()
    {
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(_key, _base, hash);
        return hash[0];
    }

    /// <summary>The header's value.</summary>
    [Benchmark]
    public string Signature() => OAuthSignature.Header("GET", _message.RequestUri!, _keys, ("", ""), Time, Nonce);

    /// <summary>All that is done to a request: a nonce, the time by E*TRADE's clock, the header's value, and the header.</summary>
    [Benchmark]
    public int WholeRequest()
    {
        OAuthRequestSigner.Sign(_message, _keys, ("", ""), _clock);
        _message.Headers.Remove("Authorization");
        return 1;
    }
}
