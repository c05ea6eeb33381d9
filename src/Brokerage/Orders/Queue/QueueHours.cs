using Brokerage.Markets;

namespace Brokerage;

/// <summary>When a wish may be sent, by the calendar of its market.</summary>
internal sealed class QueueHours(OrderQueueOptions options)
{
    // Sixteen times RetryAfter: four minutes, unless the application says otherwise.
    private const int MostDoublings = 4;

    /// <summary>The next open that a wish can wait for: now, while its market is open.</summary>
    public DateTimeOffset NextOpen(OrderIntent intent, DateTimeOffset now)
    {
        var calendar = CalendarOf(intent);
        return calendar.IsOpen(now) ? now : calendar.NextOpen(now);
    }

    /// <summary>The close of the session that is on at an instant, or of the next one.</summary>
    public DateTimeOffset NextClose(OrderIntent intent, DateTimeOffset instant) => CalendarOf(intent).NextClose(instant);

    /// <summary>The calendar again, and not only the time that was stored: an application may have learnt of a closed day since.</summary>
    public bool IsDue(JournalQueue queue, DateTimeOffset now) => now >= queue.OpensAt && CalendarOf(queue.Intent).IsOpen(now);

    /// <summary>
    /// From when on a wish may be sent once more that the broker has refused for a reason that passes; the pause doubles, up to a limit. What
    /// was never sent may go at any time.
    /// </summary>
    public DateTimeOffset NextAttempt(JournalEntry entry) => entry is { State: JournalState.Queued, Order.Attempt: var attempt }
        ? entry.ChangedAt + (options.RetryAfter * (1 << Math.Clamp(attempt - 1, 0, MostDoublings)))
        : DateTimeOffset.MinValue;

    /// <summary>When to look at a wish next.</summary>
    public DateTimeOffset NextLook(JournalEntry entry, DateTimeOffset now)
    {
        var queue = entry.Queue!;
        var next = now < queue.OpensAt ? queue.OpensAt : IsDue(queue, now) ? now + options.RetryAfter : CalendarOf(queue.Intent).NextOpen(now);
        var attempt = NextAttempt(entry);
        if (attempt > next) next = attempt;
        return next < queue.ExpiresAt || queue.ExpiresAt <= now ? next : queue.ExpiresAt;
    }

    private IMarketCalendar CalendarOf(OrderIntent intent)
    {
        var plan = intent is OrderIntent.New place ? place.Plan : throw new ArgumentException("Only a new order can be queued.", nameof(intent));
        var calendars = Instruments(plan).Distinct().Select(instrument => options.CalendarOf(instrument) ?? throw NoCalendar(intent, instrument))
            .Distinct().ToList();
        return calendars is [var one] ? one : throw new ArgumentException("Its instruments do not trade at the same hours.", nameof(intent));
    }

    private static IEnumerable<Instrument> Instruments(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => single.Spec.Legs.Select(leg => leg.Instrument),
        OrderPlan.OneCancels one => one.Parts.SelectMany(Instruments),
        OrderPlan.OneTriggers one => one.First.Legs.Select(leg => leg.Instrument).Concat(Instruments(one.Then)),
        _ => throw new ArgumentException($"'{plan.GetType().Name}' is no plan that can be queued.", nameof(plan)),
    };

    private static BrokerageException NoCalendar(OrderIntent intent, Instrument instrument) => new(new BrokerageError(
        BrokerageErrorCode.FeatureNotSupported, intent.Account.Broker, $"No calendar of the market of '{instrument}' is known; its orders cannot be queued.")
    {
        Account = intent.Account,
    });
}
