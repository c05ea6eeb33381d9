using Brokerage.Testing;
using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Orders.Tracking;

/// <summary>A broker with orders that a test moves, a stream that it may have, and the tracker that follows.</summary>
internal sealed class TrackerScene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<OrderId, Order> _orders = [];
    private readonly Lock _gate = new();
    private int _reads;

    public TrackerScene(bool streams = true, IOrderJournal? journal = null)
    {
        Broker.OnGet = Read;
        Connection = new FakeConnection(Make.Ref("one")) { Trading = Broker, Streaming = streams ? Stream : null };
        Time = new ShiftedTime(Clock);
        Host = new FakeHost(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(Time);
                if (journal is not null) builder.UseOrderJournal(_ => journal);
            },
            Connection);
    }

    public FakeConnection Connection { get; }

    public FakeHost Host { get; }

    public ScriptedTrading Broker { get; } = new();

    public FakeOrderStream Stream { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Make.Noon);

    /// <summary>The time that the program sees.</summary>
    public ShiftedTime Time { get; }

    public IOrderTracker Tracker => Host.Brokerage.Tracker;

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>What reading fails with; null lets it succeed.</summary>
    public BrokerageError? Fails { get; set; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public OrderRef Ref(string id) => new(Connection.Account, OrderId.Parse(id));

    public Order Working(string id, decimal filled = 0m) => ScriptedTrading.Order(Ref(id), filled > 0m ? OrderState.PartiallyFilled : OrderState.Working) with
    {
        Quantity = new OrderQuantity.Units(10m),
        Filled = filled,
        AveragePrice = filled > 0m ? 400m : null,
    };

    public Order Put(Order order)
    {
        lock (_gate) _orders[order.Ref.Order] = order;
        return order;
    }

    /// <summary>Changes an order at the broker, and lets the stream tell it.</summary>
    public Order Tell(Order order, OrderCause cause)
    {
        Put(order);
        Stream.Say(new OrderEvent(cause, order, null, 0));
        return order;
    }

    public IAsyncEnumerator<OrderNews> Follow(string id) => FollowUntil(id, CancellationToken.None);

    public IAsyncEnumerator<OrderNews> FollowUntil(string id, CancellationToken stop) =>
        Tracker.FollowAsync(Ref(id), stop).GetAsyncEnumerator(CancellationToken.None);

    /// <summary>The next news, without any time passing.</summary>
    public static async Task<OrderNews> NextAsync(IAsyncEnumerator<OrderNews> news)
    {
        Assert.True(await news.MoveNextAsync().AsTask().WaitAsync(Patience, Token), "The enumeration ended.");
        return news.Current;
    }

    /// <summary>Lets time pass until a task is done.</summary>
    public Task<T> PassAsync<T>(Task<T> task) => task.WithStepsAsync(() => Clock.AdvanceToNextTimer());

    public async Task<OrderNews> NextInTimeAsync(IAsyncEnumerator<OrderNews> news)
    {
        Assert.True(await PassAsync(news.MoveNextAsync().AsTask()), "The enumeration ended.");
        return news.Current;
    }

    /// <summary>Waits for what happens by itself, without any time passing.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 10_000, "It did not happen.");
            await Task.Delay(1, Token);
        }
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private Order Read(OrderRef order)
    {
        Interlocked.Increment(ref _reads);
        if (Fails is { } failure) throw new BrokerageException(failure);
        lock (_gate) return _orders.TryGetValue(order.Order, out var found) ? found : throw new BrokerageException(Make.Error(BrokerageErrorCode.OrderNotFound));
    }
}
