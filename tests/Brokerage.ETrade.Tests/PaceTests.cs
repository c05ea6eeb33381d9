using Brokerage.ETrade.Auth;
using Brokerage.Exchange;
using Brokerage.Simulator;
using Brokerage.Testing;
using Brokerage.TestSupport;
using Brokerage.Transport;

namespace Brokerage.ETrade.Tests;

/// <summary>Whoever keeps the settings as they are is never told that he asks too often.</summary>
public sealed class PaceTests : IAsyncDisposable
{
    // Time passes while nothing is under way alone: what is late by real time would arrive in another second than it was meant for.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _clock = new(ExchangeBooks.Morning);
    private readonly Line _line = new();
    private readonly List<Task> _readers = [];
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_readers).WithStepsAsync(() => _clock.Advance(Step), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _line.Dispose();
        _over.Dispose();
    }

    [Fact]
    public async Task At_the_pace_that_is_set_at_first_no_request_is_one_too_many_with_streams_and_readers_at_once()
    {
        var (exchange, _) = ExchangeBooks.Open(_clock, holdsCoin: false);
        using var books = exchange;
        await using var etrade = await ETradeSimulator.StartAsync(
            new ETradeSimulatorOptions
            {
                Time = _clock, Exchange = exchange, Market = MarketMode.Calendar, Pacing = PacingMode.Strict, Accounts = [new ETradeAccount { Account = ExchangeBooks.Account }],
            },
            _over.Token);
        using var adapter = new ETradeAdapter(
            new ETradeOptions { SandboxConsumerKey = etrade.Credentials.ConsumerKey, SandboxConsumerSecret = new Secret(etrade.Credentials.ConsumerSecret), Environment = ETradeAdapter.Simulated(etrade.Address) },
            new BrokerTransportOptions { Broker = ETradeAdapter.BrokerId, TimeProvider = _clock, Handler = _line });
        var access = etrade.SignIn();
        await using var connection = adapter.Create(ETradeSecrets.Of(
            new OAuthPair(new Secret(access.Token), new Secret(access.Secret)), ETradeAdapter.Simulated(etrade.Address), ETradeSecrets.EndOf(_clock.GetUtcNow(), days: 1), _clock.GetUtcNow(), subject: null));
        var account = AccountId.Parse(etrade.KeyOf(ExchangeBooks.Account));

        // An order that waits keeps the looks of the stream close together.
        ExchangeBooks.Place(exchange, ExchangeBooks.Account, OrderSpec.Limit(Instrument.Parse("BRK.B"), Side.Buy, 1m, 10m), 1);
        _readers.Add(ReadAsync(connection.Streaming!.OrdersAsync(account, null, _over.Token)));
        _readers.Add(ReadAsync(connection.Streaming!.QuotesAsync([Instrument.Parse("AAPL")], _over.Token)));
        var all = Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            await connection.Accounts.GetBalanceAsync(account, _over.Token);
            await connection.Trading!.GetOpenOrdersAsync(account, _over.Token);
            await connection.MarketData!.GetQuotesAsync([Instrument.Parse("AAPL")], _over.Token);
            await connection.Accounts.GetPositionsAsync(account, _over.Token);
        }));

        await all.WithStepsAsync(() => _clock.Advance(_line.IsQuiet ? Step : TimeSpan.Zero));

        var asked = etrade.Requests.ToList();
        Assert.All(asked, request => Assert.NotEqual(400, request.Status));
        Assert.True(asked.Count(request => request.Path.Contains("/orders", StringComparison.Ordinal)) > 12, "the stream has not looked");
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<StreamItem<T>> stream)
    {
        await foreach (var _ in stream)
        {
            // What it says is no matter here.
        }
    }

    private sealed class Line() : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _underWay;

        public bool IsQuiet => Volatile.Read(ref _underWay) == 0;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _underWay);
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                return answer;
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }
        }
    }
}
