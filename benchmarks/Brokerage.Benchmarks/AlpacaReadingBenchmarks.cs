using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Brokerage.Alpaca;
using Brokerage.Transport;

namespace Brokerage.Benchmarks;

/// <summary>A thousand positions and a page of five hundred orders from memory, to the public models: the adapter beside code by hand, and the bare records.</summary>
[MemoryDiagnoser, MinColumn]
public class AlpacaReadingBenchmarks
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly HurriedClock _clock = new();
    private readonly byte[] _positions = AlpacaBytes.Positions(1000);
    private readonly byte[] _orders = AlpacaBytes.Orders(500);
    private AlpacaAdapter _adapter = null!;
    private IBrokerageConnection _connection = null!;
    private HttpClient _client = null!;
    private AlpacaByHand _byHand = null!;
    private AccountRef _account = null!;
    private HistoryQuery _history = null!;

    [GlobalSetup]
    public void Setup()
    {
        MemoryHandler handler = new(new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["/v2/account"] = AlpacaBytes.Account,
            ["/v2/positions"] = _positions,
            ["/v2/orders"] = _orders,
        });
        _adapter = new AlpacaAdapter(
            new AlpacaOptions { KeyId = "PKBENCHMARK000000001", SecretKey = new Secret("benchmark") },
            new BrokerTransportOptions { Broker = AlpacaAdapter.BrokerId, Handler = handler, TimeProvider = _clock });
        _connection = _adapter.Create();
        _account = _connection.Accounts.GetAccountsAsync().GetAwaiter().GetResult().Items[0].Ref;
        _history = new HistoryQuery(_account.Account, From, From.AddYears(1));
        _client = new HttpClient(handler) { BaseAddress = new Uri("https://paper-api.alpaca.markets/") };
        _client.DefaultRequestHeaders.Add("APCA-API-KEY-ID", "PKBENCHMARK000000001");
        _client.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", "benchmark");
        _byHand = new AlpacaByHand(_client, _account);
        MustAgree();
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _connection.DisposeAsync();
        _adapter.Dispose();
        _client.Dispose();
    }

    [Benchmark]
    public async Task<int> PositionsByHand() => (await _byHand.PositionsAsync()).Count;

    [Benchmark]
    public async Task<int> PositionsByAdapter()
    {
        _clock.HurryOn();
        return (await _connection.Accounts.GetPositionsAsync(_account.Account)).Items.Count;
    }

    [Benchmark]
    public int PositionsBareRecords() => JsonSerializer.Deserialize(_positions, HandJson.Default.ListHandPosition)!.Count;

    [Benchmark]
    public async Task<int> OrdersByHand() => (await _byHand.OrdersAsync()).Count;

    [Benchmark]
    public async Task<int> OrdersByAdapter()
    {
        _clock.HurryOn();
        return (await _connection.Trading!.GetOrderHistoryAsync(_history)).Items.Count;
    }

    [Benchmark]
    public int OrdersBareRecords() => JsonSerializer.Deserialize(_orders, HandJson.Default.ListHandOrder)!.Count;

    private void MustAgree()
    {
        SameModels.Require(
            _byHand.PositionsAsync().GetAwaiter().GetResult(), _connection.Accounts.GetPositionsAsync(_account.Account).GetAwaiter().GetResult().Items, 1000);
        SameModels.Require(_byHand.OrdersAsync().GetAwaiter().GetResult(), _connection.Trading!.GetOrderHistoryAsync(_history).GetAwaiter().GetResult().Items, 500);
    }
}
