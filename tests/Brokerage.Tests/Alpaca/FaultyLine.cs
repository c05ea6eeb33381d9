using System.Globalization;
using Brokerage.Alpaca;
using Brokerage.Simulator;
using Brokerage.Testing;
using Brokerage.Tests.Fakes;
using Brokerage.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Brokerage.Tests.Alpaca;

/// <summary>
/// One Alpaca connection behind the journal, whose line to a simulator fails once as a plan says: with the first connection that is opened
/// after <see cref="Arm"/>. Every request opens one of its own.
/// </summary>
internal sealed class FaultyLine : IAsyncDisposable
{
    // Time passes only for pauses: an attempt's own limit must not strike because a machine is busy.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    private readonly AlpacaSimulator _simulator;
    private readonly ChaosPlan _fault;
    private readonly ChaosProxy _proxy;
    private readonly AlpacaAdapter _adapter;
    private readonly JournalConnection _connection;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
    private int _armed;

    public FaultyLine(AlpacaSimulator simulator, ChaosPlan fault)
    {
        (_simulator, _fault) = (simulator, fault);
        _proxy = new ChaosProxy(simulator.Address.Port, _ => Interlocked.CompareExchange(ref _armed, 2, 1) == 1 ? fault : ChaosPlan.Clean, _clock);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_proxy.Port}/"));
        _adapter = new AlpacaAdapter(
            new AlpacaOptions
            {
                KeyId = simulator.Credentials.KeyId,
                SecretKey = new Secret(simulator.Credentials.SecretKey),
                Environment = AlpacaAdapter.Simulated(address, address),
            },
            new BrokerTransportOptions
            {
                Broker = AlpacaAdapter.BrokerId,
                TimeProvider = _clock,
                ConfigureHandler = handler => handler.PooledConnectionLifetime = TimeSpan.Zero,
            });
        var options = new OrderJournalOptions { LongestPause = TimeSpan.FromSeconds(4) };
        _connection = new JournalConnection(_adapter.Create("wire"), Journal, options, _clock, NullLogger.Instance, new WishesUnderWay());
    }

    public MemoryOrderJournal Journal { get; } = new();

    public ITrading Trading => _connection.Trading!;

    /// <summary>Whether the fault has met a request.</summary>
    public bool WasMet => Volatile.Read(ref _armed) == 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<AccountRef> AccountAsync() => (await _connection.Accounts.GetAccountsAsync(Token)).Items[0].Ref;

    public void Arm() => Volatile.Write(ref _armed, 1);

    /// <summary>Waits for a task; only what the plan leaves hanging is given up by its time limit.</summary>
    public async Task<T> PassAsync<T>(Task<T> task)
    {
        for (var waited = 0; !task.IsCompleted; waited++)
        {
            if (_clock.UntilNextTimer <= LongestPause || (_fault.HalfOpen && waited > 50)) _clock.AdvanceToNextTimer();
            await Task.WhenAny(task, Task.Delay(1, Token));
        }

        return await task;
    }

    /// <summary>What the journal says in the end.</summary>
    public async Task<JournalEntry> SettledAsync(string key)
    {
        for (var waited = 0; ; waited++)
        {
            var entry = (await Journal.FindAsync(key, Token))!;
            if (!JournalLifecycle.IsUnsettled(entry.State)) return entry;
            Assert.True(waited < 20_000, $"{key} is still {entry.State}.");
            // A look at the line may hang on what was left half-open.
            if (_clock.UntilNextTimer <= LongestPause || (_fault.HalfOpen && waited % 500 == 499)) _clock.AdvanceToNextTimer();
            await Task.Delay(1, Token);
        }
    }

    /// <summary>What the exchange holds under a wire id.</summary>
    public Exchange.ExchangeOrder? Held(string wireId) => _simulator.Exchange.FindOrderByClientId(_simulator.Account, wireId);

    /// <summary>An order and what belongs to it.</summary>
    public IReadOnlyList<Exchange.ExchangeOrder> Tree(OrderId order) => _simulator.Exchange.GetOrderTree(_simulator.Account, order);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _adapter.Dispose();
        await _proxy.DisposeAsync();
    }
}
