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

    private const int LongestWait = 3000;
    private const int Quiet = 4;

    private IBrokerageConnection? _connection;

    public HostileStage(Rehearsal rehearsal, HttpMessageHandler handler, FakeTimeProvider? clock = null, ISocketConnector? sockets = null)
    {
        Rehearsal = rehearsal;
        Clock = clock ?? new FakeTimeProvider(Morning);
        Adapter = rehearsal.Open(
            new BrokerTransportOptions
            {
                Broker = rehearsal.Broker,
                TimeProvider = Clock,
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
    /// <param name="activity">Changes with every request: meanwhile no time passes, or every one would take too long.</param>
    public async Task<bool> HasComeAsync(Task answer, Func<int>? activity = null)
    {
        var seen = -1;
        var quiet = 0;
        for (var waits = 0; !answer.IsCompleted && waits < LongestWait; waits++)
        {
            // Work on other threads gets its turn first.
            if (waits < 20)
                await Task.Yield();
            else
                await Task.WhenAny(answer, Task.Delay(1));
            var now = activity?.Invoke() ?? seen;
            quiet = now == seen ? quiet + 1 : 0;
            seen = now;
            if (!answer.IsCompleted && waits > 10 && (activity is null || quiet > Quiet))
            {
                quiet = 0;
                Clock.Advance(TimeSpan.FromSeconds(2));
            }
        }

        return answer.IsCompleted;
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        (Adapter as IDisposable)?.Dispose();
    }
}
