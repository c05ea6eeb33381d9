using System.Collections.Concurrent;
using System.Text;
using System.Web;
using Brokerage.Alpaca;
using Brokerage.Simulator;
using Brokerage.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Brokerage.Tests.SignIn;

/// <summary>A user connects Alpaca at the simulator's sign-in page, to an application that keeps its secrets in files.</summary>
public sealed class AlpacaSignInTests : IAsyncDisposable
{
    private const string Application = "shop";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "brokerage-signin-" + Guid.NewGuid().ToString("N"));
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
    private readonly MemoryConnectionStore _connections = new();
    private readonly FixedKeyProvider _keys = new(VaultKey.Create("k1"));
    private readonly ConcurrentQueue<string> _written = new();
    private readonly List<ServiceProvider> _processes = [];
    private AlpacaSimulator? _simulator;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AlpacaSimulator Simulator => _simulator ?? throw new InvalidOperationException("Not started.");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        if (_simulator is not null) await _simulator.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task From_the_wish_to_an_order_and_through_a_restart()
    {
        var process = await StartAsync();
        var connected = await SignInAsync(process);
        Assert.Equal((ConnectionState.Active, 1), (connected.Connection.State, connected.Accounts.Count));

        var restarted = NewProcess();
        await restarted.GetRequiredService<ISignInManager>().RestoreAsync(Token);
        var brokerage = restarted.GetRequiredService<IBrokerageService>();
        var placed = await brokerage.Orders.PlaceAsync(OrderIntent.Place(connected.Accounts[0].Ref, OrderSpec.Market(Instrument.Parse("BRK.B"), Side.Buy, 1m)), Token);

        Assert.IsType<SubmitResult.Placed>(placed);
    }

    [Fact]
    public async Task Who_says_no_at_the_page_has_no_connection()
    {
        var process = await StartAsync();
        var manager = process.GetRequiredService<ISignInManager>();
        var start = await manager.BeginAsync(Wish(), Token);
        var state = HttpUtility.ParseQueryString(((SignInStep.Redirect)start.Step).Address.Query)["state"];

        var failed = Assert.IsType<SignInOutcome.Failed>(await manager.CompleteAsync(Callback(new Uri($"{Simulator.Credentials.OAuthRedirectUri}?error=access_denied&state={state}")), Token));

        Assert.Equal(SignInFailure.Denied, failed.Failure);
        Assert.Empty(await _connections.ListAsync("ann", Token));
    }

    [Fact]
    public async Task No_secret_of_a_sign_in_reaches_a_log_a_file_or_a_text()
    {
        var process = await StartAsync();
        var manager = process.GetRequiredService<ISignInManager>();
        var start = await manager.BeginAsync(Wish(), Token);
        var callback = await ApproveAsync(start);
        var connected = Assert.IsType<SignInOutcome.Connected>(await manager.CompleteAsync(Callback(callback), Token));
        await using (var lease = await process.GetRequiredService<IConnectionManager>().LeaseAsync(connected.Connection.Connection, Token))
            await lease.Accounts.GetAccountsAsync(Token);
        var again = await manager.CompleteAsync(Callback(callback), Token);

        var secrets = (await new SecretVault(new FileTokenStore(_folder), _keys).ReadAsync(StoredConnections.OwnerOf(connected.Connection), Token))!.Secrets;
        var query = HttpUtility.ParseQueryString(callback.Query);
        string[] canaries = [.. secrets.Values.Values.Select(secret => secret.Reveal()), query["code"]!, query["state"]!, Simulator.Credentials.OAuthClientSecret];
        foreach (var text in new object[] { start, start.Step, start.Step.Ticket, Callback(callback), connected, again, secrets, connected.Connection }) _written.Enqueue(text.ToString()!);
        foreach (var file in Directory.EnumerateFiles(_folder)) _written.Enqueue(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Token)));

        var all = string.Join('\n', _written);
        Assert.Contains("answered 200", all, StringComparison.Ordinal);
        foreach (var canary in canaries.SelectMany(Forms))
        {
            var at = all.IndexOf(canary, StringComparison.Ordinal);
            Assert.True(at < 0, at < 0 ? "" : $"A secret, after: {all[Math.Max(0, at - 200)..at]}");
        }
    }

    // Raw, by its first eight characters, in base64 and for an address.
    private static IEnumerable<string> Forms(string canary) =>
        [canary, canary[..8], Convert.ToBase64String(Encoding.UTF8.GetBytes(canary)), Uri.EscapeDataString(canary)];

    private async Task<ServiceProvider> StartAsync()
    {
        _simulator = await AlpacaSimulator.StartAsync(new AlpacaSimulatorOptions { Time = _clock, AutoApprove = true }, Token);
        return NewProcess();
    }

    private ServiceProvider NewProcess()
    {
        var environment = AlpacaAdapter.Simulated(Simulator.Address, Simulator.Address, Simulator.TradingStreamAddress, Simulator.DataStreamAddress, new Uri(Simulator.Address, "oauth/"));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton<ITokenStore>(new FileTokenStore(_folder));
        services.AddSingleton<IConnectionStore>(_connections);
        services.AddSingleton<ILoggerFactory>(new Logs(_written));
        services.AddBrokerage()
            .AddSignIn(_keys)
            .AddEnvironment(AlpacaAdapter.BrokerId, environment)
            .AddAlpacaApplication(Application, options =>
            {
                options.OAuthClientId = Simulator.Credentials.OAuthClientId;
                options.OAuthClientSecret = new Secret(Simulator.Credentials.OAuthClientSecret);
            });
        var process = services.BuildServiceProvider(validateScopes: true);
        _processes.Add(process);
        return process;
    }

    private SignInWish Wish() => new()
    {
        User = "ann",
        Broker = AlpacaAdapter.BrokerId,
        Environment = "simulated",
        Application = Application,
        RedirectTo = new Uri(Simulator.Credentials.OAuthRedirectUri),
        Access = ConnectionAccess.Trading,
    };

    private SignInCallback Callback(Uri address) => new() { User = "ann", Broker = AlpacaAdapter.BrokerId, Environment = "simulated", Address = address };

    private async Task<SignInOutcome.Connected> SignInAsync(ServiceProvider process)
    {
        var manager = process.GetRequiredService<ISignInManager>();
        var start = await manager.BeginAsync(Wish(), Token);
        return Assert.IsType<SignInOutcome.Connected>(await manager.CompleteAsync(Callback(await ApproveAsync(start)), Token));
    }

    private static async Task<Uri> ApproveAsync(SignInStart start)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var page = await browser.GetAsync(((SignInStep.Redirect)start.Step).Address, Token);
        return page.Headers.Location ?? throw new InvalidOperationException($"The page answered {page.StatusCode} and sent nobody back.");
    }

    private sealed class Logs(ConcurrentQueue<string> written) : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            written.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            written.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
