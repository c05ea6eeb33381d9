using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Brokerage.Markets;

namespace Host;

/// <summary>E*TRADE's part of the way: a code to type, a way back without a state, a login that ends each midnight in New York.</summary>
internal sealed partial class ETradeCheck(HostBrowser browser, SampleBrokers brokers, SampleClock clock)
{
    private string _typed = "";
    private string _sentBack = "";

    public async Task ConnectWithCodeAsync()
    {
        var offer = (await browser.GetAsync("/brokerage/offers"))["offers"]!.AsArray().First(each => each!.Text("brokerId") == "etrade")!;
        Check.That(offer["loginDays"]?.GetValue<int>() == 1, $"What the user should know before he connects: {offer}");
        var step = await BeginAsync(brokers.ETradeEnvironment.Name);
        Check.That(step.Text("step") == "EnterCode", $"E*TRADE asks for {step}.");
        var code = await ReadCodeAsync(step);

        var empty = await browser.RefusedAsync("/brokerage/sign-ins/code", new { handle = step.Text("handle"), code = "" });
        Check.That(empty.Text("field") == "code", $"An empty field is answered with {empty}.");
        _typed = Connected(await TypeAsync(step, code));
        Console.WriteLine("E*TRADE is connected with the code that its page shows.");
    }

    public async Task ConnectByCallbackAsync()
    {
        var step = await BeginAsync(brokers.RegisteredEnvironment.Name);
        using var allowed = await browser.ApproveAsync(new Uri(step.Text("address")));
        // Nothing in the address but the verifier: whose sign-in it is, this browser's cookie says.
        using var back = await browser.OpenAsync(allowed.Headers.Location);
        var told = back.Headers.Location?.OriginalString ?? $"{back.StatusCode} {await back.Content.ReadAsStringAsync()}";
        Check.That(told.StartsWith("/?signIn=connected&connection=", StringComparison.Ordinal), $"The callback ended at {told}.");
        _sentBack = Uri.UnescapeDataString(told[(told.LastIndexOf('=') + 1)..]);
        Console.WriteLine("E*TRADE is connected by sending the user back, where it has registered the address.");
    }

    public async Task LetTheNightPassAsync()
    {
        var before = await ConnectionAsync(_typed);
        var ends = before["personNeededBy"]!.GetValue<DateTimeOffset>();
        Check.That(ends == NewYorkTime.At(NewYorkTime.DateAt(clock.GetUtcNow()).AddDays(1), TimeOnly.MinValue), $"The login ends at {ends:u}.");
        clock.GoTo(ends);

        var refused = await browser.RefusedAsync($"/brokerage/connections/{_typed}/refresh", new { });
        Check.That(refused.Text("recovery") == "Reauthenticate", $"After midnight a refresh says {refused}.");
        var ended = await ConnectionAsync(_typed);
        Check.That(ended.Text("state") == "NeedsLogin" && ended.Text("detail") == refused.Text("detail"), $"After midnight the connection is {ended}.");
        Check.That(ended.Text("detail").Contains("log in again", StringComparison.Ordinal), $"The page says: {ended.Text("detail")}");

        var portfolio = (await browser.GetAsync($"/brokerage/portfolio?connection={_typed}"))["portfolios"]![0]!;
        var summary = portfolio["summaries"]![0]!;
        Check.That(summary["isStale"]!.GetValue<bool>() && summary["positionCount"]!.GetValue<int>() == 1, $"What was held is shown as {portfolio}.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Midnight in New York, {ends:HH:mm} UTC. The page says: \"{ended.Text("detail")}\" What was held is still shown, as of {summary["asOf"]!.GetValue<DateTimeOffset>():HH:mm} UTC."));
    }

    public async Task LogInAgainAsync()
    {
        var step = await BeginAsync(brokers.ETradeEnvironment.Name, renews: _typed);
        var again = Connected(await TypeAsync(step, await ReadCodeAsync(step)));
        Check.That(again == _typed, $"The new login made another connection, {again}.");
        var refreshed = await browser.PostAsync($"/brokerage/connections/{_typed}/refresh", new { });
        Check.That(refreshed["isComplete"]!.GetValue<bool>(), $"After the new login: {refreshed}");
        var other = await browser.RefusedAsync($"/brokerage/connections/{_sentBack}/refresh", new { });
        Check.That(other.Text("recovery") == "Reauthenticate", $"The other E*TRADE login says {other}.");
        Console.WriteLine("One of the two E*TRADE logins is made again, and is the same connection; the other waits for its user.");
    }

    private Task<JsonNode> BeginAsync(string environment, string? renews = null) =>
        browser.PostAsync("/brokerage/sign-ins", new { brokerId = "etrade", environment, access = "Trading", renews });

    private Task<JsonNode> TypeAsync(JsonNode step, string code) => browser.PostAsync("/brokerage/sign-ins/code", new { handle = step.Text("handle"), code });

    private async Task<string> ReadCodeAsync(JsonNode step)
    {
        using var shown = await browser.ApproveAsync(new Uri(step.Text("address")));
        var page = await shown.Content.ReadAsStringAsync();
        var code = ShownCode().Match(page).Groups["code"].Value;
        Check.That(code.Length > 0, $"E*TRADE's last page shows no code: {page}");
        return code;
    }

    private async Task<JsonNode> ConnectionAsync(string id) => await browser.GetAsync("/brokerage/connections/" + id);

    private static string Connected(JsonNode outcome)
    {
        Check.That(outcome.Text("outcome") == "Connected" && outcome["connection"]!.Text("state") == "Active", $"E*TRADE is {outcome}.");
        return outcome["connection"]!.Text("connectionId");
    }

    [GeneratedRegex("<input type=\"text\" value=\"(?<code>[A-Z0-9]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShownCode();
}
