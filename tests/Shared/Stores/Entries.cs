namespace Brokerage.TestSupport.Stores;

/// <summary>Journal entries for tests.</summary>
internal static class Entries
{
    internal static AccountRef Account { get; } = new(ConnectionId.Parse("con-1"), BrokerId.Parse("mock"), AccountId.Parse("acc-1"));

    internal static DateTimeOffset Start { get; } = new(2026, 11, 20, 14, 30, 0, TimeSpan.Zero);

    internal static JournalEntry First(string id, AccountRef? account = null) => new()
    {
        Key = JournalEntry.KeyOf(ClientOrderId.Parse(id)),
        Version = 1,
        State = JournalState.Sending,
        Order = new PreparedOrder
        {
            Intent = new OrderIntent.New(
                account ?? Account,
                ClientOrderId.Parse(id),
                new OrderPlan.Single(OrderSpec.Limit(new Instrument.Equity("BRK.B"), Side.Buy, 2m, 487.25m))),
            Attempt = 1,
            WireId = "w-" + id,
            Evidence = "{\"seen\":[\"é\",\"7\"]}",
            PreparedAt = Start,
        },
        RecordedAt = Start,
        ChangedAt = Start,
    };

    internal static JournalEntry Queued(string id, AccountRef? account = null)
    {
        var sent = First(id, account);
        return sent with { State = JournalState.Queued, Order = null, Queue = new JournalQueue(sent.Order!.Intent, Start.AddHours(1), Start.AddHours(7)) };
    }

    internal static JournalEntry Placed(JournalEntry before, params string[] orders) => before with
    {
        Version = before.Version + 1,
        State = JournalState.Placed,
        Orders = [.. orders.Select(order => new OrderAck(OrderRole.Single, OrderId.Parse(order)))],
        ChangedAt = Start.AddSeconds(1),
    };

    internal static JournalEntry Unknown(JournalEntry before) => before with
    {
        Version = before.Version + 1,
        State = JournalState.Unknown,
        Error = new BrokerageError(BrokerageErrorCode.Timeout, BrokerId.Parse("mock"), "No answer.")
        {
            Effect = Effect.Unknown,
            BrokerCode = "504",
            Details = [new BrokerageError(BrokerageErrorCode.ConnectionFailed, BrokerId.Parse("mock"), "Reset.")],
        },
        ChangedAt = Start.AddSeconds(1),
    };

    internal static JournalEntry Cancel(string order) => new()
    {
        Key = JournalEntry.KeyOf(new OrderRef(Account, OrderId.Parse(order))),
        Version = 1,
        State = JournalState.Sending,
        Cancel = new OrderRef(Account, OrderId.Parse(order)),
        RecordedAt = Start,
        ChangedAt = Start,
    };

    /// <summary>All that an entry holds, as text, since records with lists do not compare by what they hold.</summary>
    internal static string Text(JournalEntry? entry) => entry is null
        ? "none"
        : string.Join(
            '|',
            entry.Key,
            entry.Version,
            entry.State,
            entry.Order is null ? "" : Convert.ToHexString(OrderCodec.Encode(entry.Order)),
            entry.Cancel,
            entry.Queue is null ? "" : $"{OrderCodec.Hash(entry.Queue.Intent)} {entry.Queue.OpensAt:O} {entry.Queue.ExpiresAt:O}",
            string.Join(',', entry.Orders),
            Text(entry.Error),
            entry.Decision,
            entry.RecordedAt,
            entry.ChangedAt);

    private static string Text(BrokerageError? error) => error is null
        ? ""
        : $"{error.Code} {error.Broker} {error.Message} {error.Effect} {error.BrokerCode} {error.BrokerText} [{string.Join(';', error.Details.Select(Text))}]";
}
