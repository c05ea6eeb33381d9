using System.Text.Json;
using Brokerage.Simulator.Alpaca;
using Brokerage.Simulator.Hosting;
using Brokerage.Simulator.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Simulator.Tests.Alpaca;

/// <summary>
/// Every answer and every frame has the recorded shape: no field that is not known, none missing that is always there, types equal. Each
/// answer of each test is held against the manifest as it passes; here nothing that is served is left out.
/// </summary>
public sealed class ShapeTests
{
    [Fact]
    public async Task Every_endpoint_is_asked_and_answers_in_the_recorded_shape()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var stops = await Tour.TakeAsync(alpaca);
        var served = Served().Where(route => !IsPageOrStream(route.RoutePattern.RawText!)).ToList();

        Assert.True(served.Count > 40);
        Assert.Empty(served.Where(route => !stops.Any(stop => stop.Answer.Status < System.Net.HttpStatusCode.BadRequest && Meets(route, stop))).Select(route => route.DisplayName));
        Assert.Contains(stops, stop => (int)stop.Answer.Status is 403 or 422);
        Assert.DoesNotContain(stops, stop => (int)stop.Answer.Status >= 500);
    }

    [Fact]
    public async Task Every_kind_of_frame_is_seen_and_has_the_recorded_shape()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        await HearTradingAsync(alpaca, seen);
        await HearPricesAsync(alpaca, seen, "/v2/iex", "AAPL");
        await HearPricesAsync(alpaca, seen, "/v1beta3/crypto/us", "BTC/USD");
        await HearOptionsAsync(alpaca, seen);

        Assert.Equal(
            [
                "data stream bar", "data stream crypto quote", "data stream crypto subscription", "data stream crypto trade", "data stream error",
                "data stream option quote", "data stream option subscription", "data stream option trade", "data stream stock quote", "data stream stock trade", "data stream subscription", "data stream success",
                "stream authorization", "stream listening", "stream refusal", "trade update",
            ],
            seen);
    }

    [Fact]
    public void A_wrong_answer_is_found()
    {
        Assert.ThrowsAny<Exception>(() => RecordedShapes.CheckAnswer("GET", "/v2/clock", 200, "application/json", """{"is_open":"yes"}"""));
        Assert.ThrowsAny<Exception>(() => RecordedShapes.CheckAnswer("GET", "/v2/nowhere", 200, "application/json", "{}"));
        Assert.ThrowsAny<Exception>(() => RecordedShapes.CheckFrame(new Uri("ws://127.0.0.1/v2/iex"), """[{"T":"q","S":"AAPL"}]"""u8.ToArray()));
        Assert.ThrowsAny<Exception>(() => RecordedShapes.CheckFrame(new Uri("ws://127.0.0.1/v1beta1/opra"), [0x91, 0x81, 0xA1, (byte)'T', 0xA1, (byte)'q']));
    }

    private static async Task HearTradingAsync(TestAlpaca alpaca, SortedSet<string> seen)
    {
        await using var stream = await StreamClient.ConnectAsync(alpaca.Simulator.TradingStreamAddress);
        await stream.SendAsync("""{"action":"dance"}""");
        await HearAsync(stream, alpaca.Simulator.TradingStreamAddress, seen);
        await stream.SendAsync($$$"""{"action":"authenticate","data":{"key_id":"{{{alpaca.Simulator.Credentials.KeyId}}}","secret_key":"{{{alpaca.Simulator.Credentials.SecretKey}}}"}}""");
        await HearAsync(stream, alpaca.Simulator.TradingStreamAddress, seen);
        await stream.SendAsync("""{"action":"listen","data":{"streams":["trade_updates"]}}""");
        await HearAsync(stream, alpaca.Simulator.TradingStreamAddress, seen);

        var events = new SortedSet<string>(StringComparer.Ordinal);
        await Tour.TakeAsync(alpaca);
        while (!events.Contains("canceled") || !events.Contains("replaced") || !events.Contains("fill"))
        {
            events.Add((await HearAsync(stream, alpaca.Simulator.TradingStreamAddress, seen)).GetProperty("data").GetProperty("event").GetString()!);
        }
    }

    private static async Task HearPricesAsync(TestAlpaca alpaca, SortedSet<string> seen, string path, string symbol)
    {
        var address = new Uri(alpaca.Simulator.DataStreamAddress, path);
        await using var stream = await StreamClient.ConnectAsync(address);
        await HearAsync(stream, address, seen);
        await stream.SendAsync("""{"action":"dance"}""");
        await HearAsync(stream, address, seen);
        await stream.SendAsync($$"""{"action":"auth","key":"{{alpaca.Simulator.Credentials.KeyId}}","secret":"{{alpaca.Simulator.Credentials.SecretKey}}"}""");
        await HearAsync(stream, address, seen);
        await stream.SendAsync($$"""{"action":"subscribe","quotes":["{{symbol}}"],"trades":["{{symbol}}"],"bars":["{{symbol}}"],"dailyBars":["{{symbol}}"]}""");
        string[] wanted = ["q", "t", "b", "d"];
        var heard = new SortedSet<string>(StringComparer.Ordinal);
        while (!wanted.All(heard.Contains))
        {
            // A step may come before the broker has begun to wait for it: the clock goes on until something is told.
            var frame = await stream.ReadAsync().WithStepsAsync(() => alpaca.Time.Advance(TimeSpan.FromSeconds(20)));
            foreach (var item in frame.EnumerateArray())
            {
                seen.Add(RecordedShapes.ShapeOf(address, item));
                heard.Add(item.GetProperty("T").GetString()!);
            }
        }
    }

    private static async Task HearOptionsAsync(TestAlpaca alpaca, SortedSet<string> seen)
    {
        var address = new Uri(alpaca.Simulator.DataStreamAddress, "/v1beta1/indicative");
        var contract = (await alpaca.GetAsync("/v2/options/contracts?underlying_symbols=AAPL&limit=1")).GetProperty("option_contracts")[0].GetProperty("symbol").GetString();
        await using var stream = await StreamClient.ConnectAsync(address, ("Content-Type", "application/msgpack"));
        await HearAsync(stream, address, seen);
        await stream.SendPackedAsync($$"""{"action":"auth","key":"{{alpaca.Simulator.Credentials.KeyId}}","secret":"{{alpaca.Simulator.Credentials.SecretKey}}"}""");
        await HearAsync(stream, address, seen);
        await stream.SendPackedAsync($$"""{"action":"subscribe","quotes":["{{contract}}"],"trades":["{{contract}}"]}""");
        await HearAsync(stream, address, seen);
        await alpaca.OrderAsync($$"""{"symbol":"{{contract}}","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");
        while (!seen.Contains("data stream option trade") || !seen.Contains("data stream option quote"))
        {
            await HearAsync(stream, address, seen).WithStepsAsync(() => alpaca.Time.Advance(TimeSpan.FromSeconds(1)));
        }
    }

    private static async Task<JsonElement> HearAsync(StreamClient stream, Uri address, SortedSet<string> seen)
    {
        var frame = await stream.ReadAsync();
        frame = frame.ValueKind is JsonValueKind.Array ? frame[0] : frame;
        seen.Add(RecordedShapes.ShapeOf(address, frame));
        return frame;
    }

    private static List<RouteEndpoint> Served()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        var routes = builder.Build();
        var pipeline = new RequestPipeline(new RequestLog(TimeProvider.System), new FaultInjector([], 1), TimeProvider.System);
        var broker = new AlpacaBroker(new AlpacaSimulatorOptions());
        broker.Map(new EndpointTable(routes, pipeline));
        return [.. ((IEndpointRouteBuilder)routes).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }

    // The streams are heard above; the sign-in speaks HTML and forms.
    private static bool IsPageOrStream(string pattern) =>
        pattern is "/" or "/stream" or "/stream/stream" || pattern.StartsWith("/oauth", StringComparison.Ordinal)
        || pattern is "/v2/iex" or "/v2/sip" or "/v2/delayed_sip" or "/v2/boats" or "/v2/overnight" or "/v2/otc" or "/v2/test" or "/v1beta1/indicative" or "/v1beta1/opra"
        || (pattern.StartsWith("/v1beta3/crypto/", StringComparison.Ordinal) && pattern.Split('/').Length == 4);

    private static bool Meets(RouteEndpoint route, Tour.Stop stop) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(stop.Method)
        && new TemplateMatcher(new RouteTemplate(route.RoutePattern), []).TryMatch(stop.Path, []);
}
