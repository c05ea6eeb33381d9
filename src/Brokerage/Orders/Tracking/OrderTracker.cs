using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Brokerage;

/// <summary>Keeps one feed per connection, as long as anybody follows an order there.</summary>
internal sealed class OrderTracker(
    ConnectionManager connections, IOrderJournal journal, IOptions<OrderTrackerOptions> options, TimeProvider time, ILoggerFactory? loggers = null)
    : IOrderTracker, IAsyncDisposable
{
    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("Brokerage.Orders.Tracking");
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionId, OrderFeed> _feeds = [];
    private bool _closed;

    public IAsyncEnumerable<OrderNews> FollowAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        var info = connections.Find(order.Account.Connection)
            ?? throw new ArgumentException($"There is no connection '{order.Account.Connection}'.", nameof(order));
        if (info.Broker != order.Account.Broker)
            throw new ArgumentException($"Connection '{order.Account.Connection}' is to '{info.Broker}', not to '{order.Account.Broker}'.", nameof(order));
        return NewsOfAsync(order, cancellationToken);
    }

    public IAsyncEnumerable<OrderNews> FollowAsync(ClientOrderId wish, CancellationToken cancellationToken = default) =>
        NewsOfAsync(JournalEntry.KeyOf(wish), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        List<OrderFeed> feeds;
        lock (_gate)
        {
            _closed = true;
            feeds = [.. _feeds.Values];
            _feeds.Clear();
        }

        foreach (var feed in feeds)
        {
            await feed.DisposeAsync().ConfigureAwait(false);
            feed.Fail(new ObjectDisposedException(nameof(IOrderTracker)));
        }
    }

    private async IAsyncEnumerable<OrderNews> NewsOfAsync(OrderRef order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var follower = new OrderFollower(order, options.Value, time);
        Enter(follower);
        try
        {
            await foreach (var news in follower.News.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return news;
        }
        finally
        {
            await LeaveAsync(follower).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<OrderNews> NewsOfAsync(string wish, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await OrderOfAsync(wish, cancellationToken).ConfigureAwait(false) is not { } order) yield break;

        await foreach (var news in FollowAsync(order, cancellationToken).ConfigureAwait(false)) yield return news;
    }

    /// <summary>The order that a wish became, once that is known; null where it is proven that there is none.</summary>
    private async Task<OrderRef?> OrderOfAsync(string wish, CancellationToken cancellationToken)
    {
        var entry = await journal.FindAsync(wish, cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException($"The journal holds no wish '{wish}'.", nameof(wish));
        // The resolver looks for it as long as its connection lives.
        var lease = await connections.LeaseAsync(entry.Account.Connection, cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            while (true)
            {
                if (IdOf(entry) is { } id) return new OrderRef(entry.Account, id);
                if (JournalLifecycle.ProvesAbsence(entry.State) && entry.State is not (JournalState.Recorded or JournalState.Queued)) return null;
                if (entry is { State: JournalState.Placed, Order: { } placed } && lease.Trading is { } trading)
                {
                    await LookAsync(trading, placed, cancellationToken).ConfigureAwait(false);
                    entry = await journal.FindAsync(wish, cancellationToken).ConfigureAwait(false) ?? entry;
                    if (IdOf(entry) is not null) continue;
                }

                await Task.Delay(options.Value.PollEvery, time, cancellationToken).ConfigureAwait(false);
                entry = await journal.FindAsync(wish, cancellationToken).ConfigureAwait(false) ?? entry;
            }
        }
    }

    private static OrderId? IdOf(JournalEntry entry) => entry.Orders.Select(ack => ack.Order).FirstOrDefault(id => id is not null);

    // Some brokers take an order without saying its id. A look that proves which it is notes it in the journal; what merely looks like it is not followed.
    private async Task LookAsync(ITrading trading, PreparedOrder placed, CancellationToken cancellationToken)
    {
        try
        {
            await trading.FindAsync(placed, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure)
        {
            TrackerLog.ReadFailed(_logger, placed.Intent.Account.Connection, failure.Error.Code);
        }
    }

    private void Enter(OrderFollower follower)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var connection = follower.Root.Account.Connection;
            if (!_feeds.TryGetValue(connection, out var feed))
            {
                _feeds[connection] = feed = new OrderFeed(connection, connections, options.Value, time, _logger);
                feed.Add(follower);
                feed.Start(OnEnded);
                return;
            }

            feed.Add(follower);
        }
    }

    private async ValueTask LeaveAsync(OrderFollower follower)
    {
        OrderFeed? unused = null;
        lock (_gate)
        {
            if (!_feeds.TryGetValue(follower.Root.Account.Connection, out var feed) || !feed.Remove(follower)) return;
            _feeds.Remove(follower.Root.Account.Connection);
            unused = feed;
        }

        await unused.DisposeAsync().ConfigureAwait(false);
    }

    // The next who follows begins a new feed.
    private void OnEnded(OrderFeed feed, Exception reason)
    {
        lock (_gate)
        {
            foreach (var (connection, running) in _feeds)
            {
                if (!ReferenceEquals(running, feed)) continue;
                _feeds.Remove(connection);
                break;
            }
        }

        feed.Fail(reason);
    }
}
