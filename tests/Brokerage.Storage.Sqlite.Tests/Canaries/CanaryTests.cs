using System.Collections.Concurrent;
using System.Text;
using System.Web;
using Brokerage.Testing;
using Brokerage.Tests.Fakes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Brokerage.Storage.Sqlite.Tests.Canaries;

/// <summary>
/// Users sign in, stay connected, trade and leave, with secrets of our own everywhere. Afterwards no file that was written holds one of them in
/// any form, and no log.
/// </summary>
public sealed class CanaryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("brokerage-canary-");
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly MemoryConnectionStore _connections = new();

    public static TheoryData<ulong> Some => Seeds.Some(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "all.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Some))]
    public async Task No_secret_is_in_a_database_or_a_log(ulong seed)
    {
        var canaries = new Canaries(seed);
        await LiveAsync(canaries, builder => builder.UseSqlite(Database).UseSqliteOrderJournal(Database));

        Assert.Equal(4, Count("connections") + Count("secrets"));
        Assert.All(["accounts", "holdings", "positions", "sign_ins", "journal"], table => Assert.NotEqual(0, Count(table)));
        Look(canaries, "ann", "BRK.B", "rainy days");
    }

    [Theory]
    [MemberData(nameof(Some))]
    public async Task No_secret_is_in_a_file_or_a_log(ulong seed)
    {
        var canaries = new Canaries(seed);
        await LiveAsync(canaries, builder =>
        {
            builder.Services.AddSingleton<IConnectionStore>(_connections);
            builder.Services.AddSingleton<ITokenStore>(new FileTokenStore(Path.Combine(_folder.FullName, "secrets")));
            return builder.UseOrderJournal(Path.Combine(_folder.FullName, "orders.journal"));
        });

        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder.FullName, "secrets")).Count(file => new FileInfo(file).Length > 0));
        Look(canaries, "ann");
    }

    [Fact]
    public void What_is_there_in_any_form_is_found()
    {
        var canaries = new Canaries(7);
        var value = canaries.New("token");
        foreach (var (form, written) in Canaries.Forms(value))
            Assert.True(canaries.FindIn(Encoding.Latin1.GetBytes("before " + written + " after")) is not null, form);
        Assert.NotNull(canaries.FindIn(Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"a\":\"" + value + "\"}"))));
        Assert.NotNull(canaries.FindIn("https://broker.example/?token=" + HttpUtility.UrlEncode(value)));
        Assert.Null(canaries.FindIn("before and after"));
    }

    private void Look(Canaries canaries, params string[] controls)
    {
        Assert.InRange(canaries.Count, 20, 100);
        var all = new StringBuilder();
        foreach (var (name, bytes) in ReadAll())
        {
            Assert.True(canaries.FindIn(bytes) is null, $"{name}: {canaries.FindIn(bytes)}");
            all.Append(Encoding.Latin1.GetString(bytes));
        }

        Assert.All(controls, control => Assert.Contains(control, all.ToString(), StringComparison.Ordinal));
        Assert.NotEmpty(_log);
        Assert.All(_log, line => Assert.Null(canaries.FindIn(line)));
    }

    // Another test may close idle connections at any time: then SQLite takes a log over into its database, and all is read anew.
    private List<(string Name, byte[] Bytes)> ReadAll()
    {
        for (var times = 0; ; times++)
        {
            try
            {
                return [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => (file.Name, Read(file.FullName)))];
            }
            catch (FileNotFoundException) when (times < 10)
            {
            }
        }
    }

    // What SQLite has open is not locked for readers.
    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private async Task LiveAsync(Canaries canaries, Func<IBrokerageBuilder, IBrokerageBuilder> store)
    {
        var (former, current) = (Key(canaries, "k1"), Key(canaries, "k2"));
        SecretiveBroker[] brokers = [new("redirect", canaries, _time), new("keys", canaries, _time), new("code", canaries, _time)];
        StoredConnection redirected;
        await using (var process = Start(store, brokers, new FixedKeyProvider(former)))
        {
            await RefuseAsync(process, canaries);
            redirected = await RedirectAsync(process, canaries);
            var keyed = await EnterAsync(process, canaries, "keys");
            var coded = await EnterAsync(process, canaries, "code");
            await TradeAsync(process, redirected);
            foreach (var connection in new[] { redirected, keyed, coded }) await SyncAsync(process, connection);
            Assert.True((await process.GetRequiredService<ISignInManager>().DisconnectAsync("ann", coded.Connection, Token)).WasThere);
            // Begun and never ended.
            await process.GetRequiredService<ISignInManager>().BeginAsync(Wish("redirect", canaries), Token);
        }

        // Started again when the tokens have ended, with a new key.
        _time.Advance(SecretiveBroker.TokenLife);
        var keys = new FixedKeyProvider(current, former);
        await using var restarted = Start(store, brokers, keys);
        Assert.Equal(2, await restarted.GetRequiredService<ISignInManager>().RestoreAsync(Token));
        await using var lease = await restarted.GetRequiredService<IConnectionManager>().LeaseAsync(redirected.Connection, Token);
        await lease.Accounts.GetAccountsAsync(Token);
        Assert.Equal(1, brokers[0].Renewals);
        Assert.Equal(1, (await new KeyRotation(restarted.GetRequiredService<ITokenStore>(), keys).RunAsync(Token)).Resealed);
    }

    private static async Task RefuseAsync(ServiceProvider process, Canaries canaries)
    {
        var start = await process.GetRequiredService<ISignInManager>().BeginAsync(Wish("redirect", canaries), Token);
        var query = $"error=access_denied&error_description={Uri.EscapeDataString(canaries.New("description"))}";
        Assert.IsType<SignInOutcome.Failed>(await process.GetRequiredService<ISignInManager>().CompleteAsync(Callback(start, canaries, query), Token));
    }

    private async Task<StoredConnection> RedirectAsync(ServiceProvider process, Canaries canaries)
    {
        var manager = process.GetRequiredService<ISignInManager>();
        var start = await manager.BeginAsync(Wish("redirect", canaries), Token);
        var callback = Callback(start, canaries, "code=" + Uri.EscapeDataString(canaries.New("code")));
        var connected = Assert.IsType<SignInOutcome.Connected>(await manager.CompleteAsync(callback, Token));
        Assert.IsType<SignInOutcome.Failed>(await manager.CompleteAsync(callback, Token));
        foreach (var told in new object[] { start, start.Step, callback, connected }) _log.Enqueue(told.ToString()!);
        return connected.Connection;
    }

    private async Task<StoredConnection> EnterAsync(ServiceProvider process, Canaries canaries, string broker)
    {
        var manager = process.GetRequiredService<ISignInManager>();
        var start = await manager.BeginAsync(Wish(broker, canaries), Token);
        SignInAnswer answer = broker == "code"
            ? new SignInAnswer.Code(new Secret(canaries.New("code")))
            : new SignInAnswer.Keys(new Dictionary<string, Secret>(StringComparer.Ordinal) { ["key"] = new(canaries.New("key")), ["secret"] = new(canaries.New("secret")) });
        _log.Enqueue(answer.ToString()!);
        return Assert.IsType<SignInOutcome.Connected>(await manager.CompleteAsync("ann", start.Handle, answer, Token)).Connection;
    }

    private static async Task SyncAsync(ServiceProvider process, StoredConnection connection)
    {
        await using var lease = await process.GetRequiredService<IConnectionManager>().LeaseAsync(connection.Connection, Token);
        var account = (await lease.Accounts.GetAccountsAsync(Token)).Items[0].Ref;
        var positions = await lease.Accounts.GetPositionsAsync(account.Account, Token);
        var read = new StoredHoldings
        {
            Account = account, Positions = positions.Items, PositionsAsOf = Make.Fresh, Balance = await lease.Accounts.GetBalanceAsync(account.Account, Token),
        };
        Assert.True(await process.GetRequiredService<IHoldingsStore>().TryReplaceAsync(read, Token));
    }

    private static async Task TradeAsync(ServiceProvider process, StoredConnection connection)
    {
        var orders = process.GetRequiredService<IBrokerageService>().Orders;
        var account = new AccountRef(connection.Connection, connection.Broker, AccountId.Parse("A1"));
        foreach (var symbol in new[] { "BRK.B", "MSFT" })
            await orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(Instrument.Parse(symbol), Side.Buy, 1m, 10m)), Token);
    }

    private ServiceProvider Start(Func<IBrokerageBuilder, IBrokerageBuilder> store, IEnumerable<SecretiveBroker> brokers, FixedKeyProvider keys)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<ILoggerFactory>(new LogLines(_log));
        foreach (var broker in brokers) services.AddSingleton<IBrokerageAdapter>(broker);
        store(services.AddBrokerage().UseTelemetry().AddSignIn(keys));
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static VaultKey Key(Canaries canaries, string id)
    {
        var text = canaries.New("vault key")[..VaultKey.Length];
        canaries.Watch("vault key", text);
        return new VaultKey(id, Encoding.ASCII.GetBytes(text));
    }

    private static SignInWish Wish(string broker, Canaries canaries) => new()
    {
        User = "ann",
        Broker = BrokerId.Parse(broker),
        Environment = "paper",
        Application = "app",
        RedirectTo = new Uri($"https://app.example/callback/{broker}/paper"),
        Access = ConnectionAccess.Trading,
        Nickname = "rainy days",
        Session = new Secret(canaries.New("cookie")),
    };

    private static SignInCallback Callback(SignInStart start, Canaries canaries, string query) => new()
    {
        User = "ann",
        Broker = BrokerId.Parse("redirect"),
        Environment = "paper",
        Address = new Uri($"https://app.example/callback/redirect/paper?state={Uri.EscapeDataString(start.Handle.Reveal())}&{query}"),
        Session = new Secret(canaries.New("cookie")),
    };

    private int Count(string table)
    {
        using var connection = new SqliteConnection("Data Source=" + Database);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
