using System.Diagnostics;
using System.Globalization;
using Brokerage.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Brokerage.Benchmarks;

/// <summary>
/// What the stores add to bare SQLite: the same rows with the same durability, in turns, so that both meet the same disk and the same neighbours.
/// <c>dotnet run -c Release --project benchmarks/Brokerage.Benchmarks -- store [rounds [folder]]</c>
/// </summary>
internal static class StoreTime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 17, 0, 0, TimeSpan.Zero);
    private static readonly AccountRef Account = new(ConnectionId.Parse("bench"), BrokerId.Parse("mock"), AccountId.Parse("1"));

    public static async Task RunAsync(int rounds, string? folder)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder ?? Path.GetTempPath(), $"brokerage-store-{Environment.ProcessId}"));
        try
        {
            Console.WriteLine($"{place.FullName}, {new DriveInfo(place.FullName).DriveFormat}");
            string At(string name) => Path.Combine(place.FullName, name);
            await SecretsAsync(At("secrets.db"), At("secrets-bare.db"), rounds);
            await PositionsAsync(At("positions.db"), At("positions-bare.db"), rounds);
            foreach (var callers in (int[])[1, 8, 64])
                await JournalAsync(At($"journal-{callers}.db"), At($"journal-{callers}-bare.db"), callers, rounds);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            place.Delete(recursive: true);
        }
    }

    private static async Task SecretsAsync(string path, string barePath, int rounds)
    {
        var store = SqliteStorage.Open(path).Secrets;
        using var bare = new BareSqlite(barePath);
        var envelope = new byte[1000];
        var record = new SealedSecrets { Owner = new SecretOwner("user", Account.Broker, "paper", Account.Connection), Version = 1, KeyId = "k1", Envelope = envelope };
        await store.WriteAsync(record, null);
        bare.Command("INSERT INTO secrets VALUES ('bench', 'user', 'mock', 'paper', 1, 'k1', 0, $1)", envelope).ExecuteNonQuery();
        var version = 1L;
        using var update = bare.Command(
            "UPDATE secrets SET version = $1, envelope = $2, key_id = $3, asked = 0 WHERE connection = $4 AND version = $5 AND key_id = $3 AND asked = 0", 1L, envelope, "k1", "bench", 1L);

        await CompareAsync("secrets replaced", 32, rounds, () =>
        {
            (update.Parameters[4].Value, update.Parameters[0].Value) = (version, ++version);
            bare.Transact(() => Expect(update.ExecuteNonQuery() == 1));
            return Task.CompletedTask;
        }, async () =>
        {
            var next = record with { Version = record.Version + 1 };
            Expect(await store.WriteAsync(next, record));
            record = next;
        });
    }

    private static async Task PositionsAsync(string path, string barePath, int rounds)
    {
        const int Rows = 200;
        var store = SqliteStorage.Open(path).Holdings;
        using var bare = new BareSqlite(barePath);
        var balance = new Balance { Account = Account, Currency = Currency.Usd, Cash = 1000.01m, CashAvailable = 1000.01m, BuyingPower = 2000.02m, NetLiquidation = 90_000m, AsOf = new AsOf(Now) };
        var holdings = new StoredHoldings { Account = Account, Positions = [.. Enumerable.Range(0, Rows).Select(Position)], PositionsAsOf = new AsOf(Now), Balance = balance };
        var time = "2026-03-04T17:00:00.0000000Z";
        using var put = bare.Command(
            "INSERT INTO holdings VALUES ('bench', '1', 'mock', 1, $1, NULL, NULL, NULL, $2) ON CONFLICT DO UPDATE SET version = version + 1, positions_received_at = $1, balance = $2",
            time, HoldingsCodec.Encode(balance));
        using var delete = bare.Command("DELETE FROM positions WHERE connection = 'bench' AND account = '1' AND broker = 'mock'");
        using var insert = bare.Command(
            "INSERT INTO positions VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, NULL, $8, $9, $10, $11, $12, $13, NULL, NULL, NULL, NULL, NULL, NULL, NULL, $14, NULL)",
            "bench", "1", "mock", 0, "", "Equity", "10.5", "1", "USD", "187.25", "190.10", "1996.05", "29.925", time);

        await CompareAsync($"{Rows} positions of an account replaced", 4, rounds, () =>
        {
            bare.Transact(() =>
            {
                put.ExecuteNonQuery();
                delete.ExecuteNonQuery();
                for (var row = 0; row < Rows; row++)
                {
                    (insert.Parameters[3].Value, insert.Parameters[4].Value) = (row, Symbol(row));
                    insert.ExecuteNonQuery();
                }
            });
            return Task.CompletedTask;
        }, async () =>
        {
            Expect(await store.TryReplaceAsync(holdings));
            holdings = holdings with { Version = holdings.Version + 1 };
        });
    }

    private static async Task JournalAsync(string path, string barePath, int callers, int rounds)
    {
        const int Orders = 64;
        await using var journal = SqliteOrderJournal.Open(path);
        using var bare = new BareSqlite(barePath);
        var number = 0;
        using var insert = bare.Command(
            """
            INSERT INTO journal (key, version, state, connection, account, broker, is_open, is_queued, changed_at, entry)
            VALUES ($1, 1, 1, 'bench', '1', 'mock', 1, 0, '2026-03-04T17:00:00.0000000Z', $2) ON CONFLICT (key) DO NOTHING
            """,
            "", JournalCodec.Encode(Entry()));
        await CompareAsync(string.Create(CultureInfo.InvariantCulture, $"{Orders} orders recorded by {callers} callers"), 1, rounds, () =>
        {
            // As many share a commit as there are callers: the best that any group commit can do.
            for (var done = 0; done < Orders; done += callers)
            {
                bare.Transact(() =>
                {
                    for (var i = 0; i < callers; i++)
                    {
                        insert.Parameters[0].Value = string.Create(CultureInfo.InvariantCulture, $"order/{++number}");
                        insert.ExecuteNonQuery();
                    }
                });
            }

            return Task.CompletedTask;
        }, async () =>
        {
            var entries = Enumerable.Range(0, Orders).Select(_ => Entry()).ToArray();
            var next = -1;
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var mine && mine < entries.Length) Expect(await journal.TryWriteAsync(entries[mine]));
            })));
        });
    }

    private static async Task CompareAsync(string name, int times, int rounds, Func<Task> bare, Func<Task> ours)
    {
        List<double> bareTimes = [], ourTimes = [];
        var warmup = Math.Max(rounds / 4, 1);
        for (var round = 0; round < warmup + rounds; round++)
        {
            var alone = await MeasureAsync(bare, times);
            var stored = await MeasureAsync(ours, times);
            if (round < warmup) continue;
            bareTimes.Add(alone);
            ourTimes.Add(stored);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: best of {rounds}: bare {bareTimes.Min():F0} us, ours {ourTimes.Min():F0} us, ratio {ourTimes.Min() / bareTimes.Min():F2}; "
            + $"medians: {Middle(bareTimes):F0}, {Middle(ourTimes):F0}, {Middle(ourTimes) / Middle(bareTimes):F2}"));
    }

    private static async Task<double> MeasureAsync(Func<Task> call, int times)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < times; i++) await call();
        return clock.Elapsed.TotalMicroseconds / times;
    }

    private static JournalEntry Entry()
    {
        var order = OrderTaker.Order();
        return new JournalEntry
        {
            Key = JournalEntry.KeyOf(order.Intent.ClientOrderId), Version = 1, State = JournalState.Sending, Order = order, RecordedAt = Now, ChangedAt = Now,
        };
    }

    private static Position Position(int row) => new()
    {
        Account = Account,
        Instrument = Instrument.Parse(Symbol(row)),
        Quantity = 10.5m,
        Multiplier = 1m,
        Currency = Currency.Usd,
        AverageCost = 187.25m,
        Price = 190.10m,
        MarketValue = 1996.05m,
        UnrealizedProfit = 29.925m,
        AsOf = new AsOf(Now),
    };

    private static string Symbol(int row) => $"S{(char)('A' + (row / 26))}{(char)('A' + (row % 26))}";

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Expect(bool holds)
    {
        if (!holds) throw new InvalidOperationException("It was not written.");
    }
}
