namespace Brokerage.Transport;

/// <summary>
/// Fetches open orders, and those that changed since a time, with their executions: what an order stream starts with, and what it looks up
/// after a break. What it answers says whether it is whole: a stream is not called live over a hole, and looks again.
/// </summary>
/// <param name="account">One account; null for all of the login.</param>
/// <param name="since">From when on; null for open orders alone.</param>
/// <param name="cancellationToken">Ends the wait.</param>
public delegate Task<Snapshot<Order>> OrderFetch(AccountId? account, DateTimeOffset? since, CancellationToken cancellationToken);
