using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Brokerage.Simulator;
using Microsoft.AspNetCore.Builder;

namespace Host;

/// <summary>A user's whole way without a person: log in, connect three times, look, order, and find everything there after a restart.</summary>
internal sealed partial class HostCheck(Uri address, string folder, AlpacaSimulator alpaca)
{
    private const string Environment = "simulated";
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

    public async Task<bool> RunAsync()
    {
        try
        {
            await using (var host = await StartAsync())
            {
                await StrangersStayOutsideAsync();
                await LogInAsync();
                await ConnectAtThePageAsync();
                await ConnectWithKeysAsync("alpaca", SampleHost.Keys);
                await ConnectWithKeysAsync("mock", "mock");
                await OrderAsync();
                await host.StopAsync();
            }

            Console.WriteLine("The host has ended. Another begins with the same folder.");
            var started = DateTimeOffset.UtcNow;
            await using var restarted = await StartAsync();
            await EverythingIsStillThereAsync(started);
            await restarted.StopAsync();
            Console.WriteLine("Done: three connections, one portfolio, still connected after a restart.");
            return true;
        }
        catch (CheckException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return false;
        }
        finally
        {
            _browser.Dispose();
        }
    }

    private async Task<WebApplication> StartAsync()
    {
        var host = SampleHost.Build(address, folder, alpaca);
        await host.StartAsync();
        return host;
    }

    private async Task StrangersStayOutsideAsync()
    {
        using var reply = await _browser.GetAsync("/brokerage/connections");
        Require(reply.StatusCode == HttpStatusCode.Unauthorized, $"A stranger is answered with {reply.StatusCode}.");
        using var callback = await _browser.GetAsync("/brokerage/callback/alpaca/simulated?code=x&state=y");
        Require(callback.Headers.Location?.PathAndQuery == "/?ReturnUrl=%2Fbrokerage%2Fcallback%2Falpaca%2Fsimulated", $"A stranger's callback ends at {callback.Headers.Location}.");
        Console.WriteLine("Who is not logged in is refused.");
    }

    private async Task LogInAsync()
    {
        using var form = new FormUrlEncodedContent([new("user", "ann")]);
        using var reply = await _browser.PostAsync("/login", form);
        Require(reply.StatusCode == HttpStatusCode.Redirect, $"The login is answered with {reply.StatusCode}.");
    }

    private async Task ConnectAtThePageAsync()
    {
        var step = await BeginAsync("alpaca", SampleHost.Application);
        using var page = await _browser.GetAsync(Text(step, "address"));
        var form = HiddenField().Matches(await page.Content.ReadAsStringAsync()).ToDictionary(
            field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value), StringComparer.Ordinal);
        form["decision"] = "approve";
        using var allowed = await _browser.PostAsync(new Uri(alpaca.Address, "oauth/authorize"), new FormUrlEncodedContent(form));
        using var back = await _browser.GetAsync(allowed.Headers.Location);
        var told = back.Headers.Location?.OriginalString ?? $"{back.StatusCode} {await back.Content.ReadAsStringAsync()}";
        Require(told.StartsWith("/?signIn=connected", StringComparison.Ordinal), $"The callback ended at {told}.");
        Console.WriteLine("Alpaca is connected through its sign-in page.");
    }

    private async Task ConnectWithKeysAsync(string broker, string application)
    {
        var step = await BeginAsync(broker, application);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal) { ["key_id"] = alpaca.Credentials.KeyId, ["secret_key"] = alpaca.Credentials.SecretKey };
        var asked = step["keyNames"]!.AsArray().Select(name => name!.GetValue<string>()).ToDictionary(name => name, name => keys[name], StringComparer.Ordinal);
        var outcome = await PostAsync("/brokerage/sign-ins/keys", new { handle = Text(step, "handle"), keys = asked });
        Require(Text(outcome["connection"]!, "state") == "Active", $"{broker} is {outcome}.");
        Console.WriteLine($"{broker} is connected with {asked.Count} keys.");
    }

    private async Task OrderAsync()
    {
        var connection = (await ConnectionsAsync()).First(each => Text(each, "brokerId") == "alpaca");
        await PostAsync($"/brokerage/connections/{Text(connection, "connectionId")}/refresh", new { });
        var prepared = await PostAsync("/brokerage/orders/prepare", new
        {
            connectionId = Text(connection, "connectionId"),
            accountId = Text(connection["accounts"]![0]!, "accountId"),
            place = new { order = new { legs = new[] { new { instrument = "BRK.B", side = "Buy" } }, units = "1", price = new { kind = "Limit", price = "250.00" } } },
        });
        var result = await PostAsync("/brokerage/orders/submit", new { clientOrderId = Text(prepared, "clientOrderId") });
        Require(Text(result, "result") == "Placed", $"The order ended as {result}.");
        Console.WriteLine("An order was prepared, and placed by its id.");
    }

    private async Task EverythingIsStillThereAsync(DateTimeOffset started)
    {
        // The same cookie; nobody logs in again anywhere, and nobody asks for anything to be read.
        var asked = DateTimeOffset.UtcNow;
        var connections = await ConnectionsAsync();
        while (!connections.All(IsRead) && DateTimeOffset.UtcNow - asked < TimeSpan.FromSeconds(30))
        {
            await Task.Delay(200);
            connections = await ConnectionsAsync();
        }

        Require(connections.Count == 3 && connections.All(each => Text(each, "state") == "Active" && IsRead(each)), $"After the restart: {string.Join(", ", connections.Select(each => each.ToJsonString()))}");
        using var health = await _browser.GetAsync("/health");
        Require(health.IsSuccessStatusCode, $"The host says that it is {await health.Content.ReadAsStringAsync()}.");

        // Read since the restart: what is older was read before it.
        bool IsRead(JsonNode connection) => connection["lastSyncAt"]?.GetValue<DateTimeOffset>() > started;

        using var reply = await _browser.GetAsync("/brokerage/portfolio");
        var portfolio = (await AnswerAsync(reply))["portfolios"]![0]!;
        Require(portfolio["isComplete"]!.GetValue<bool>() && portfolio["summaries"]!.AsArray().Count == 3, $"The portfolio is {portfolio}.");
        Require(portfolio["positions"]!.AsArray().Any(each => Text(each!, "instrument") == "BRK.B"), "The holding is missing.");
        Console.WriteLine($"After the restart: {portfolio["positions"]!.AsArray().Count} positions worth {portfolio["totals"]![0]!["value"]!["known"]} {portfolio["totals"]![0]!["currency"]} with the cash.");
    }

    private Task<JsonNode> BeginAsync(string broker, string application) =>
        PostAsync("/brokerage/sign-ins", new { brokerId = broker, environment = Environment, application, access = "Trading" });

    private async Task<IReadOnlyList<JsonNode>> ConnectionsAsync()
    {
        using var reply = await _browser.GetAsync("/brokerage/connections");
        return [.. (await AnswerAsync(reply))["connections"]!.AsArray().Select(each => each!)];
    }

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        using var reply = await _browser.PostAsJsonAsync(path, body);
        return await AnswerAsync(reply);
    }

    private static async Task<JsonNode> AnswerAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Require(reply.IsSuccessStatusCode, $"{reply.RequestMessage!.Method} {reply.RequestMessage.RequestUri!.AbsolutePath}: {(int)reply.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? "";

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new CheckException(otherwise);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[a-z_]+)\" value=\"(?<value>[^\"]*)\">", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenField();

    private sealed class CheckException(string message) : Exception(message);
}
