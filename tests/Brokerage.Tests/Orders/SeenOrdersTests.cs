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

    private static OrderRef Ref(string order) => new(Account, OrderId.Parse(order));

    private static async Task<(OrderState State, ClientOrderId? Id)> FoundAsync(IOrderStore store, string order)
    {
        var found = (await store.FindAsync(Ref(order), Token))!;
        return (found.State.Value, found.ClientOrderId);
    }

    private JournalConnection Open(IOrderStore store) => new(
        new FakeConnection(Account) { Trading = _broker },
        _journal,
        new OrderJournalOptions(),
        TimeProvider.System,
        NullLogger.Instance,
        new WishesUnderWay(),
        store);

    private sealed class BrokenStore : IOrderStore
    {
        public ValueTask KeepAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken = default) => throw new IOException("The disk is full.");

        public ValueTask<Order?> FindAsync(OrderRef order, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<Order>> ListAsync(AccountRef account, OrderId? after, int limit, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<Order>> ListOpenAsync(ConnectionId connection, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
