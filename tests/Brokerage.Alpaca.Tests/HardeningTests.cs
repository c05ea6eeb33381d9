using System.Text;
using System.Text.Json.Nodes;
using Brokerage.Testing;
using Brokerage.Transport;
using Microsoft.Extensions.Logging;

namespace Brokerage.Alpaca.Tests;

/// <summary>Whatever an answer holds, nothing but our own exception comes out; and no secret comes out at all.</summary>
public sealed class HardeningTests
{
    private static readonly string?[] Oddities = ["null", "\"\"", "\"N/A\"", "-1", "1e400", "true", "[]", "{}", "\"\\u0000\\u202e\"", "[null]", "99999999999999999999999999999999"];

    [Theory]
    [MemberData(nameof(Seeds.Some), 6, MemberType = typeof(Seeds))]
    public async Task A_damaged_answer_is_read_or_refused_and_never_thrown_at_the_caller(ulong seed)
    {
        var random = new Random(unchecked((int)seed));
        foreach (var (method, path, fixture, ask) in Asks())
        {
            for (var round = 0; round < 6; round++)
            {
                await using var house = new TestHouse();
                var text = Damage(Fixture.Text(fixture), random);
                if (path is "v2/account")
                {
                    house.WithoutAccount();
                }

                house.AnswerText(method, path, text);
                var failure = await Record.ExceptionAsync(() => ask(house));
                Assert.True(failure is null or BrokerageException, $"Seed {seed}, {path}: {failure}\n{text}");
            }
        }
    }

    [Fact]
    public async Task No_secret_is_in_a_log_an_exception_or_a_text()
    {
        using var log = new Memory();
        var options = new AlpacaOptions { KeyId = TestHouse.KeyId, SecretKey = new Secret(TestHouse.SecretKey) };
        using var script = new ScriptedHandler()
            .On(HttpMethod.Get, "/v2/account", ScriptedAnswer.Json(200, Fixture.Text("Account/GET-account")))
            .On(HttpMethod.Get, "/v2/positions", ScriptedAnswer.Json(403, Fixture.Text("Errors/403-other")))
            .On(HttpMethod.Get, "/v2/assets/BRK.B", ScriptedAnswer.Json(200, Fixture.Text("Assets/GET-asset-equity")))
            .On(HttpMethod.Post, "/v2/orders", ScriptedAnswer.Reset());
        using var adapter = new AlpacaAdapter(options, new BrokerTransportOptions
        {
            Broker = AlpacaAdapter.BrokerId,
            Handler = script,
            LoggerFactory = log,
            TimeProvider = new FakeTimeProvider(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero)),
        });
        await using var connection = adapter.Create("test");
        var token = TestContext.Current.CancellationToken;
        var account = (await connection.Accounts.GetAccountsAsync(token)).Items[0];
        log.Write(account.ToString());
        log.Write((await Assert.ThrowsAsync<BrokerageException>(() => connection.Accounts.GetPositionsAsync(account.Ref.Account, token))).ToString());
        log.Write((await connection.Trading!.PlaceAsync(OrderIntent.Place(account.Ref, Sample.Limit()), token)).ToString());
        log.Write(options.SecretKey.ToString());

