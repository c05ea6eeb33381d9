using Brokerage.Testing;
using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Orders.Journal;

/// <summary>A broker whose answers a test writes, behind the journal; and the journal, which outlives a restart.</summary>
internal sealed class JournalScene(IOrderJournal? journal = null) : IAsyncDisposable
{
    private JournalConnection? _connection;

    public IOrderJournal Journal { get; } = journal ?? new MemoryOrderJournal();

    public ScriptedTrading Broker { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Make.Noon);

    /// <summary>The time that the program sees, if it is not the clock itself.</summary>
    public TimeProvider? Time { get; set; }

    public EventLog Log { get; } = new();

    public AccountRef Account { get; } = Make.Ref("con-1");

    public OrderJournalOptions Options { get; } = new();

    public ITrading Trading => (_connection ??= Open()).Trading!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<PreparedOrder> PrepareAsync() => await Trading.PrepareAsync(Make.Limit(Account), cancellationToken: Token);

    public async Task<JournalEntry> EntryAsync(PreparedOrder order) =>
        await Journal.FindAsync(JournalEntry.KeyOf(order.Intent.ClientOrderId), Token) ?? throw new InvalidOperationException("There is no entry.");

    public OrderRef Ref(string order) => new(Account, OrderId.Parse(order));

    /// <summary>The program ends and starts again: another connection over the same journal.</summary>
    public async Task RestartAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _connection = null;
    }

    public async Task ConnectAsync() => await (_connection ??= Open()).ConnectAsync(Token);

    /// <summary>Writes an entry as a crash would have left it.</summary>
    public async Task LeaveAsync(PreparedOrder order, JournalState state, params string[] orders)
    {
        var written = await Journal.TryWriteAsync(
            new JournalEntry
            {
                Key = JournalEntry.KeyOf(order.Intent.ClientOrderId),
                Version = 1,
                State = state,
                Order = order,
                Orders = [.. orders.Select(id => new OrderAck(OrderRole.Single, OrderId.Parse(id)))],
                RecordedAt = Make.Noon,
                ChangedAt = Make.Noon,
            },
            Token);
        Assert.True(written);
    }

    /// <summary>Lets time pass until the resolver has brought a wish to a state.</summary>
    public Task WaitForAsync(PreparedOrder order, JournalState state) => WaitForAsync(JournalEntry.KeyOf(order.Intent.ClientOrderId), state);

    /// <inheritdoc cref="WaitForAsync(PreparedOrder, JournalState)"/>
    public Task WaitForAsync(string key, JournalState state) =>
        Waiting.UntilAsync(async () => (await Journal.FindAsync(key, Token))!.State == state, () => Clock.AdvanceToNextTimer());

    public async ValueTask DisposeAsync() => await RestartAsync();

    private JournalConnection Open() =>
        new(new FakeConnection(Account) { Trading = Broker }, Journal, Options, Time ?? Clock, Log, new WishesUnderWay());
}
