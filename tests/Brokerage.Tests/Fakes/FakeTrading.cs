namespace Brokerage.Tests.Fakes;

/// <summary>A trading role that keeps what it was given.</summary>
internal sealed class FakeTrading : ITrading
{
    public List<object> Calls { get; } = [];

    public Func<PreparedOrder, SubmitResult> OnSubmit { get; set; } =
        order => new SubmitResult.Placed([new OrderAck(OrderRole.Single, OrderId.Parse("77"), null)], VerdictPending: false, [], null);

    public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        Calls.Add(intent);
        return Task.FromResult(new PreparedOrder { Intent = intent, Attempt = 1, Evidence = "fake", PreparedAt = Make.Noon });
    }

    public Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        Calls.Add(order);
        return Task.FromResult(OnSubmit(order));
    }

    public Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        Calls.Add(order);
        return Task.FromResult<CancelResult>(new CancelResult.Requested());
    }

    public Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        Calls.Add(order);
        return Task.FromResult<Sighting>(new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: false));
    }

    public Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        throw new BrokerageException(Make.Error(BrokerageErrorCode.OrderNotFound));

    public Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        Calls.Add(account);
        return Task.FromResult(Make.Whole<Order>());
    }

    public Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        Calls.Add(query);
        return Task.FromResult(new Page<Order>([], null, null, []));
    }
}
