using System.Collections.Concurrent;
using Brokerage.Transport;

namespace Brokerage.ETrade.Streaming;

/// <summary>
/// Orders by looking. One list tells all that were placed yesterday and today; what is older and still open is looked for among the open
/// ones, and one by one when it has gone from there.
/// </summary>
internal sealed class OrderProtocol(ETradeSession session, ETradeOrderReads orders, PollPace pace) : PolledProtocol(session)
{
    // Orders that are good until cancelled may have been placed so long before they were filled.
    private static readonly TimeSpan LongestOpen = TimeSpan.FromDays(60);

    private readonly ConcurrentDictionary<OrderId, Order> _known = new();
    private readonly ConcurrentDictionary<AccountId, int> _followed = new();
    private readonly ETradeSession _session = session;
    private int _followAll;

    /// <summary>Notes that an account is followed; all of them for null.</summary>
    public void Follow(AccountId? account, int by)
    {
        if (account is { } one)
        {
            _followed.AddOrUpdate(one, by, (_, count) => count + by);
        }
        else
        {
            Interlocked.Add(ref _followAll, by);
        }
    }

    public override ValueTask SubscribeAsync(SocketChannel channel, SocketSubscription subscription, CancellationToken cancellationToken = default) => default;

    /// <summary>Open orders, and those that were placed or filled since a time: what a stream begins with, and what it looks up after a break.</summary>
    public async Task<Snapshot<Order>> FetchAsync(AccountId? account, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchOnceAsync(account, since, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure) when (!NeedsPerson(failure.Error))
        {
            throw Passing(failure);
        }
    }

    private async Task<Snapshot<Order>> FetchOnceAsync(AccountId? account, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        Dictionary<OrderId, Order> found = [];
        List<ItemFailure> failures = [];
        var isWhole = true;
        foreach (var known in await AccountsAsync(account is { } one ? id => id == one : _ => true, cancellationToken).ConfigureAwait(false))
        {
            if (since is { } from)
            {
                var earlier = await orders.SinceAsync(known, from - LongestOpen, cancellationToken).ConfigureAwait(false);
                failures.AddRange(earlier.Unread.Select(id => new ItemFailure(id ?? "?", ETradeErrors.Unreadable("an order of a list").Error)));
                isWhole &= earlier.IsWhole;
                foreach (var order in earlier.Orders.Where(order => MayHaveChanged(order, from)))
                {
                    found[order.Ref.Order] = order;
                }
            }

            var open = await orders.OpenAsync(known.Id, cancellationToken).ConfigureAwait(false);
            failures.AddRange(open.Failures);
            isWhole &= open.IsComplete;
            foreach (var order in open.Items)
            {
                found[order.Ref.Order] = order;
            }
        }

        foreach (var order in found.Values)
        {
            _known[order.Ref.Order] = order;
        }

        return new Snapshot<Order>([.. found.Values.SelectMany(WithMembers)], isWhole && failures.Count == 0, failures, new AsOf(_session.Now));
    }

    // When an order was cancelled or expired E*TRADE does not tell: it may have been since.
    private bool MayHaveChanged(Order order, DateTimeOffset since) => order.SubmittedAt >= since || order.ClosedAt >= since
        || (order.IsFinal && order.ClosedAt is null) || _known.ContainsKey(order.Ref.Order);

    // The members of a group have fills of their own, which the group does not show.
    private static IEnumerable<Order> WithMembers(Order order) => [order, .. order.Children];

    protected override async ValueTask LookAsync(SocketSink sink, CancellationToken cancellationToken)
    {
        var accounts = await AccountsAsync(IsFollowed, cancellationToken).ConfigureAwait(false);
        var requests = 0;
        foreach (var account in accounts)
        {
            requests += await LookAsync(account, sink, cancellationToken).ConfigureAwait(false);
        }

        pace.IsBusy = _known.Values.Any(IsAwaited);
        pace.Spent(requests, _session.Settings.OrderRequestsPerSecond);
    }

    private async Task<int> LookAsync(KnownAccount account, SocketSink sink, CancellationToken cancellationToken)
    {
        var requests = 1;
        var recent = await orders.SinceAsync(account, _session.Now.AddDays(-1), cancellationToken).ConfigureAwait(false);
        var seen = recent.Orders.ToDictionary(order => order.Ref.Order);
        var older = _known.Values.Where(order => IsAwaited(order) && order.Ref.Account.Account == account.Id && !seen.ContainsKey(order.Ref.Order)).ToList();
        if (older.Count > 0)
        {
            requests += 3;
            foreach (var order in (await orders.OpenAsync(account.Id, cancellationToken).ConfigureAwait(false)).Items)
            {
                seen.TryAdd(order.Ref.Order, order);
            }

            foreach (var gone in older.Where(order => !seen.ContainsKey(order.Ref.Order)))
            {
                requests++;
                try
                {
                    var order = await orders.ReadAsync(account.Id, gone.Ref.Order, cancellationToken).ConfigureAwait(false);
                    seen.TryAdd(order.Ref.Order, order);
                }
                catch (BrokerageException failure) when (failure.Code is BrokerageErrorCode.UnexpectedResponse or BrokerageErrorCode.OrderNotFound)
                {
                    // One order that cannot be read must not keep the others back; it is looked at again the next time.
                }
            }
        }

        foreach (var order in seen.Values.OrderBy(order => order.SubmittedAt))
        {
            var before = _known.GetValueOrDefault(order.Ref.Order);
            _known[order.Ref.Order] = order;
            foreach (var one in WithMembers(order))
            {
                var former = one == order ? before : before?.Children.FirstOrDefault(child => child.Ref.Order == one.Ref.Order);
                await sink.OrderAsync(new OrderUpdate(one, Cause(former, one)), cancellationToken).ConfigureAwait(false);
            }
        }

        return requests;
    }

    // What has happened to an option, and what is older than any order lives, is not waited for.
    private bool IsAwaited(Order order) => !order.IsFinal && order.Shape.Value != OrderShape.Event && !(order.SubmittedAt < _session.Now - LongestOpen);

    // What happened between two looks, as far as they tell it.
    private static OrderCause Cause(Order? before, Order now)
    {
        if (now.Filled > (before?.Filled ?? 0m))
        {
            return OrderCause.Fill;
        }

        return now.State.Value switch
        {
            _ when before?.State.Value == now.State.Value => OrderCause.Seen,
            OrderState.PendingCancel => OrderCause.CancelRequested,
            OrderState.Cancelled => OrderCause.Cancelled,
            OrderState.Replaced => OrderCause.Replaced,
            OrderState.Expired => OrderCause.Expired,
            OrderState.Rejected => OrderCause.Rejected,
            OrderState.Working when before is not null => before.State.Value == OrderState.PendingCancel ? OrderCause.CancelRefused : OrderCause.Activated,
            _ => OrderCause.Seen,
        };
    }

    private bool IsFollowed(AccountId account) => Volatile.Read(ref _followAll) > 0 || _followed.GetValueOrDefault(account) > 0;

    // Closed accounts and those of the bank have no orders.
    private async Task<IReadOnlyList<KnownAccount>> AccountsAsync(Func<AccountId, bool> isWanted, CancellationToken cancellationToken) =>
        [.. (await _session.AccountsAsync(cancellationToken).ConfigureAwait(false)).Where(account =>
            isWanted(account.Id) && account.Account.Status.Value != AccountStatus.Closed && Mapping.AccountMapping.IsBrokerage(account.Wire))];
}
