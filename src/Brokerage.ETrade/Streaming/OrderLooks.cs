using System.Collections.Concurrent;

namespace Brokerage.ETrade.Streaming;

/// <summary>
/// What is known of a login's orders, and how it is brought up to date with few requests: E*TRADE lists orders by the day on which they were
/// placed, so of older ones those are looked for that were known to be at work. Thread-safe.
/// </summary>
internal sealed class OrderLooks(ETradeSession session, ETradeOrderReads orders)
{
    // An order that nobody here has seen may have been placed so long before what happened to it.
    private static readonly TimeSpan LongestOpen = TimeSpan.FromDays(60);

    // Nobody asks as exactly as that since when.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<OrderId, Order> _known = new();
    private readonly ConcurrentDictionary<AccountId, (DateTimeOffset From, DateTimeOffset Until)> _spans = new();

    /// <summary>Whether something is at work.</summary>
    public bool IsBusy => _known.Values.Any(IsAwaited);

    /// <summary>Takes note of an order as it is now.</summary>
    /// <returns>The order as it was known.</returns>
    public Order? Note(Order order)
    {
        var before = _known.GetValueOrDefault(order.Ref.Order);
        _known[order.Ref.Order] = order;
        return before;
    }

    /// <summary>The orders that are open now.</summary>
    public async Task<OrderLook> OpenAsync(KnownAccount account, CancellationToken cancellationToken)
    {
        var now = session.Now;
        var open = await orders.OpenAsync(account.Id, cancellationToken).ConfigureAwait(false);
        if (IsListed(open))
        {
            // What was placed since an earlier look, and is over already, is still to be listed.
            _spans.TryAdd(account.Id, (now, now));
        }

        return new OrderLook(open.Items, open.IsComplete, ETradeOrderReads.OpenRequests);
    }

    /// <summary>All that may have changed since the last look; the orders that are open now, where there was none.</summary>
    public Task<OrderLook> NextAsync(KnownAccount account, CancellationToken cancellationToken) => _spans.TryGetValue(account.Id, out var span)
        ? ReadAsync(account, span.Until, withOpen: false, cancellationToken)
        : OpenAsync(account, cancellationToken);

    /// <summary>Open orders, and all that may have changed since a time.</summary>
    public Task<OrderLook> SinceAsync(KnownAccount account, DateTimeOffset since, CancellationToken cancellationToken) =>
        ReadAsync(account, since, withOpen: true, cancellationToken);

    private async Task<OrderLook> ReadAsync(KnownAccount account, DateTimeOffset since, bool withOpen, CancellationToken cancellationToken)
    {
        var now = session.Now;

        // Whatever was at work at that time is known, so that no day before it has to be listed.
        var isKnown = _spans.TryGetValue(account.Id, out var span) && since >= span.From - Slack;
        var first = !isKnown ? since - LongestOpen : since < span.Until ? since : span.Until;
        var listed = await orders.SinceAsync(account, first, cancellationToken).ConfigureAwait(false);
        var seen = listed.Orders.Where(order => isKnown || MayHaveChanged(order, since)).ToDictionary(order => order.Ref.Order);
        var older = _known.Values.Where(order => IsAwaited(order) && order.Ref.Account.Account == account.Id && !seen.ContainsKey(order.Ref.Order)).ToList();
        var isWhole = listed.IsWhole && listed.Unread.All(IsOver);
        var requests = 1;
        var isListed = listed.IsWhole;
        if (withOpen || older.Count > 0)
        {
            var open = await orders.OpenAsync(account.Id, cancellationToken).ConfigureAwait(false);
            (requests, isWhole, isListed) = (requests + ETradeOrderReads.OpenRequests, isWhole && open.IsComplete, isListed && IsListed(open));
            foreach (var order in open.Items)
            {
                seen.TryAdd(order.Ref.Order, order);
            }
        }

        foreach (var gone in older.Where(order => !seen.ContainsKey(order.Ref.Order)))
        {
            requests++;
            if (await GoneAsync(gone, cancellationToken).ConfigureAwait(false) is { } order)
            {
                seen[order.Ref.Order] = order;
            }
            else
            {
                isWhole = false;
            }
        }

        if (isListed)
        {
            _spans[account.Id] = (isKnown ? span.From : since, now);
        }

        return new OrderLook([.. seen.Values], isWhole, requests);
    }

    // What has left the open ones has come to an end, and only it itself says to which.
    private async Task<Order?> GoneAsync(Order gone, CancellationToken cancellationToken)
    {
        try
        {
            return await orders.ReadAsync(gone.Ref.Account.Account, gone.Ref.Order, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.OrderNotFound)
        {
            // E*TRADE has it no more: that is told once, and there is nothing left to look for.
            _known.TryRemove(gone.Ref.Order, out _);
            return null;
        }
        catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.UnexpectedResponse)
        {
            // One order that cannot be read must not keep the others back; it is looked at again the next time.
            return null;
        }
    }

    // When an order was cancelled or expired E*TRADE does not tell: it may have been since.
    private bool MayHaveChanged(Order order, DateTimeOffset since) => order.SubmittedAt >= since || order.ClosedAt >= since
        || (order.IsFinal && order.ClosedAt is null) || _known.ContainsKey(order.Ref.Order);

    // A row that cannot be read hides nothing where the end of its order was told.
    private bool IsOver(string? id) => OrderId.TryParse(id, out var order) && _known.TryGetValue(order, out var known) && known.IsFinal;

    // Rows that cannot be read are rows all the same: nothing is missing between those that can.
    private static bool IsListed(Snapshot<Order> open) => open.IsComplete || open.Failures.Count > 0;

    // What has happened to an option is not waited for. What is in no known state, and older than any order lives, is not either.
    private bool IsAwaited(Order order) => !order.IsFinal && order.Shape.Value != OrderShape.Event
        && !(order.State.Value == OrderState.Unknown && order.SubmittedAt < session.Now - LongestOpen);
}
