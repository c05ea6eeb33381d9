using System.Web;
using Brokerage.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.SignIn;

/// <summary>An application whose users connect two fake brokers. A second process over the same stores can be had.</summary>
internal sealed class SignInScene : IAsyncDisposable
{
    private readonly List<ServiceProvider> _processes = [];

    public SignInScene(ITokenStore? secrets = null)
    {
        Secrets = secrets ?? new MemoryTokenStore();
        Broker = new FakeSignIn("fake", Time);
        Other = new FakeSignIn("other", Time);
        Process = NewProcess();
    }

    public FakeTimeProvider Time { get; } = new();

    public FakeSignIn Broker { get; }

    public FakeSignIn Other { get; }

    public ITokenStore Secrets { get; }

    public MemoryConnectionStore Connections { get; } = new();

    public MemoryAccountStore Accounts { get; } = new();

    public MemoryHoldingsStore Holdings { get; } = new();

    public MemoryOrderStore Orders { get; } = new();

    public MemorySignInTicketStore Tickets { get; } = new();

    public FixedKeyProvider Keys { get; } = new(VaultKey.Create("k1"));

    public ServiceProvider Process { get; }

    public ISignInManager Manager => Process.GetRequiredService<ISignInManager>();

    public IConnectionManager Live => Process.GetRequiredService<IConnectionManager>();

    public ServiceProvider NewProcess(bool allowLiveOrders = false)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IBrokerageAdapter>(Broker);
        services.AddSingleton<IBrokerageAdapter>(Other);
        services.AddSingleton(Secrets);
        services.AddSingleton<IConnectionStore>(Connections);
        services.AddSingleton<IAccountStore>(Accounts);
        services.AddSingleton<IHoldingsStore>(Holdings);
        services.AddSingleton<IOrderStore>(Orders);
        services.AddSingleton<ISignInTicketStore>(Tickets);
        services.AddBrokerage().AddSignIn(Keys, options => options.AllowLiveOrders = allowLiveOrders);
        var process = services.BuildServiceProvider(validateScopes: true);
        _processes.Add(process);
        return process;
    }

    public SignInWish Wish(string? user = "ann", string broker = "fake", ConnectionId? renews = null) => new()
    {
        User = user,
        Broker = BrokerId.Parse(broker),
        Environment = EnvironmentOf(broker),
        Application = "app",
        RedirectTo = new Uri($"https://app.example/callback/{broker}/paper"),
        Access = ConnectionAccess.Trading,
        Renews = renews,
        Session = new Secret("cookie of " + user),
    };

    /// <summary>What the broker sends the browser back with.</summary>
    public SignInCallback Callback(SignInStart start, string? user = "ann", string broker = "fake", string query = "code=good", string? path = null)
    {
        var key = HttpUtility.ParseQueryString(((SignInStep.Redirect)start.Step).Address.Query)["state"];
        return new SignInCallback
        {
            User = user,
            Broker = BrokerId.Parse(broker),
            Environment = EnvironmentOf(broker),
            Address = new Uri($"https://app.example{path ?? $"/callback/{broker}/paper"}?state={Uri.EscapeDataString(key!)}&{query}"),
            Session = new Secret("cookie of " + user),
        };
    }

    public async Task<SignInOutcome> SignInAsync(SignInWish? wish = null)
    {
        wish ??= Wish();
        return await Manager.CompleteAsync(Callback(await Manager.BeginAsync(wish), wish.User, wish.Broker.Value));
    }

    public async Task<StoredConnection> ConnectedAsync(SignInWish? wish = null) => Assert.IsType<SignInOutcome.Connected>(await SignInAsync(wish)).Connection;

    public async Task<string?> TokenOfAsync(StoredConnection connection)
    {
        var opened = await new SecretVault(Secrets, Keys).ReadAsync(StoredConnections.OwnerOf(connection));
        return opened?.Secrets.Values["token"].Reveal();
    }

    private string EnvironmentOf(string broker) => (broker == "fake" ? Broker : Other).Environments[0].Name;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
    }
}
