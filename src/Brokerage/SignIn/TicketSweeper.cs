using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Brokerage;

/// <summary>
/// Empties tickets whose time is over, whether or not anybody begins another sign-in: they hold verifiers and request-token secrets. Nothing runs while no
/// sign-in is under way. Thread-safe.
/// </summary>
internal sealed class TicketSweeper : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly ISignInTicketStore _tickets;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private DateTimeOffset _lastEnds = DateTimeOffset.MinValue;
    private bool _isArmed;

    public TicketSweeper(ISignInTicketStore tickets, TimeProvider time, ILoggerFactory? loggers = null)
    {
        (_tickets, _time) = (tickets, time);
        _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<TicketSweeper>();
        _timer = time.CreateTimer(static state => _ = ((TicketSweeper)state!).SweepAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A ticket ends at this time.</summary>
    public void Expect(DateTimeOffset endsAt)
    {
        lock (_gate)
        {
            if (endsAt > _lastEnds) _lastEnds = endsAt;
            if (_isArmed) return;
            _isArmed = _timer.Change(Every, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private async Task SweepAsync()
    {
        var now = _time.GetUtcNow();
        var isOver = true;
        try
        {
            await _tickets.EmptyEndedAsync(now).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody waits for it; the next look tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            isOver = false;
            ConnectionLog.TicketsNotEmptied(_logger, exception);
        }

        lock (_gate) _isArmed = (!isOver || _lastEnds > now) && _timer.Change(Every, Timeout.InfiniteTimeSpan);
    }
}