        var all = log.ToString();
        Assert.NotEmpty(all);
        foreach (var secret in (string[])[TestHouse.SecretKey, TestHouse.SecretKey[..8], TestHouse.KeyId])
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='), all, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(secret), all, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(string Method, string Path, string Fixture, Func<TestHouse, Task> Ask)> Asks()
    {
        yield return ("GET", "v2/account", "Account/GET-account", house => house.Connection.Accounts.GetBalanceAsync(house.Account, house.Token));
        yield return ("GET", "v2/positions", "Positions/GET-positions", house => house.Connection.Accounts.GetPositionsAsync(house.Account, house.Token));
        yield return ("GET", "v2/account/activities", "Activities/GET-activities", house => house.Connection.Accounts.GetTransactionsAsync(
            new HistoryQuery(house.Account, house.Clock.GetUtcNow().AddDays(-30), house.Clock.GetUtcNow()), house.Token));
        yield return ("GET", "v2/orders", "Orders/GET-orders", house => house.Trading.GetOpenOrdersAsync(house.Account, house.Token));
        yield return ("POST", "v2/orders", "Orders/POST-order-bracket", house => house.SubmitAsync(Sample.Limit()));
        yield return ("GET", "v2/stocks/snapshots", "Data/GET-stock-snapshots", house => house.Connection.MarketData!.GetQuotesAsync([Sample.BrkB], house.Token));
        yield return ("GET", "v2/calendar", "Calendar/GET-calendar", house => house.Connection.MarketData!.GetHoursAsync("US", new DateOnly(2026, 11, 25), new DateOnly(2026, 11, 27), house.Token));
        yield return ("GET", "v2/options/contracts", "Options/GET-contracts", house => house.Connection.MarketData!.GetExpirationsAsync(new Instrument.Equity("AAPL"), house.Token));
        yield return ("GET", "v2/account/configurations", "Extras/GET-configurations", house => house.Connection.GetService<IAlpacaExtras>()!.GetSettingsAsync(house.Token));
        yield return ("GET", "v2/account/portfolio/history", "Extras/GET-portfolio-history", house => house.Connection.GetService<IAlpacaExtras>()!.GetPortfolioHistoryAsync(
            house.Clock.GetUtcNow().AddDays(-30), house.Clock.GetUtcNow(), TimeSpan.FromDays(1), house.Token));
        yield return ("GET", "v2/watchlists", "Extras/GET-watchlists", house => house.Connection.GetService<IAlpacaExtras>()!.GetWatchlistsAsync(house.Token));
        yield return ("GET", "v2/watchlists/" + Sample.WatchlistId, "Extras/GET-watchlist", house => house.Connection.GetService<IAlpacaExtras>()!.GetWatchlistAsync(Sample.WatchlistId, house.Token));
        yield return ("GET", "v2/assets", "Assets/GET-assets", house => house.Connection.MarketData!.FindInstrumentsAsync("brk", AssetClass.Equity, house.Token));
    }

    // Cuts the text, or puts something odd in the place of some values, or takes names away.
    private static string Damage(string text, Random random)
    {
        if (random.Next(6) == 0)
        {
            return text[..random.Next(text.Length)];
        }

        var root = JsonNode.Parse(text)!;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            DamageOne(root, random);
        }

        return root.ToJsonString();
    }

    private static void DamageOne(JsonNode node, Random random)
    {
        switch (node)
        {
            case JsonArray { Count: > 0 } list:
                var at = random.Next(list.Count);
                if (list[at] is { } item and not JsonValue && random.Next(5) > 0)
                {
                    DamageOne(item, random);
                    return;
                }

                list[at] = Odd(random);
                return;
            case JsonObject { Count: > 0 } map:
                var name = map.ElementAt(random.Next(map.Count)).Key;
                if (map[name] is { } inner and not JsonValue && random.Next(5) > 0)
                {
                    DamageOne(inner, random);
                }
                else if (random.Next(4) == 0)
                {
                    map.Remove(name);
                }
                else
                {
                    map[name] = Odd(random);
                }

                return;
        }
    }

    private static JsonNode? Odd(Random random) => JsonNode.Parse(Oddities[random.Next(Oddities.Length)]!);

    private sealed class Memory : ILoggerFactory, ILogger
    {
        private readonly StringBuilder _text = new();

        public void Write(string? text)
        {
            lock (_text)
            {
                _text.AppendLine(text);
            }
        }

        public override string ToString()
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Write(state.ToString());
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Write($"{formatter(state, exception)} {state} {exception}");

        public void AddProvider(ILoggerProvider provider)
        {
            // Nothing to be provided: everything is written here.
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
            // Memory alone.
        }
    }
}
