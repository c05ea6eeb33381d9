using System.Collections.Concurrent;

namespace Brokerage.ETrade.Streaming;

/// <summary>
/// What is known of a login's orders, and how it is brought up to date with few requests: E*TRADE lists orders by the day on which they were
/// placed, so of older ones those are looked for that were known to be at work. Two accounts may have orders of one number. Thread-safe.
/// </summary>
internal sealed class OrderLooks
{
    // An order that nobody here has seen may have been placed so long before what happened to it.
    private static readonly TimeSpan LongestOpen = TimeSpan.FromDays(60);

    // Nobody asks as exactly as that since when.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    // How an order ended is kept so long. Whoever asks since when before that is answered from E*TRADE's lists.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly ETradeSession _session;
    private readonly ETradeOrderReads _orders;
    private readonly ConcurrentDictionary<OrderRef, KnownOrder> _known = new();
    private readonly ConcurrentDictionary<OrderRef, byte> _unread = new();
    private readonly ConcurrentDictionary<AccountId, (DateTimeOffset From, DateTimeOffset Until)> _spans = new();
    private int _requests;

    public OrderLooks(ETradeSession session)
    {
        _session = session;
        _orders = new ETradeOrderReads(session, () => Interlocked.Increment(ref _requests));
    }

    /// <summary>Whether something is at work.</summary>
    public bool IsBusy => _known.Values.Any(known => IsAwaited(known.Order));

    /// <summary>How many orders are remembered.</summary>
    public int Count => _known.Count;

    /// <summary>How many requests were sent since this was asked last: every page of every list, and every order by itself.</summary>
    public int TakeRequests() => Interlocked.Exchange(ref _requests, 0);

    /// <summary>Takes note of an order as it is now. All readers are told of it.</summary>
    /// <returns>The order as all were told of it before.</returns>
    public Order? Note(Order order)
    {
        var before = _known.GetValueOrDefault(order.Ref);
        _known[order.Ref] = new KnownOrder(order, order, OverSince(order, before));
        return before?.Told;
    }

    /// <summary>Takes note of an order that was looked up for one reader. What is new in it the next look tells the others.</summary>
    public void NoteForOne(Order order)
    {
        var before = _known.GetValueOrDefault(order.Ref);

        // What nobody has known before nobody else waits for.
        _known[order.Ref] = new KnownOrder(order, before?.Told ?? order, OverSince(order, before));
    }

    /// <summary>The orders that are open now.</summary>
    public async Task<OrderLook> OpenAsync(KnownAccount account, CancellationToken cancellationToken)
    {
        var now = _session.Now;
        var open = await _orders.OpenAsync(account.Id, cancellationToken).ConfigureAwait(false);
        if (IsListed(open) && NoteUnread(account.Ref, open.Failures.Select(row => row.Item)))
        {
            // What was placed since an earlier look, and is over already, is still to be listed.
            _spans.TryAdd(account.Id, (now, now));
        }

        return new OrderLook(open.Items, open.IsComplete);
    }

    /// <summary>All that may have changed since the last look; the orders that are open now, where there was none.</summary>
    public async Task<OrderLook> NextAsync(KnownAccount account, CancellationToken cancellationToken)
    {
        var look = await (_spans.TryGetValue(account.Id, out var span)
            ? ReadAsync(account, span.Until, isLookUp: false, cancellationToken)
            : OpenAsync(account, cancellationToken)).ConfigureAwait(false);

        // The end of an old order stands in no list that is asked for, and is not looked for any more once one reader has been told of it.
        var seen = look.Orders.Select(order => order.Ref).ToHashSet();
        var untold = Known(account.Id).Where(known => !known.IsTold && !seen.Contains(known.Order.Ref)).Select(known => known.Order);
        return look with { Orders = [.. look.Orders, .. untold] };
    }

    /// <summary>Open orders, and all that may have changed since a time.</summary>
    public Task<OrderLook> SinceAsync(KnownAccount account, DateTimeOffset since, CancellationToken cancellationToken) =>
        ReadAsync(account, since, isLookUp: true, cancellationToken);

    private async Task<OrderLook> ReadAsync(KnownAccount account, DateTimeOffset since, bool isLookUp, CancellationToken cancellationToken)
    {
        var now = _session.Now;

        // Whatever was at work at that time is known, so that no day before it has to be listed.
        var isKnown = _spans.TryGetValue(account.Id, out var span) && since >= span.From - Slack;
        var first = !isKnown ? since - LongestOpen : since < span.Until ? since : span.Until;
        var listed = await _orders.SinceAsync(account, first, cancellationToken).ConfigureAwait(false);
        var seen = listed.Orders.Where(order => isKnown || MayHaveChanged(order, since))
            .DistinctBy(order => order.Ref).ToDictionary(order => order.Ref);
        var older = Known(account.Id).Where(known => IsAwaited(known.Order) && !seen.ContainsKey(known.Order.Ref)).Select(known => known.Order.Ref).ToList();
        var unread = listed.Unread.Where(id => !IsOver(account.Ref, id)).ToList();
        var isListed = listed.IsWhole;
        if (isLookUp || older.Count > 0)
        {
            var open = await _orders.OpenAsync(account.Id, cancellationToken).ConfigureAwait(false);
            unread.AddRange(open.Failures.Select(row => row.Item));
            isListed &= IsListed(open);
            foreach (var order in open.Items)
            {
                seen.TryAdd(order.Ref, order);
            }
        }

        // What could not be read before, and is not listed any more, may have come to an end meanwhile.
        older.AddRange(_unread.Keys.Where(row => row.Account == account.Ref && !unread.Contains(row.Order.Value)));
        var isNamed = NoteUnread(account.Ref, unread);
        var isWhole = await AddGoneAsync(older, seen, cancellationToken).ConfigureAwait(false) && isListed && unread.Count == 0;
        if (isLookUp)
        {
            AddEnded(account.Id, since, seen);
        }

        if (isListed && isNamed)
        {
            var from = isKnown ? span.From : since;
            var unknown = Forget(account.Id, listed, now) + Slack;
            _spans[account.Id] = (unknown > from ? unknown.Value : from, now);
        }

        return new OrderLook([.. seen.Values], isWhole);
    }

