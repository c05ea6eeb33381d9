using Brokerage.Tests.Fakes;
using Brokerage.TestSupport.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace Brokerage.Tests.Orders;

public sealed class MemoryOrderStoreTests : OrderStoreTests
{
    protected override Task<IOrderStore> CreateAsync() => Task.FromResult<IOrderStore>(new MemoryOrderStore());
}

public sealed class SeenOrdersTests
{
    private static readonly AccountRef Account = Make.Ref("con-1");
    private readonly ScriptedTrading _broker = new();
    private readonly MemoryOrderJournal _journal = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_call_reads_an_order_it_is_kept_with_the_wish_that_it_came_of()
    {
        var store = new MemoryOrderStore();
        await using var connection = Open(store);
        var trading = connection.Trading!;
        var intent = OrderIntent.Place(Account, OrderSpec.Limit(Instrument.Parse("BRK.B"), Side.Buy, 1m, 400m));
        _broker.OnSubmit = (_, _) => Task.FromResult<SubmitResult>(new SubmitResult.Placed(
            [new OrderAck(OrderRole.Single, OrderId.Parse("77"))], VerdictPending: false, [], ScriptedTrading.Order(Ref("77"), OrderState.Received)));

        await trading.SubmitAsync(await trading.PrepareAsync(intent, cancellationToken: Token), Token);
        Assert.Equal((OrderState.Received, intent.ClientOrderId), await FoundAsync(store, "77"));

        _broker.OnGet = order => ScriptedTrading.Order(order);
        await trading.GetOrderAsync(Ref("77"), Token);
        Assert.Equal((OrderState.Working, intent.ClientOrderId), await FoundAsync(store, "77"));

        _broker.OnList = () => [ScriptedTrading.Order(Ref("77"), OrderState.Filled), ScriptedTrading.Order(Ref("78"))];
        await trading.GetOpenOrdersAsync(Account.Account, Token);
        Assert.Equal((OrderState.Filled, intent.ClientOrderId), await FoundAsync(store, "77"));
        Assert.Equal((OrderState.Working, null), await FoundAsync(store, "78"));

        _broker.OnList = () => [ScriptedTrading.Order(Ref("79"), OrderState.Expired)];
        await trading.GetOrderHistoryAsync(new HistoryQuery(Account.Account, Make.Noon.AddDays(-1), Make.Noon), Token);
        Assert.Equal((OrderState.Expired, null), await FoundAsync(store, "79"));
    }

    [Fact]
    public async Task A_store_that_fails_takes_no_reading_with_it()
    {
        await using var connection = Open(new BrokenStore());
        _broker.OnList = () => [ScriptedTrading.Order(Ref("77"))];

        Assert.Single((await connection.Trading!.GetOpenOrdersAsync(Account.Account, Token)).Items);
    }

    [Fact]
    public async Task What_is_read_of_a_connection_that_its_user_has_ended_is_not_kept()
    {
        var store = new MemoryOrderStore();
        var ended = new EndedConnections();
        await using var connection = Open(store, ended);
        _broker.OnList = () => [ScriptedTrading.Order(Ref("77"))];
        ended.Add(Account.Connection);

        Assert.Single((await connection.Trading!.GetOpenOrdersAsync(Account.Account, Token)).Items);

        Assert.Empty(await store.ListOpenAsync(Account.Connection, Token));
    }

    [Fact]
    public async Task What_is_being_stored_while_the_connection_is_ended_is_forgotten_again()
    {
        var ended = new EndedConnections();
        var store = new EndingStore(ended);
        await using var connection = Open(store, ended);
        _broker.OnGet = order => ScriptedTrading.Order(order);

        await connection.Trading!.GetOrderAsync(Ref("77"), Token);

        Assert.Equal(1, store.Kept);
        Assert.Empty(await store.ListOpenAsync(Account.Connection, Token));
    }

    private static OrderRef Ref(string order) => new(Account, OrderId.Parse(order));

    private static async Task<(OrderState State, ClientOrderId? Id)> FoundAsync(IOrderStore store, string order)
    {
        var found = (await store.FindAsync(Ref(order), Token))!;
        return (found.State.Value, found.ClientOrderId);
    }

    private JournalConnection Open(IOrderStore store, EndedConnections? ended = null) => new(
        new FakeConnection(Account) { Trading = _broker },
        _journal,
        new OrderJournalOptions(),
        TimeProvider.System,
        NullLogger.Instance,
        new WishesUnderWay(),
        store,
        ended);

    /// <summary>A store that is slow: while it keeps something the connection is ended.</summary>
    private sealed class EndingStore(EndedConnections ended) : IOrderStore
    {
        private readonly MemoryOrderStore _inner = new();

        public int Kept { get; private set; }

        public async ValueTask KeepAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken = default)
        {
            ended.Add(Account.Connection);
            await _inner.DeleteAsync(Account.Connection, cancellationToken);
            await _inner.KeepAsync(orders, cancellationToken);
            Kept += orders.Count;
        }

        public ValueTask<Order?> FindAsync(OrderRef order, CancellationToken cancellationToken = default) => _inner.FindAsync(order, cancellationToken);

        public ValueTask<IReadOnlyList<Order>> ListAsync(AccountRef account, OrderId? after, int limit, CancellationToken cancellationToken = default) =>
            _inner.ListAsync(account, after, limit, cancellationToken);

        public ValueTask<IReadOnlyList<Order>> ListOpenAsync(ConnectionId connection, CancellationToken cancellationToken = default) => _inner.ListOpenAsync(connection, cancellationToken);

        public ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => _inner.DeleteAsync(connection, cancellationToken);
    }

    private sealed class BrokenStore : IOrderStore
    {
        public ValueTask KeepAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken = default) => throw new IOException("The disk is full.");

        public ValueTask<Order?> FindAsync(OrderRef order, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<Order>> ListAsync(AccountRef account, OrderId? after, int limit, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<Order>> ListOpenAsync(ConnectionId connection, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
