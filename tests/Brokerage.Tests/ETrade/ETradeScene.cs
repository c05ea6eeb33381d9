using System.Web;
using Brokerage.ETrade;
using Brokerage.Simulator;
using Brokerage.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.ETrade;

/// <summary>
/// An application whose users sign in at E*TRADE's page and are sent back by a redirect. Its connections, their accounts and their sealed
/// secrets outlive its processes; everything else ends with each.
/// </summary>
internal sealed class ETradeScene : IAsyncDisposable
{
    private const string Application = "shop";
    private static readonly Uri Back = new("https://shop.example/signed-in/etrade");

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "brokerage-etrade-" + Guid.NewGuid().ToString("N"));
    private readonly FixedKeyProvider _keys = new(VaultKey.Create("k1"));
    private readonly MemoryAccountStore _accounts = new();
    private readonly List<ServiceProvider> _processes = [];

    private ETradeScene(ETradeSimulator etrade, FakeTimeProvider clock) => (ETrade, Clock) = (etrade, clock);

    public ETradeSimulator ETrade { get; }

    /// <summary>The clock of all: a Thursday, half past ten in New York.</summary>
    public FakeTimeProvider Clock { get; }

    public MemoryConnectionStore Connections { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ETradeScene> OpenAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
        return new ETradeScene(await ETradeSimulator.StartAsync(new ETradeSimulatorOptions { Time = clock, AutoApprove = true, Callback = Back }, Token), clock);
    }

    /// <summary>A process that knows nothing but what is stored.</summary>
    public async Task<ServiceProvider> StartAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ITokenStore>(new FileTokenStore(_folder));
        services.AddSingleton<IConnectionStore>(Connections);
        services.AddSingleton<IAccountStore>(_accounts);
        services.AddBrokerage()
            .AddSignIn(_keys)
            .AddEnvironment(ETradeAdapter.BrokerId, ETradeAdapter.Simulated(ETrade.Address))
            .AddETradeApplication(Application, options =>
            {
                options.SandboxConsumerKey = ETrade.Credentials.ConsumerKey;
                options.SandboxConsumerSecret = new Secret(ETrade.Credentials.ConsumerSecret);
                // The clock stands still: nobody waits for his turn.
                options.AccountRequestsPerSecond = options.OrderRequestsPerSecond = 100;
            });
        var process = services.BuildServiceProvider(validateScopes: true);
        _processes.Add(process);
        await process.GetRequiredService<ISignInManager>().RestoreAsync(Token);
        return process;
    }

    /// <summary>Ann signs in: for a new connection, or for the one that she has.</summary>
    public async Task<SignInOutcome.Connected> SignInAsync(ServiceProvider process, ConnectionId? renews = null)
    {
        var manager = process.GetRequiredService<ISignInManager>();
        var session = new Secret("cookie-of-ann");
        var start = await manager.BeginAsync(
            new SignInWish
            {
                User = "ann", Broker = ETradeAdapter.BrokerId, Environment = "simulated", Application = Application,
                RedirectTo = Back, Access = ConnectionAccess.Trading, Session = session, Renews = renews,
            },
            Token);
        var callback = await ApproveAsync(Assert.IsType<SignInStep.Redirect>(start.Step).Address);

        // What comes back names no sign-in: the browser alone tells whose it is.
        Assert.Equal("oauth_verifier", Assert.Single(HttpUtility.ParseQueryString(callback.Query).AllKeys));
        return Assert.IsType<SignInOutcome.Connected>(await manager.CompleteAsync(
            new SignInCallback { User = "ann", Broker = ETradeAdapter.BrokerId, Environment = "simulated", Address = callback, Session = session }, Token));
    }

    /// <summary>The token that is stored.</summary>
    public async Task<string> TokenOfAsync(StoredConnection connection) =>
        (await new SecretVault(new FileTokenStore(_folder), _keys).ReadAsync(StoredConnections.OwnerOf(connection), Token))!.Secrets.Values["token"].Reveal();

    /// <summary>What lies in the folder of secrets.</summary>
    public IEnumerable<string> Files() => Directory.EnumerateFiles(_folder).Select(path => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)));

    /// <summary>How often an address was asked.</summary>
    public int Asked(string path) => ETrade.Requests.ToList().Count(request => request.Path.Contains(path, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        await ETrade.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private static async Task<Uri> ApproveAsync(Uri page)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var answer = await browser.GetAsync(page, Token);
        return answer.Headers.Location ?? throw new InvalidOperationException($"The page answered {answer.StatusCode} and sent nobody back.");
    }
}
