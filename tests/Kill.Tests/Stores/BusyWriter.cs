using System.Globalization;
using Brokerage.Storage.Sqlite;

namespace Brokerage.Kill.Tests.Stores;

/// <summary>The process that is killed while it writes: several callers at the journal, and beside them a sync of several accounts.</summary>
internal static class BusyWriter
{
    public const int Accounts = 3, Rows = 200;
    private const int Callers = 6;
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 30, 0, TimeSpan.Zero);
    private static readonly Lock Gate = new();

    public static async Task RunAsync(string path, int first)
    {
        var journal = SqliteOrderJournal.Open(path);
        var holdings = SqliteStorage.Open(path).Holdings;
        var next = first;
        var writing = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                await OrderAsync(journal, Interlocked.Increment(ref next));
                // SQLite has no asynchronous calls: without this the first callers keep the pool's few threads for themselves.
                await Task.Yield();
            }
        }));
        var syncing = Enumerable.Range(0, Accounts).Select(account => Task.Run(async () =>
        {
            while (true)
            {
                await SyncAsync(holdings, Account(account));
                await Task.Yield();
            }
        }));
        await await Task.WhenAny(writing.Concat(syncing));
    }

    public static AccountRef Account(int number) =>
        new(ConnectionId.Parse("con-1"), BrokerId.Parse("mock"), AccountId.Parse(string.Create(CultureInfo.InvariantCulture, $"acc-{number}")));

    public static string KeyOf(int number) => JournalEntry.KeyOf(Id(number));

    private static ClientOrderId Id(int number) => ClientOrderId.Parse(string.Create(CultureInfo.InvariantCulture, $"w-{number}"));

    private static async Task OrderAsync(SqliteOrderJournal journal, int number)
    {
        var intent = new OrderIntent.New(Account(0), Id(number), new OrderPlan.Single(OrderSpec.Limit(new Instrument.Equity("AAPL"), Side.Buy, 2m, 187.25m)));
        var sending = new JournalEntry
        {
            Key = KeyOf(number),
            Version = 1,
            State = JournalState.Sending,
            Order = new PreparedOrder { Intent = intent, Attempt = 1, Evidence = "", PreparedAt = Start },
            RecordedAt = Start,
            ChangedAt = Start,
        };
        await WriteAsync(journal, sending);
        Tell("sending", number);
        var order = OrderId.Parse(string.Create(CultureInfo.InvariantCulture, $"b-{number}"));
        await WriteAsync(journal, sending with { Version = 2, State = JournalState.Placed, Orders = [new OrderAck(OrderRole.Single, order)] });
        Tell("placed", number);
    }

    private static async Task WriteAsync(SqliteOrderJournal journal, JournalEntry entry)
    {
        if (!await journal.TryWriteAsync(entry)) throw new InvalidOperationException($"{entry.Key} was there already.");
    }

    // Every figure of a sync tells its number, so that a mixture of two shows.
    private static async Task SyncAsync(IHoldingsStore holdings, AccountRef account)
    {
        var before = await holdings.FindAsync(account);
        var number = (before?.Version ?? 0) + 1;
        var position = new Position
        {
            Account = account,
            Instrument = new Instrument.Equity("AAPL"),
            Quantity = number,
            Multiplier = 1m,
            Currency = Currency.Usd,
            AverageCost = null,
            Price = null,
            MarketValue = null,
            AsOf = new AsOf(Start),
        };
        var balance = new Balance
        {
            Account = account, Currency = Currency.Usd, Cash = number, CashAvailable = null, BuyingPower = null, NetLiquidation = null, AsOf = new AsOf(Start),
        };
        var read = new StoredHoldings
        {
            Account = account, Positions = [.. Enumerable.Repeat(position, Rows)], PositionsAsOf = new AsOf(Start), Balance = balance, Version = number - 1,
        };
        if (!await holdings.TryReplaceAsync(read)) throw new InvalidOperationException("Somebody else stored it.");
        Tell(account.Account.Value, (int)number);
    }

    private static void Tell(string what, int number)
    {
        lock (Gate)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {number}"));
            Console.Out.Flush();
        }
    }
}
