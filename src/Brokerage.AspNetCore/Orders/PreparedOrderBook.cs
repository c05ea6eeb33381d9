using Microsoft.Extensions.Options;

namespace Brokerage.AspNetCore.Orders;

/// <summary>
/// The prepared orders that wait on this server for their pages' word, each for the user who prepared it. A restart forgets them: nothing was
/// sent of what has not been submitted, and the journal knows the rest. Thread-safe.
/// </summary>
internal sealed class PreparedOrderBook(IOptions<BrokerageEndpointOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ClientOrderId, WaitingOrder> _orders = [];

    /// <summary>Keeps an order.</summary>
    /// <returns>Until when.</returns>
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

    /// <summary>The order of a user's; null if there is none, or its time is over.</summary>
    public WaitingOrder? Find(string? user, ClientOrderId id)
    {
        lock (_gate)
        {
            return _orders.TryGetValue(id, out var waiting) && waiting.IsOf(user) && waiting.EndsAt > time.GetUtcNow() ? waiting : null;
        }
    }

    private void Sweep(string? user, DateTimeOffset now)
    {
        // What is being sent stays until its caller has the answer.
        foreach (var id in _orders.Where(pair => pair.Value.EndsAt <= now && !pair.Value.IsBusy).Select(pair => pair.Key).ToList()) _orders.Remove(id);
        var own = _orders.Where(pair => pair.Value.IsOf(user) && !pair.Value.IsBusy).OrderBy(pair => pair.Value.EndsAt).Select(pair => pair.Key).ToList();
        foreach (var id in own.Take(own.Count + 1 - options.Value.PreparationsPerUser)) _orders.Remove(id);
    }
}
