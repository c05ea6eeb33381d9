using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Brokerage.ETrade;
using Brokerage.ETrade.Auth;
using Brokerage.Transport;

namespace Brokerage.Benchmarks;

/// <summary>
/// A thousand positions in five pages and five hundred orders in five more, from memory, to the public models: the adapter beside code by hand,
/// and the bare records; and the adapter with the same answers in XML.
/// </summary>
[MemoryDiagnoser, MinColumn]
public class ETradeReadingBenchmarks
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly HurriedClock _clock = new(ETradeBytes.Now);
    private readonly byte[][] _positions = ETradeBytes.Positions(1000);
    private readonly byte[][] _orders = ETradeBytes.Orders(500);
    private ETradeAdapter _adapter = null!, _xmlAdapter = null!;
    private IBrokerageConnection _connection = null!, _xmlConnection = null!;
    private HttpClient _client = null!;
    private ETradeByHand _byHand = null!;
    private AccountRef _account = null!;
    private HistoryQuery _history = null!;

    [GlobalSetup]
    public void Setup()
    {
        MemoryHandler handler = new(ETradeBytes.Answers(ETradeBytes.Accounts, _positions, _orders));
        MemoryHandler xml = new(
            ETradeBytes.Answers(ETradeBytes.Xml([ETradeBytes.Accounts])[0], ETradeBytes.Xml(_positions), ETradeBytes.Xml(_orders)), "application/xml");
        (_adapter, _connection) = Open(handler, isXml: false);
        (_xmlAdapter, _xmlConnection) = Open(xml, isXml: true);
        _account = _connection.Accounts.GetAccountsAsync().GetAwaiter().GetResult().Items[0].Ref;
        _history = new HistoryQuery(_account.Account, From, From.AddYears(1));
        _client = new HttpClient(handler) { BaseAddress = new Uri("https://apisb.etrade.com/") };
        _byHand = new ETradeByHand(_client, _account);
        MustAgree();
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _connection.DisposeAsync();
        await _xmlConnection.DisposeAsync();
        _adapter.Dispose();
        _xmlAdapter.Dispose();
        _client.Dispose();
    }

    [Benchmark]
    public async Task<int> PositionsByHand() => (await _byHand.PositionsAsync()).Count;

    [Benchmark]
    public async Task<int> PositionsByAdapter() => (await PositionsAsync(_connection)).Count;

    [Benchmark]
    public async Task<int> PositionsByAdapterInXml() => (await PositionsAsync(_xmlConnection)).Count;

    [Benchmark]
    public int PositionsBareRecords() => _positions.Sum(page => JsonSerializer.Deserialize(page, HandETradeJson.Default.HandPortfolioAnswer)!.PortfolioResponse.AccountPortfolio[0].Position.Count);

    [Benchmark]
    public async Task<int> OrdersByHand() => (await _byHand.OrdersAsync()).Count;

    [Benchmark]
    public async Task<int> OrdersByAdapter() => (await OrdersAsync(_connection)).Count;

    [Benchmark]
    public async Task<int> OrdersByAdapterInXml() => (await OrdersAsync(_xmlConnection)).Count;

    [Benchmark]
    public int OrdersBareRecords() => _orders.Sum(page => JsonSerializer.Deserialize(page, HandETradeJson.Default.HandOrdersAnswer)!.OrdersResponse.Order.Count);

    private async Task<IReadOnlyList<Position>> PositionsAsync(IBrokerageConnection connection)
    {
        _clock.HurryOn();
        return (await connection.Accounts.GetPositionsAsync(_account.Account)).Items;
    }

    private async Task<IReadOnlyList<Order>> OrdersAsync(IBrokerageConnection connection)
    {
        _clock.HurryOn();
        List<Order> orders = [];
        HistoryQuery? query = _history;
        while (query is not null)
        {
            Page<Order> page = await connection.Trading!.GetOrderHistoryAsync(query);
            orders.AddRange(page.Items);
            query = page.Next is { } next ? query with { Cursor = next } : null;
        }

        return orders;
    }

    private (ETradeAdapter Adapter, IBrokerageConnection Connection) Open(MemoryHandler handler, bool isXml)
    {
        ETradeOptions options = new()
        {
            SandboxConsumerKey = "benchmark",
            SandboxConsumerSecret = new Secret("benchmark"),
            AccountRequestsPerSecond = 100,
            OrderRequestsPerSecond = 100,
            AnswersInXml = isXml,
        };
        ETradeAdapter adapter = new(options, new BrokerTransportOptions { Broker = ETradeAdapter.BrokerId, Handler = handler, TimeProvider = _clock });
        ConnectionSecrets secrets = ETradeSecrets.Of(
            new OAuthPair(new Secret("VdbEmIyf3WX+NHIaGuCSJdmtrEXkOHXoDP0b9fN6c9Y="), new Secret("benchmark")),
            ETradeAdapter.Sandbox, ETradeBytes.Now.AddYears(1), ETradeBytes.Now, subject: null);
        return (adapter, adapter.Create(new BrokerageConnectionContext
        {
            Connection = ConnectionId.Parse("etrade"),
            Environment = ETradeAdapter.Sandbox,
            Application = "benchmark",
            Secrets = new FixedSecretSource(ETradeAdapter.BrokerId, secrets),
        }));
    }

    private void MustAgree()
    {
        var positions = _byHand.PositionsAsync().GetAwaiter().GetResult();
        SameModels.Require(positions, PositionsAsync(_connection).GetAwaiter().GetResult(), 1000);
        SameModels.Require(positions, PositionsAsync(_xmlConnection).GetAwaiter().GetResult(), 1000);
        var orders = _byHand.OrdersAsync().GetAwaiter().GetResult();
        SameModels.Require(orders, OrdersAsync(_connection).GetAwaiter().GetResult(), 500);
        SameModels.Require(orders, OrdersAsync(_xmlConnection).GetAwaiter().GetResult(), 500);
    }
}