    // An end that one reader has heard of, another has not; and where the line broke before it was told, nobody has. No list brings it again once
    // its day has passed, and it is not looked for any more.
    private void AddEnded(AccountId account, DateTimeOffset since, Dictionary<OrderRef, Order> seen)
    {
        foreach (var ended in Known(account).Where(known => known.OverSince >= since - Slack))
        {
            seen.TryAdd(ended.Order.Ref, ended.Order);
        }
    }

    /// <summary>Forgets what ended long ago and is not listed any more.</summary>
    /// <returns>The last of the ends that were forgotten; null for none.</returns>
    private DateTimeOffset? Forget(AccountId account, OrdersSince listed, DateTimeOffset now)
    {
        // A row without an id may be any of them.
        if (listed.Ids is not { } ids)
        {
            return null;
        }

        DateTimeOffset? last = null;
        var still = ids.ToHashSet(StringComparer.Ordinal);
        foreach (var known in Known(account).Where(known => !IsAwaited(known.Order) && !(known.OverSince > now - Remembered) && !still.Contains(known.Order.Ref.Order.Value)))
        {
            _known.TryRemove(known.Order.Ref, out _);
            last = last > known.OverSince ? last : known.OverSince ?? last;
        }

        return last;
    }

    /// <summary>Keeps the ids of rows that could not be read: they are asked for until they can be, wherever they are listed then.</summary>
    /// <returns>False where a row does not even say which order it is: then what is known has a hole, and the same days have to be listed again.</returns>
    private bool NoteUnread(AccountRef account, IEnumerable<string?> rows)
    {
        var areNamed = true;
        foreach (var row in rows)
        {
            if (row is { Length: > 0 } && row.All(char.IsAsciiDigit))
            {
                _unread[new OrderRef(account, OrderId.Parse(row))] = 0;
            }
            else
            {
                areNamed = false;
            }
        }

        return areNamed;
    }

    // What has left the open ones has come to an end, and only it itself says to which.
    private async Task<bool> AddGoneAsync(IReadOnlyList<OrderRef> older, Dictionary<OrderRef, Order> seen, CancellationToken cancellationToken)
    {
        var isWhole = true;
        foreach (var gone in older.Distinct().Where(order => !seen.ContainsKey(order)))
        {
            if (await GoneAsync(gone, cancellationToken).ConfigureAwait(false) is { } order)
            {
                seen[gone] = order;
            }
            else
            {
                isWhole = false;
            }
        }

        foreach (var order in seen.Keys)
        {
            _unread.TryRemove(order, out _);
        }

        return isWhole;
    }

    private async Task<Order?> GoneAsync(OrderRef gone, CancellationToken cancellationToken)
    {
        try
        {
            return await _orders.ReadAsync(gone.Account.Account, gone.Order, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.OrderNotFound)
        {
            // E*TRADE has it no more: that is told once, and there is nothing left to look for.
            _known.TryRemove(gone, out _);
            _unread.TryRemove(gone, out _);
            return null;
        }
        catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.UnexpectedResponse)
        {
            // One order that cannot be read must not keep the others back; it is looked at again the next time.
            return null;
        }
    }

    private IEnumerable<KnownOrder> Known(AccountId account) => _known.Values.Where(known => known.IsOf(account));

    // When an order was cancelled or expired E*TRADE does not tell: it may have been since.
    private bool MayHaveChanged(Order order, DateTimeOffset since) => order.SubmittedAt >= since || order.ClosedAt >= since
        || (order.IsFinal && order.ClosedAt is null) || _known.ContainsKey(order.Ref);

    // A row that cannot be read hides nothing where the end of its order was told.
    private bool IsOver(AccountRef account, string? id) =>
        OrderId.TryParse(id, out var order) && _known.TryGetValue(new OrderRef(account, order), out var known) && known.Order.IsFinal;

    // Rows that cannot be read are rows all the same: nothing is missing between those that can.
    private static bool IsListed(Snapshot<Order> open) => open.IsComplete || open.Failures.Count > 0;

    private DateTimeOffset? OverSince(Order order, KnownOrder? before) => IsAwaited(order) ? null : before?.OverSince ?? _session.Now;

    // What has happened to an option is not waited for. What is in no known state, and older than any order lives, is not either.
    private bool IsAwaited(Order order) => !order.IsFinal && order.Shape.Value != OrderShape.Event
        && !(order.State.Value == OrderState.Unknown && order.SubmittedAt < _session.Now - LongestOpen);
}
