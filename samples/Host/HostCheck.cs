using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Host;

/// <summary>
/// A user's whole way without a person: log in, connect five times, look, order, find everything there after a restart, and log in at E*TRADE
/// again on the next day.
/// </summary>
internal sealed class HostCheck(Uri address, string folder, SampleBrokers brokers, SampleClock clock)
{
    private const int Connected = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HostBrowser _browser = new(address);

    public async Task<bool> RunAsync()
    {
        try
        {
            var etrade = new ETradeCheck(_browser, brokers, clock);
            await using (var host = await StartAsync())
            {
                await StrangersStayOutsideAsync();
                await LogInAsync();
                await ConnectAtThePageAsync();
                await ConnectWithKeysAsync("alpaca", SampleHost.Keys);
                await ConnectWithKeysAsync("mock", "mock");
                await etrade.ConnectWithCodeAsync();
                await etrade.ConnectByCallbackAsync();
                await OrderAsync();
                await host.StopAsync();
            }

            Console.WriteLine("The host has ended. Another begins with the same folder.");
            var started = clock.GetUtcNow();
            await using var restarted = await StartAsync();
            await EverythingIsStillThereAsync(started);
            await etrade.LetTheNightPassAsync();
            await etrade.LogInAgainAsync();
            await restarted.StopAsync();
            Console.WriteLine("Done: five connections, one portfolio, still connected after a restart, and E*TRADE again on the next day.");
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
        var host = SampleHost.Build(address, folder, brokers, clock);
        await host.StartAsync();
        return host;
    }

    private async Task StrangersStayOutsideAsync()
    {
        using var reply = await _browser.OpenAsync("/brokerage/connections");
        Check.That(reply.StatusCode == HttpStatusCode.Unauthorized, $"A stranger is answered with {reply.StatusCode}.");
        using var callback = await _browser.OpenAsync("/brokerage/callback/alpaca/simulated?code=x&state=y");
        Check.That(callback.Headers.Location?.PathAndQuery == "/?ReturnUrl=%2Fbrokerage%2Fcallback%2Falpaca%2Fsimulated", $"A stranger's callback ends at {callback.Headers.Location}.");
        Console.WriteLine("Who is not logged in is refused.");
    }

    private async Task LogInAsync()
    {
        using var reply = await _browser.LogInAsync("ann");
        Check.That(reply.StatusCode == HttpStatusCode.Redirect, $"The login is answered with {reply.StatusCode}.");
    }

    private async Task ConnectAtThePageAsync()
    {
        var step = await BeginAsync("alpaca", SampleHost.Application);
        using var allowed = await _browser.ApproveAsync(new Uri(step.Text("address")));
        using var back = await _browser.OpenAsync(allowed.Headers.Location);
        var told = back.Headers.Location?.OriginalString ?? $"{back.StatusCode} {await back.Content.ReadAsStringAsync()}";
        Check.That(told.StartsWith("/?signIn=connected", StringComparison.Ordinal), $"The callback ended at {told}.");
        Console.WriteLine("Alpaca is connected through its sign-in page.");
    }

    private async Task ConnectWithKeysAsync(string broker, string application)
    {
        var step = await BeginAsync(broker, application);
        var credentials = brokers.Alpaca.Credentials;
        var keys = new Dictionary<string, string>(StringComparer.Ordinal) { ["key_id"] = credentials.KeyId, ["secret_key"] = credentials.SecretKey };
        var asked = step["keyNames"]!.AsArray().Select(name => name!.GetValue<string>()).ToDictionary(name => name, name => keys[name], StringComparer.Ordinal);
        var outcome = await _browser.PostAsync("/brokerage/sign-ins/keys", new { handle = step.Text("handle"), keys = asked });
        Check.That(outcome["connection"]!.Text("state") == "Active", $"{broker} is {outcome}.");
        Console.WriteLine(asked.Count == 0 ? $"{broker} is connected; it asks for nothing." : $"{broker} is connected with {asked.Count} keys.");
    }

    private async Task OrderAsync()
    {
        var connection = (await ConnectionsAsync()).First(each => each.Text("brokerId") == "alpaca");
        await _browser.PostAsync($"/brokerage/connections/{connection.Text("connectionId")}/refresh", new { });
        var prepared = await _browser.PostAsync("/brokerage/orders/prepare", new
        {
            connectionId = connection.Text("connectionId"),
            accountId = connection["accounts"]![0]!.Text("accountId"),
            place = new { order = new { legs = new[] { new { instrument = "BRK.B", side = "Buy" } }, units = "1", price = new { kind = "Limit", price = "250.00" } } },
        });
        var result = await _browser.PostAsync("/brokerage/orders/submit", new { clientOrderId = prepared.Text("clientOrderId") });
        Check.That(result.Text("result") == "Placed", $"The order ended as {result}.");
        Console.WriteLine("An order was prepared, and placed by its id.");
    }

    private async Task EverythingIsStillThereAsync(DateTimeOffset started)
    {
        // The same cookie; nobody logs in again anywhere, and nobody asks for anything to be read.
        var asked = DateTimeOffset.UtcNow;
        var connections = await ConnectionsAsync();
        while (!connections.All(IsRead) && DateTimeOffset.UtcNow - asked < Patience)
        {
            await Task.Delay(200);
            connections = await ConnectionsAsync();
        }

        Check.That(
            connections.Count == Connected && connections.All(each => each.Text("state") == "Active" && IsRead(each)),
            $"After the restart: {string.Join(", ", connections.Select(each => each.ToJsonString()))}");
        using var health = await _browser.OpenAsync("/health");
        Check.That(health.IsSuccessStatusCode, $"The host says that it is {await health.Content.ReadAsStringAsync()}.");

        var portfolio = (await _browser.GetAsync("/brokerage/portfolio"))["portfolios"]![0]!;
        Check.That(portfolio["isComplete"]!.GetValue<bool>() && portfolio["summaries"]!.AsArray().Count == Connected, $"The portfolio is {portfolio}.");
        Check.That(portfolio["positions"]!.AsArray().Any(each => each!.Text("instrument") == "BRK.B"), "The holding is missing.");
        Console.WriteLine($"After the restart: {portfolio["positions"]!.AsArray().Count} positions worth {portfolio["totals"]![0]!["value"]!["known"]} {portfolio["totals"]![0]!["currency"]} with the cash.");

        // Read since the restart: what is older was read before it.
        bool IsRead(JsonNode connection) => connection["lastSyncAt"]?.GetValue<DateTimeOffset>() > started;
    }

    private Task<JsonNode> BeginAsync(string broker, string application) =>
        _browser.PostAsync("/brokerage/sign-ins", new { brokerId = broker, environment = "simulated", application, access = "Trading" });

    private async Task<IReadOnlyList<JsonNode>> ConnectionsAsync() =>
        [.. (await _browser.GetAsync("/brokerage/connections"))["connections"]!.AsArray().Select(each => each!)];
}
