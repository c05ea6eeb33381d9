namespace Brokerage.Benchmarks;

/// <summary>A broker that takes every order at once, so that what stands before it is all there is to measure.</summary>
internal sealed class OrderTaker(IBrokerageConnection inner) : DelegatingConnection(inner)
{
    public const string Name = "bench";

    private static readonly AccountRef Account = new(ConnectionId.Parse(Name), BrokerId.Parse("mock"), AccountId.Parse("1"));

    public override ITrading? Trading { get; } = new Taker(inner.Trading!);

    /// <summary>An order as it stands before it is sent, under an id of its own.</summary>
    public static PreparedOrder Order()
    {
        var intent = OrderIntent.Place(Account, OrderSpec.Limit(new Instrument.Equity("AAPL"), Side.Buy, 10m, 187.50m));
        return new PreparedOrder { Intent = intent, Attempt = 1, WireId = intent.ClientOrderId.Value, Evidence = "bench/1", PreparedAt = DateTimeOffset.UtcNow };
    }

    private sealed class Taker(ITrading inner) : DelegatingTrading(inner)
    {
        private long _orders;

        public override Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
        {
            var id = OrderId.Parse(Interlocked.Increment(ref _orders).ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Task.FromResult<SubmitResult>(new SubmitResult.Placed([new OrderAck(OrderRole.Single, id)], VerdictPending: false, [], null));
        }
    }
}
