namespace Brokerage;

/// <summary>An entry as JSON. Names are stored: they never change.</summary>
internal sealed record JournalRecord
{
    public required string Key { get; init; }

    public required long Version { get; init; }

    public required JournalState State { get; init; }

    public byte[]? Order { get; init; }

    public RefRecord? Cancel { get; init; }

    public QueueRecord? Queue { get; init; }

    public AckRecord[]? Orders { get; init; }

    public ErrorRecord? Error { get; init; }

    public JournalDecision? Decision { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    internal static JournalRecord Of(JournalEntry entry) => new()
    {
        Key = entry.Key,
        Version = entry.Version,
        State = entry.State,
        Order = entry.Order is null ? null : OrderCodec.Encode(entry.Order),
        Cancel = entry.Cancel is null ? null : RefRecord.Of(entry.Cancel),
        Queue = entry.Queue is null ? null : QueueRecord.Of(entry.Queue),
        Orders = entry.Orders.Count == 0 ? null : [.. entry.Orders.Select(AckRecord.Of)],
        Error = entry.Error is null ? null : ErrorRecord.Of(entry.Error),
        Decision = entry.Decision,
        RecordedAt = entry.RecordedAt,
        ChangedAt = entry.ChangedAt,
    };

    internal JournalEntry ToEntry() => new()
    {
        Key = Key,
        Version = Version,
        State = State,
        Order = Order is null ? null : OrderCodec.Decode(Order),
        Cancel = Cancel?.ToRef(),
        Queue = Queue?.ToQueue(),
        Orders = Orders is null ? [] : [.. Orders.Select(ack => ack.ToAck())],
        Error = Error?.ToError(),
        Decision = Decision,
        RecordedAt = RecordedAt,
        ChangedAt = ChangedAt,
    };

    internal sealed record RefRecord(string Connection, string Broker, string Account, string Order)
    {
        internal static RefRecord Of(OrderRef order) =>
            new(order.Account.Connection.Value, order.Account.Broker.Value, order.Account.Account.Value, order.Order.Value);

        internal OrderRef ToRef() => new(
            new AccountRef(ConnectionId.Parse(Connection), BrokerId.Parse(Broker), AccountId.Parse(Account)), OrderId.Parse(Order));
    }

    internal sealed record QueueRecord(byte[] Intent, DateTimeOffset OpensAt, DateTimeOffset ExpiresAt)
    {
        internal static QueueRecord Of(JournalQueue queue) => new(OrderCodec.Encode(queue.Intent), queue.OpensAt, queue.ExpiresAt);

        internal JournalQueue ToQueue() => new(OrderCodec.DecodeIntent(Intent), OpensAt, ExpiresAt);
    }

    internal sealed record AckRecord(OrderRole Role, string? Order, ErrorRecord? Error)
    {
        internal static AckRecord Of(OrderAck ack) => new(ack.Role, ack.Order?.Value, ack.Error is null ? null : ErrorRecord.Of(ack.Error));

        internal OrderAck ToAck() => new(Role, Order is null ? null : OrderId.Parse(Order), Error?.ToError());
    }

    internal sealed record ErrorRecord(string Code, string Broker, string Message)
    {
        public Effect Effect { get; init; }

        public string? BrokerCode { get; init; }

        public string? BrokerText { get; init; }

        public string? Field { get; init; }

        public string? TraceId { get; init; }

        public ErrorRecord[]? Details { get; init; }

        internal static ErrorRecord Of(BrokerageError error) => new(error.Code.ToString(), error.Broker.Value, error.Message)
        {
            Effect = error.Effect,
            BrokerCode = error.BrokerCode,
            BrokerText = error.BrokerText,
            Field = error.Field,
            TraceId = error.TraceId,
            Details = error.Details.Count == 0 ? null : [.. error.Details.Select(Of)],
        };

        // A code that this version does not know is Unknown, as for every consumer.
        internal BrokerageError ToError() =>
            new(Enum.TryParse<BrokerageErrorCode>(Code, out var code) ? code : BrokerageErrorCode.Unknown, BrokerId.Parse(Broker), Message)
            {
                Effect = Effect,
                BrokerCode = BrokerCode,
                BrokerText = BrokerText,
                Field = Field,
                TraceId = TraceId,
                Details = Details is null ? [] : [.. Details.Select(detail => detail.ToError())],
            };
    }
}
