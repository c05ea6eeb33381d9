using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Brokerage.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Brokerage.AspNetCore.Tests.Support;

/// <summary>A web application on loopback whose users connect fake brokers. Ann and Bob have browsers.</summary>
internal sealed class WebScene : IAsyncDisposable
{
    public const string Application = "shop";
    private readonly List<IDisposable> _browsers = [];
    private readonly Action<BrokerageEndpointOptions>? _configure;
    private readonly bool _letsAnybodyIn;
    private WebApplication? _app;

    private WebScene(Action<BrokerageEndpointOptions>? configure, bool letsAnybodyIn)
    {
        (_configure, _letsAnybodyIn) = (configure, letsAnybodyIn);
        Broker = new FakeSignIn("fake", Time);
        Other = new FakeSignIn("other", Time);
    }

    public FakeTimeProvider Time { get; } = new(Make.Noon);

    public FakeSignIn Broker { get; }

    public FakeSignIn Other { get; }

    public MemoryConnectionStore Connections { get; } = new();

    public MemoryAccountStore Accounts { get; } = new();

    public WrittenLogs Logs { get; } = new();

    public Uri Address => new(_app!.Urls.First());

    public IServiceProvider Services => _app!.Services;

    /// <summary>Every endpoint that was mapped.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints => [.. ((IEndpointRouteBuilder)_app!).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<WebScene> StartAsync(Action<BrokerageEndpointOptions>? configure = null, bool letsAnybodyIn = false)
    {
        var scene = new WebScene(configure, letsAnybodyIn);
        scene._app = scene.Build();
        await scene._app.StartAsync(Token);
        return scene;
    }

    /// <summary>A browser with cookies of its own, logged in to the application or not. It follows no redirect.</summary>
    public HttpClient Browser(string? user)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (user is not null) browser.DefaultRequestHeaders.Add(HeaderLogin.Header, user);
        _browsers.Add(browser);
        return browser;
    }

    public static object Wish(string broker = "fake", string environment = "paper", string? renews = null, string access = "Trading") =>
        new { brokerId = broker, environment, access, renews };

    /// <summary>Begins, and gives what the broker's page would send the browser back with.</summary>
    public static async Task<string> BeginAsync(HttpClient browser, object? wish = null)
    {
        using var reply = await browser.PostAsJsonAsync("/brokerage/sign-ins", wish ?? Wish(), Token);
        var step = await JsonAsync(reply);
        var state = HttpUtility.ParseQueryString(new Uri(step["address"]!.GetValue<string>()).Query)["state"]!;
        return $"state={Uri.EscapeDataString(state)}&code=good";
    }

    /// <summary>A user connects the fake broker.</summary>
    public static async Task<string> ConnectAsync(HttpClient browser, object? wish = null, string path = "fake/paper")
    {
        var query = await BeginAsync(browser, wish);
        using var reply = await browser.GetAsync($"/brokerage/callback/{path}?{query}", Token);
        return (await JsonAsync(reply))["connection"]!["connectionId"]!.GetValue<string>();
    }

    /// <summary>The JSON of an answer that must have succeeded.</summary>
    public static async Task<JsonNode> JsonAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync(Token);
        Assert.True(reply.IsSuccessStatusCode, $"{(int)reply.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The status and code of an answer that must be a problem.</summary>
    public static async Task<(int Status, string Code)> ProblemAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync(Token);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)reply.StatusCode, problem.GetProperty("status").GetInt32());
        return ((int)reply.StatusCode, problem.GetProperty("code").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers) browser.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LogLevel.Trace);
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IBrokerageAdapter>(Broker);
        services.AddSingleton<IBrokerageAdapter>(Other);
        services.AddSingleton<IConnectionStore>(Connections);
        services.AddSingleton<IAccountStore>(Accounts);
        services.AddAuthentication(HeaderLogin.Name).AddScheme<AuthenticationSchemeOptions, HeaderLogin>(HeaderLogin.Name, null);
        services.AddAuthorization();
        services.AddBrokerage().AddSignIn(new FixedKeyProvider(VaultKey.Create("k1"))).AddEndpoints(options =>
        {
            options.UserId = context => context.User.FindFirstValue(ClaimTypes.NameIdentifier);
            options.Offer(Broker.Id, "paper", Application).Offer(Broker.Id, "live", Application).Offer(Other.Id, "paper", Application);
            _configure?.Invoke(options);
        });
        var app = builder.Build();
        var group = app.MapBrokerage();
        if (_letsAnybodyIn) group.AllowAnonymous();
        return app;
    }
}
