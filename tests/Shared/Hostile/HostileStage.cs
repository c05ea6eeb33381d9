using Brokerage.Testing;
using Brokerage.Transport;

namespace Brokerage.TestSupport.Hostile;

/// <summary>An adapter over a handler, on a clock that stands still.</summary>
internal sealed class HostileStage : IAsyncDisposable
{
    /// <summary>The largest answer that is read; small, so that one that is too large is made soon.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>When everything happens.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 19, 15, 32, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StageClock _clock;
    private IBrokerageConnection? _connection;

    public HostileStage(Rehearsal rehearsal, HttpMessageHandler handler, FakeTimeProvider? clock = null, ISocketConnector? sockets = null)
    {
        Rehearsal = rehearsal;
        Clock = clock ?? new FakeTimeProvider(Morning);
        _clock = new StageClock(Clock);
        Adapter = rehearsal.Open(
            new BrokerTransportOptions
            {
                Broker = rehearsal.Broker,
                TimeProvider = _clock,
                Handler = handler,
                MaxResponseBytes = MostBytes,
                // What is tried again, and when, has tests of its own; here every answer counts.
                Resilience = new ResilienceOptions { ReadAttempts = 1, CancelAttempts = 1, PlacementAttempts = 1, BreakerMinimum = int.MaxValue },
            },
            sockets);
    }

    public FakeTimeProvider Clock { get; }

    public IBrokerageAdapter Adapter { get; }

    public Rehearsal Rehearsal { get; }

    /// <summary>A connection that has seen nothing yet.</summary>
    public IBrokerageConnection Connection => _connection ??= Rehearsal.Connect(Adapter);

    public ITrading Trading => Connection.Trading!;

    public IMarketData Prices => Connection.MarketData!;

    public AccountRef Account => Rehearsal.Account;

    /// <summary>The next connection is a new one.</summary>
    public async ValueTask ForgetAsync()
    {
        if (_connection is { } old)
            await old.DisposeAsync();
        _connection = null;
    }

    /// <summary>Waits for an answer, and lets time go on where the adapter waits by the clock; false where it never comes.</summary>
    /// <param name="answer">What is waited for.</param>
    /// <param name="hearsNothing">Whether silence may be what has to end, so that limits of time have to come.</param>
    public async Task<bool> HasComeAsync(Task answer, bool hearsNothing = false)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var turn = 0; !answer.IsCompleted && TimeProvider.System.GetElapsedTime(began) < Patience; turn++)
        {
            // Work on other threads gets its turn first.
            if (turn < 20)
                await Task.Yield();
            else
                await Task.WhenAny(answer, Task.Delay(1));
            if (answer.IsCompleted || turn <= 10)
                continue;
            if (hearsNothing)
                Clock.Advance(TimeSpan.FromSeconds(2));
            else
                _clock.MoveOn(Clock.Advance);
        }

        return answer.IsCompleted;
    }

    /// <summary>Where the clock stands, and what it is waited for.</summary>
    public override string ToString() => _clock.ToString();

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        (Adapter as IDisposable)?.Dispose();
    }
}
