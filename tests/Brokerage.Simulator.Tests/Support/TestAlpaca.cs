using System.Net;
using System.Text;
using System.Text.Json;
using Brokerage.Exchange;
using Brokerage.Testing;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>A simulated Alpaca with still prices, a still clock and a client of its own, which holds every answer against the recorded shapes.</summary>
internal sealed class TestAlpaca : IAsyncDisposable
{
    public static readonly Instrument Apple = new Instrument.Equity("AAPL");
    public static readonly Instrument Berkshire = new Instrument.Equity("BRK.B");
    public static readonly Instrument Bitcoin = new Instrument.Crypto("BTC", "USD");

    private TestAlpaca(AlpacaSimulator simulator, FakeTimeProvider time, bool keepsToTheShapes)
    {
        Simulator = simulator;
        Time = time;
        HttpMessageHandler line = new SocketsHttpHandler();
        Http = new HttpClient(keepsToTheShapes ? new ShapeHandler(line) : line) { BaseAddress = simulator.Address };
        Http.DefaultRequestHeaders.Add("APCA-API-KEY-ID", simulator.Credentials.KeyId);
        Http.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", simulator.Credentials.SecretKey);
    }

    public AlpacaSimulator Simulator { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public static async Task<TestAlpaca> StartAsync(Func<AlpacaSimulatorOptions, AlpacaSimulatorOptions>? change = null, FakeTimeProvider? time = null)
    {
        time ??= new FakeTimeProvider();
        var options = new AlpacaSimulatorOptions
        {
            Time = time,
            Opening = new AccountOpening
            {
                Kind = MarginKind.Margin,
                Cash = 50_000m,
                Holdings = [new OpeningHolding(Berkshire, 12.5m, 402.25m)],
            },
        };
        options = change?.Invoke(options) ?? options;
        var simulator = await AlpacaSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        simulator.Exchange.SetQuote(Apple, 189.98m, 190.02m, 500m, 400m);
        simulator.Exchange.SetQuote(Berkshire, 429.90m, 430.10m, 300m, 300m);
        simulator.Exchange.SetQuote(Bitcoin, 61_990m, 62_010m, 2m, 2m);
        return new TestAlpaca(simulator, time, keepsToTheShapes: !options.UnknownFields);
    }

    public async Task<Answer> SendAsync(string method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, text, headers);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var answer = await SendAsync("GET", path);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json;
    }

    public async Task<JsonElement> OrderAsync(string body)
    {
        var answer = await SendAsync("POST", "/v2/orders", body);
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    public async Task<JsonElement> ReadOrderAsync(JsonElement order) => await GetAsync("/v2/orders/" + order.GetProperty("id").GetString());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }
}
