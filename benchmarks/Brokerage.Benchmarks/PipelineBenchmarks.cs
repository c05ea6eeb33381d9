using System.Net.Http.Json;
using BenchmarkDotNet.Attributes;
using Brokerage.Transport;

namespace Brokerage.Benchmarks;

/// <summary>What the pipeline (guards, signature, rate gate, breaker, retries, telemetry) adds to a small GET over loopback.</summary>
[MemoryDiagnoser, MinColumn]
public class PipelineBenchmarks
{
    private readonly LoopbackServer _server = new();
    private HttpClient _bare = null!;
    private BrokerTransport _transport = null!;
    private BrokerHttpClient _client = null!;
    private Uri _address = null!;

    [GlobalSetup]
    public void Setup()
    {
        _address = _server.Address;
        _bare = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
        _bare.DefaultRequestHeaders.Add("X-Key", "key");
        _bare.DefaultRequestHeaders.Add("User-Agent", "Bare");
        _transport = new BrokerTransport(new BrokerTransportOptions { Broker = BrokerId.Parse("acme"), ConfigureHandler = handler => handler.UseProxy = false });
        RateLimit limit = new() { Class = "*", Scope = LimitScope.Connection, Permits = int.MaxValue, Window = TimeSpan.FromSeconds(1) };
        _client = _transport.CreateClient(new BrokerClientOptions
        {
            Environment = new BrokerEnvironment("simulated", EnvironmentKind.Simulated, [new BrokerEndpoint(EndpointPurpose.Trading, _address)]),
            Application = "app",
            Connection = ConnectionId.Parse("c1"),
            Signer = new KeySigner(),
            Limits = [limit],
        });
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _bare.Dispose();
        _transport.Dispose();
        _server.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Task<AccountRow?> BareHttpClient() => _bare.GetFromJsonAsync(_address + "account", PlainJson.Default.AccountRow);

    [Benchmark]
    public Task<AccountRow> Pipeline() =>
        _client.ReadAsync(BrokerRequest.Get("account.get", EndpointPurpose.Trading, "account"), TolerantJson.Default.AccountRow);

    private sealed class KeySigner : IRequestSigner
    {
        public ValueTask<long> SignAsync(HttpRequestMessage message, BrokerRequest request, CancellationToken cancellationToken = default)
        {
            message.Headers.TryAddWithoutValidation("X-Key", "key");
            return new(1L);
        }

        public ValueTask<bool> RenewAsync(long usedVersion, CancellationToken cancellationToken = default) => new(false);
    }
}
