using Microsoft.Extensions.Options;

namespace Brokerage.AspNetCore.Orders;

/// <summary>
/// The prepared orders that wait on this server for their pages' word, each for the user who prepared it, and for a while those that had it: their
/// pages may ask again. A restart forgets them: nothing was sent of what has not been submitted, and the journal knows the rest. Thread-safe.
/// </summary>
internal sealed class PreparedOrderBook(IOptions<BrokerageEndpointOptions> options, TimeProvider time)
{
    /// <summary>How long after its end a submitted order is still here with its whole answer. Later the journal answers for it.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<ClientOrderId, WaitingOrder> _orders = [];

    /// <summary>Keeps an order.</summary>
    /// <returns>Until when it may be submitted.</returns>
    public DateTimeOffset Add(string? user, PreparedOrder order)
    {
        var now = time.GetUtcNow();
        var ends = now + options.Value.PreparationLife;
        if (order.ExpiresAt is { } forgotten && forgotten < ends) ends = forgotten;
        var waiting = new WaitingOrder(user, order, ends);
        lock (_gate)
        {
            Sweep(user, now);
            _orders[order.Intent.ClientOrderId] = waiting;
        }

        return ends;
    }

    /// <summary>The order of a user's; null if there is none, or its time was over before it was submitted.</summary>
    public WaitingOrder? Find(string? user, ClientOrderId id)
    {
        lock (_gate)
        {
            if (!_orders.TryGetValue(id, out var waiting) || !waiting.IsOf(user)) return null;
            if (waiting.WasSubmitted || waiting.EndsAt > time.GetUtcNow() || !waiting.TryEnd()) return waiting;
            _orders.Remove(id);
            return null;
        }
    }

    private void Sweep(string? user, DateTimeOffset now)
    {
        foreach (var (id, order) in _orders)
        {
            if ((order.WasSubmitted ? order.EndsAt + Remembered : order.EndsAt) <= now && order.TryEnd()) _orders.Remove(id);
        }

        // Those that were submitted take no room from those that wait: how often somebody trades is his own affair.
        var own = _orders.Where(pair => pair.Value.IsOf(user)).OrderBy(pair => pair.Value.EndsAt).ToLookup(pair => pair.Value.WasSubmitted);
        foreach (var (id, order) in own[false].SkipLast(options.Value.PreparationsPerUser - 1).Concat(own[true].SkipLast(options.Value.PreparationsPerUser)))
        {
            if (order.TryEnd()) _orders.Remove(id);
        }
    }
}
