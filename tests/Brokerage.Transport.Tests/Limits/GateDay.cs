#pragma warning disable xUnit1031 // Only results of completed tasks are taken.
using Brokerage.Testing;

namespace Brokerage.Transport.Tests.Limits;

/// <summary>
/// A day of many callers at one gate, event by event on a fake clock: no thread, no chance. What the broker's counters would have seen
/// is written down and judged afterwards.
/// </summary>
internal sealed class GateDay : IDisposable
{
    public static readonly RateLimit All = new() { Class = "*", Scope = LimitScope.LocalAddress, Permits = 10, Window = TimeSpan.FromSeconds(1), AtOnce = 5 };
    public static readonly RateLimit Data = new() { Class = "data", Scope = LimitScope.Application, Permits = 200, Window = TimeSpan.FromMinutes(1) };
    public static readonly RateLimit Orders = new() { Class = "orders", Scope = LimitScope.Account, Permits = 20, Window = TimeSpan.FromMinutes(1) };
    public static readonly RateLimit History = new() { Class = "history", Scope = LimitScope.Connection, Permits = 1, Window = TimeSpan.FromSeconds(5) };

    private readonly FakeTimeProvider _clock = new();
    private readonly RateGate _gate;
    private readonly RateCaller[] _callers;
    private readonly Random _random;
    private readonly PriorityQueue<Action, long> _events = new();
    private readonly List<Call> _waiting = [];
    private readonly DateTimeOffset _start;
    private bool _stopped;

    public GateDay(ulong seed, int callers)
    {
        _gate = new RateGate(_clock, maxQueued: 1_000_000);
        _random = new Random(unchecked((int)seed));
        _start = _clock.GetUtcNow();
        _callers = [.. Enumerable.Range(0, callers).Select(i => new RateCaller("app" + i % 2, "c" + i, [All, Data, Orders, History], 1))];
    }

    public List<Call> Calls { get; } = [];

    public int MostAtOnce { get; private set; }

    private int AtOnce { get; set; }

    public void Run(TimeSpan length)
    {
        for (int i = 0; i < _callers.Length; i++) Plan(i, Now() + Ticks(_random.NextDouble() * 60));
        long end = length.Ticks;
        while (Step(end))
        {
        }
    }

    public void Dispose() => _gate.Dispose();

    private bool Step(long end)
    {
        long next = long.MaxValue;
        if (_events.TryPeek(out _, out long due)) next = due;
        if (_clock.UntilNextTimer is { } wait) next = Math.Min(next, Now() + wait.Ticks);
        if (next == long.MaxValue) return false;
        if (next > Now()) _clock.Advance(TimeSpan.FromTicks(next - Now()));
        while (_events.TryPeek(out _, out due) && due <= Now()) _events.Dequeue()();
        CollectGranted();
        if (Now() > end) _stopped = true;
        return true;
    }

    private void Plan(int caller, long at) => _events.Enqueue(() => Ask(caller), at);

    private void Ask(int caller)
    {
        if (_stopped) return;
        // Mostly calm; now and then a caller wants far more than it may have.
        int burst = _random.Next(200) == 0 ? 40 : 1;
        for (int i = 0; i < burst; i++) Ask(_callers[caller]);
        Plan(caller, Now() + Ticks(-Math.Log(1 - _random.NextDouble()) * 35));
    }

    private void Ask(RateCaller caller)
    {
        (RatePriority priority, string rateClass) = _random.Next(20) switch
        {
            0 => (RatePriority.Cancel, "cancel"),
            1 or 2 => (RatePriority.Placement, "orders"),
            3 => (RatePriority.Background, "history"),
            < 8 => (RatePriority.Background, "data"),
            _ => (RatePriority.Read, "data"),
        };
        RateRouteKey key = new(caller.Application, caller.Connection, "account of " + caller.Connection, rateClass);
        Call call = new(caller, priority, rateClass) { Asked = Now() };
        call.Waiting = _gate.AcquireAsync(caller, key, priority, TimeSpan.FromHours(2), CancellationToken.None).AsTask();
        Calls.Add(call);
        _waiting.Add(call);
    }

    private void CollectGranted()
    {
        for (int i = _waiting.Count - 1; i >= 0; i--)
        {
            Call call = _waiting[i];
            if (!call.Waiting.IsCompleted) continue;
            _waiting.RemoveAt(i);
            Start(call, call.Waiting.Result);
        }
    }

    private void Start(Call call, RatePermit? permit)
    {
        call.Granted = permit is null ? null : Now();
        if (permit is null) return;
        MostAtOnce = Math.Max(MostAtOnce, ++AtOnce);
        // Now and then a broker takes long to answer; the request has arrived within a second all the same.
        long latency = Ticks(_random.Next(100) == 0 ? 5 : 0.02 + _random.NextDouble() * 0.3);
        call.Arrived = Now() + Math.Min((long)(latency * _random.NextDouble()), RateBucket.ArrivalSlack);
        _events.Enqueue(
            () =>
            {
                AtOnce--;
                permit.Complete();
                CollectGranted();
            },
            Now() + latency);
    }

    private long Now() => (_clock.GetUtcNow() - _start).Ticks;

    private static long Ticks(double seconds) => (long)(seconds * TimeSpan.TicksPerSecond);

    internal sealed class Call(RateCaller caller, RatePriority priority, string rateClass)
    {
        public RateCaller Caller => caller;

        public RatePriority Priority => priority;

        public string Class => rateClass;

        public long Asked { get; init; }

        public long? Granted { get; set; }

        public long Arrived { get; set; }

        public Task<RatePermit?> Waiting { get; set; } = Task.FromResult<RatePermit?>(null);
    }
}
