using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Brokerage.Exchange;
using Brokerage.Simulator.Tests.Support;
using Brokerage.Testing;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>A simulated E*TRADE with still prices, a still clock and a signed-in client, which holds every answer in JSON against the known shapes.</summary>
internal sealed partial class TestETrade : IAsyncDisposable
{
    public static readonly Instrument Apple = new Instrument.Equity("AAPL");
    public static readonly Instrument Berkshire = new Instrument.Equity("BRK.B");
    private static readonly ShapeBook Shapes = new("etrade");

    private TestETrade(ETradeSimulator simulator, FakeTimeProvider time, bool keepsToTheShapes)
    {
        (Simulator, Time) = (simulator, time);
        HttpMessageHandler line = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        Http = new HttpClient(keepsToTheShapes ? new ShapeHandler(line, Check) : line) { BaseAddress = simulator.Address };
        Consumer = new Key(simulator.Credentials.ConsumerKey, simulator.Credentials.ConsumerSecret);
        var access = simulator.SignIn();
        SignedIn = Consumer with { Token = access.Token, TokenSecret = access.Secret };
        AccountKey = simulator.KeyOf(simulator.Accounts[0]);
    }

    public ETradeSimulator Simulator { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    /// <summary>The application alone.</summary>
    public Key Consumer { get; }

    /// <summary>The application with a token of the start.</summary>
    public Key SignedIn { get; set; }

    public string AccountKey { get; }

    public string Account => "/v1/accounts/" + AccountKey;

    public AccountId AccountId => Simulator.Accounts[0];

    public static async Task<TestETrade> StartAsync(
        Func<ETradeSimulatorOptions, ETradeSimulatorOptions>? change = null, FakeTimeProvider? time = null, AccountOpening? opening = null, bool forDays = false)
    {
        time ??= new FakeTimeProvider();
        var options = new ETradeSimulatorOptions
        {
            Time = time,
            Accounts = [new ETradeAccount { Opening = opening ?? Opening() }],
            // Days of prices by the second would take minutes.
            Exchange = forDays ? Still(time) : null,
        };
        options = change?.Invoke(options) ?? options;
        var simulator = await ETradeSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        simulator.Exchange.SetQuote(Apple, 189.98m, 190.02m, 500m, 400m);
        simulator.Exchange.SetQuote(Berkshire, 429.90m, 430.10m, 300m, 300m);
        return new TestETrade(simulator, time, !options.UnknownFields && options.Casing is ETradeCasing.Recorded);
    }

    public static AccountOpening Opening(MarginKind kind = MarginKind.Margin) => new()
    {
        Kind = kind,
        Cash = 50_000m,
        Holdings = [new OpeningHolding(Berkshire, 12m, 402.25m)],
    };

    public async Task<Answer> SendAsync(
        string method, string path, string? body = null, string? accept = null, Key? key = null, Func<string, string>? spoil = null, string? host = null)
    {
        var address = new Uri(Simulator.Address, path);
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        var signed = host is null ? address : new UriBuilder(address) { Scheme = "https", Host = host, Port = 443 }.Uri;
        var header = Signer.Header(Signer.Parameters(method, signed, key ?? SignedIn, Time.GetUtcNow()));
        request.Headers.TryAddWithoutValidation("Authorization", spoil?.Invoke(header) ?? header);
        request.Headers.Host = host;
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, body.TrimStart().StartsWith('<') ? "application/xml" : "application/json");
        return await ReadAsync(request);
    }

    /// <summary>A call to the token endpoints with further parameters.</summary>
    public async Task<Answer> OAuthAsync(string path, Key key, bool inQuery = false, string method = "GET", params (string Name, string Value)[] more)
    {
        var address = new Uri(Simulator.Address, path);
        var parameters = Signer.Parameters(method, address, key, Time.GetUtcNow(), more);
        using var request = new HttpRequestMessage(new HttpMethod(method), inQuery ? new Uri(address + "?" + Signer.Query(parameters)) : address);
        if (!inQuery)
        {
            request.Headers.TryAddWithoutValidation("Authorization", Signer.Header(parameters));
        }

        return await ReadAsync(request);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var answer = await SendAsync("GET", path);
        Assert.True(answer.Status is HttpStatusCode.OK, $"{(int)answer.Status} {answer.Text}");
        return answer.Json;
    }

    public async Task<Answer> ReadAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        headers["reason"] = response.ReasonPhrase ?? "";
        return new Answer(response.StatusCode, text, headers);
    }

    /// <summary>Status, code and message of an error in JSON, in one line.</summary>
    public static string ErrorOf(Answer answer)
    {
        var error = answer.Json.GetProperty("Error");
        return $"{(int)answer.Status} {(error.TryGetProperty("code", out var code) ? code.GetRawText() : "-")} {error.GetProperty("message").GetString()}";
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }

    private static SimulatedExchange Still(TimeProvider time)
    {
        var exchange = new SimulatedExchange(new ExchangeOptions { Clock = time, StepInterval = null });
        exchange.ListOptions(new OptionListing { Underlying = Apple });
        return exchange;
    }

    private static void Check(string method, string path, int status, string? type, string text) =>
        Shapes.CheckAnswer(method, Suffix().Replace(path, ""), status, type, text);

    [GeneratedRegex(@"(?<=[^/])\.json(?=/|$)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Suffix();
}
