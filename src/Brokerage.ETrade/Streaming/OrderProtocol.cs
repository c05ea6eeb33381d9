using System.Collections.Concurrent;
using Brokerage.Transport;

namespace Brokerage.ETrade.Streaming;

/// <summary>
/// Orders by looking. A look that could not read an order that may have changed breaks the line, once: what was missed is then looked up, and the
/// stream is not called live before that is whole. Meanwhile the other orders go on.
/// </summary>
internal sealed class OrderProtocol(ETradeSession session, PollPace pace) : PolledProtocol(session)
{
    private readonly OrderLooks _looks = new(session);
    private readonly ConcurrentDictionary<AccountId, int> _followed = new();
    private readonly ConcurrentDictionary<AccountId, object> _whole = new();
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

    /// <summary>Open orders, and those that may have changed since a time: what a stream begins with, and what it looks up after a break.</summary>
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
        List<Order> found = [];

        // An account that could not be read may have orders, too.
        var isWhole = await _session.KnowsAsync(account, cancellationToken).ConfigureAwait(false);
        foreach (var known in await AccountsAsync(account is { } one ? id => id == one : _ => true, cancellationToken).ConfigureAwait(false))
        {
            var look = await (since is { } from
                ? _looks.SinceAsync(known, from, cancellationToken)
                : _looks.OpenAsync(known, cancellationToken)).ConfigureAwait(false);
            found.AddRange(look.Orders);
            isWhole &= look.IsWhole;
            if (look.IsWhole)
            {
                _whole[known.Id] = new object();
            }
        }

        foreach (var order in found)
        {
            _looks.NoteForOne(order);
        }

        return new Snapshot<Order>([.. found.SelectMany(WithMembers)], isWhole, [], new AsOf(_session.Clock.GetUtcNow()));
    }

    // The members of a group have fills of their own, which the group does not show.
    private static IEnumerable<Order> WithMembers(Order order) => [order, .. order.Children];

    protected override async ValueTask LookAsync(SocketSink sink, CancellationToken cancellationToken)
    {
        try
        {
            await LookOnceAsync(sink, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // What was looked up beside it counts too, and so does what failed.
            pace.IsBusy = _looks.IsBusy;
            pace.Spent(_looks.TakeRequests(), _session.Settings.OrderRequestsPerSecond);
        }
    }

    private async Task LookOnceAsync(SocketSink sink, CancellationToken cancellationToken)
    {
        var isBroken = false;
        foreach (var account in await AccountsAsync(IsFollowed, cancellationToken).ConfigureAwait(false))
        {
            // What was whole only after the look had begun is newer than it.
            var whole = _whole.GetValueOrDefault(account.Id);
            var look = await _looks.NextAsync(account, cancellationToken).ConfigureAwait(false);
            await TellAsync(look, sink, cancellationToken).ConfigureAwait(false);

            // Told once: whoever was up to date is so again when a look-up is whole.
            isBroken |= !look.IsWhole && whole is not null && _whole.TryRemove(KeyValuePair.Create(account.Id, whole));
        }

        if (isBroken)
        {
            throw ETradeErrors.Unreadable("an order that could not be read");
        }
    }

    private async Task TellAsync(OrderLook look, SocketSink sink, CancellationToken cancellationToken)
    {
        // All are noted before the first is told: where the line breaks in between, the look-up that follows has to know of them.
        var noted = look.Orders.OrderBy(order => order.SubmittedAt).Select(order => (Order: order, Before: _looks.Note(order))).ToList();
        foreach (var (order, before) in noted)
        {
            foreach (var one in WithMembers(order))
            {
                var former = one == order ? before : before?.Children.FirstOrDefault(child => child.Ref.Order == one.Ref.Order);
                await sink.OrderAsync(new OrderUpdate(one, Cause(former, one)), cancellationToken).ConfigureAwait(false);
            }
        }
    }

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
