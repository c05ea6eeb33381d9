using System.Globalization;
using System.Net;
using System.Text.Json;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.CommandLine;

/// <summary>Each option of the command line does what its help says.</summary>
public sealed class SimulatorOptionTests : IDisposable
{
    private const string Option = SimulatorCommandTests.Option;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task At_the_start_little_can_be_bought_much_cannot_and_a_low_limit_rests()
    {
        await using var run = await StartAsync();
        var symbol = run.Text("symbols", "equity");
        var bid = (await run.AskAsync("GET", $"/v2/stocks/quotes/latest?symbols={symbol}")).Json.GetProperty("quotes").GetProperty(symbol).GetProperty("bp").GetDecimal();
        foreach (var part in new[] { 0.5m, run.Document.GetProperty("limit_factor").GetDecimal(), 0.9m })
        {
            var price = decimal.Round(bid * part, 2).ToString(CultureInfo.InvariantCulture);
            var placed = await run.AskAsync("POST", "/v2/orders", Order(symbol, "1", price));
            Assert.Equal("new", await StatusAsync(run, placed.Json));
        }

        Assert.Equal("filled", await StatusAsync(run, (await run.AskAsync("POST", "/v2/orders", Order(symbol, "3"))).Json));
        Assert.Equal(HttpStatusCode.Forbidden, (await run.AskAsync("POST", "/v2/orders", Order(symbol, "10000000"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await run.AskAsync("POST", "/v2/orders", Order(run.Text("symbols", "unknown"), "1"))).Status);
    }

    [Fact]
    [Trait(Option, "--listen")]
    public async Task It_listens_where_it_is_told()
    {
        await using var run = await StartAsync("--listen", "localhost:0");
        var address = new Uri(run.Text("urls", "trading"));
        using var errors = new StringWriter();

        Assert.True(address is { Host: "127.0.0.1", Port: > 0 });
        var taken = await SimulatorCommand.RunAsync(["--broker", "alpaca", "--listen", address.Authority], TextWriter.Null, errors, TestContext.Current.CancellationToken);
        Assert.Equal(1, taken);
        Assert.Contains(address.Port.ToString(CultureInfo.InvariantCulture), errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [Trait(Option, "--market")]
    [InlineData("open", true, "filled")]
    [InlineData("closed", false, "accepted")]
    public async Task The_market_is_open_or_closed(string market, bool isOpen, string status)
    {
        await using var run = await StartAsync("--market", market);
        Assert.Equal(isOpen, (await run.AskAsync("GET", "/v2/clock")).Json.GetProperty("is_open").GetBoolean());
        var placed = await run.AskAsync("POST", "/v2/orders", Order(run.Text("symbols", "equity"), "1"));
        Assert.Equal(status, await StatusAsync(run, placed.Json));
    }

    [Fact]
    [Trait(Option, "--market")]
    public async Task The_market_keeps_its_calendar()
    {
        await using var run = await StartAsync("--market", "calendar");
        var clock = (await run.AskAsync("GET", "/v2/clock")).Json;
        var now = clock.GetProperty("timestamp").GetDateTimeOffset();
        var day = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var today = (await run.AskAsync("GET", $"/v2/calendar?start={day}&end={day}")).Json.EnumerateArray().FirstOrDefault();
        var (opens, closes) = today.ValueKind is JsonValueKind.Object ? (Hour(today, "open"), Hour(today, "close")) : default;

        Assert.Equal(now.TimeOfDay >= opens && now.TimeOfDay < closes, clock.GetProperty("is_open").GetBoolean());
        Assert.True(clock.GetProperty("next_open").GetDateTimeOffset() > now && clock.GetProperty("next_close").GetDateTimeOffset() > now);
    }

    [Fact]
    [Trait(Option, "--seed")]
    public async Task A_seed_repeats_what_is_random()
    {
        await using var first = await StartAsync("--seed", "7");
        await using var again = await StartAsync("--seed=7");
        await using var other = await StartAsync("--seed", "8");

        Assert.Equal(first.Text("credentials", "key_id"), again.Text("credentials", "key_id"));
        Assert.NotEqual(first.Text("credentials", "key_id"), other.Text("credentials", "key_id"));
    }

    [Theory]
    [Trait(Option, "--pacing")]
    [InlineData("strict", 200)]
    [InlineData("off", 210)]
    public async Task Pacing_keeps_the_brokers_limit_or_only_tells_it(string pacing, int answered)
    {
        await using var run = await StartAsync("--pacing", pacing);
        using var http = run.Client();
        var answers = new List<(HttpStatusCode Status, string Limit)>();
        for (var i = 0; i < 210; i++)
        {
            using var answer = await http.GetAsync("/v2/clock", TestContext.Current.CancellationToken);
            answers.Add((answer.StatusCode, answer.Headers.GetValues("X-RateLimit-Limit").Single()));
        }

        Assert.Equal(answered, answers.Count(answer => answer.Status is HttpStatusCode.OK));
        Assert.All(answers, answer => Assert.Equal("200", answer.Limit));
    }

    [Theory]
    [Trait(Option, "--ghost-sessions")]
    [InlineData(true, "406")]
    [InlineData(false, "authenticated")]
    public async Task A_second_connection_is_refused_where_ghosts_are_kept(bool ghosts, string said)
    {
        await using var run = await StartAsync(ghosts ? ["--ghost-sessions"] : []);
        await using var first = await AuthenticatedAsync(run);
        await using var second = await AuthenticatedAsync(run);

        Assert.Contains("authenticated", await first.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Contains(said, await second.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Option, "--unknown-fields")]
    public async Task Unknown_fields_are_added()
    {
        await using var plain = await StartAsync();
        await using var odd = await StartAsync("--unknown-fields");
        var known = Names((await plain.AskAsync("GET", "/v2/account")).Json);
        var named = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 20; i++)
        {
            named.UnionWith(Names((await odd.AskAsync("GET", "/v2/account")).Json));
        }

        Assert.Superset(known, named);
        Assert.NotEmpty(named.Except(known, StringComparer.Ordinal));
    }

    [Fact]
    [Trait(Option, "--redirect-uri")]
    public async Task The_sign_in_page_sends_users_back_to_the_one_address()
    {
        const string Back = "http://127.0.0.1:9/back";
        await using var run = await StartAsync("--redirect-uri", Back, "--auto-approve");
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = run.Client(handler);

        Assert.Equal(Back, run.Text("credentials", "redirect_uri"));
        var page = $"/oauth/authorize?response_type=code&client_id={run.Text("credentials", "client_id")}&state=s&env=paper&redirect_uri=";
        using var approved = await http.GetAsync(page + Uri.EscapeDataString(Back), TestContext.Current.CancellationToken);
        using var foreign = await http.GetAsync(page + Uri.EscapeDataString("http://127.0.0.1:9/else"), TestContext.Current.CancellationToken);
        Assert.StartsWith(Back + "?code=", approved.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Null(foreign.Headers.Location);
    }

    [Fact]
    [Trait(Option, "--live")]
    [Trait(Option, "--cash")]
    public async Task It_plays_the_live_hosts_with_the_cash_that_is_named()
    {
        await using var paper = await StartAsync();
        await using var live = await StartAsync("--live", "--cash", "1234.56");

        Assert.StartsWith("PK", paper.Text("credentials", "key_id"), StringComparison.Ordinal);
        Assert.StartsWith("AK", live.Text("credentials", "key_id"), StringComparison.Ordinal);
        Assert.Equal("1234.56", (await live.AskAsync("GET", "/v2/account")).Json.GetProperty("cash").GetString());
        Assert.Equal("100000", (await paper.AskAsync("GET", "/v2/account")).Json.GetProperty("cash").GetString());
    }

    private Task<CommandRun> StartAsync(params string[] options) => CommandRun.StartAsync(_folder, ["--broker", "alpaca", .. options]);

    private static async Task<StreamClient> AuthenticatedAsync(CommandRun run)
    {
        var stream = await StreamClient.ConnectAsync(new Uri(new Uri(run.Text("urls", "data_stream")), "/v2/iex"));
        await stream.ReadTextAsync();
        await stream.SendAsync($$"""{"action":"auth","key":"{{run.Text("credentials", "key_id")}}","secret":"{{run.Text("credentials", "secret_key")}}"}""");
        return stream;
    }

    private static async Task<string> StatusAsync(CommandRun run, JsonElement order) =>
        (await run.AskAsync("GET", "/v2/orders/" + order.GetProperty("id").GetString())).Json.GetProperty("status").GetString()!;

    private static string Order(string symbol, string quantity, string? price = null) =>
        $$"""{"symbol":"{{symbol}}","qty":"{{quantity}}","side":"buy","time_in_force":"day",{{(price is null ? "\"type\":\"market\"" : $"\"type\":\"limit\",\"limit_price\":\"{price}\"")}}}""";

    private static TimeSpan Hour(JsonElement day, string name) => TimeSpan.ParseExact(day.GetProperty(name).GetString()!, "hh\\:mm", CultureInfo.InvariantCulture);

    private static HashSet<string> Names(JsonElement message) => [.. message.EnumerateObject().Select(member => member.Name)];
}
