using System.Collections.Concurrent;
using System.Web;
using Brokerage.Testing;
using Brokerage.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Brokerage.Hosting.Tests;

/// <summary>
/// A host with users' connections at fake brokers, on a clock that a test moves. A second host over the same stores is what comes after a
/// restart.
/// </summary>
internal sealed class HostScene : IAsyncDisposable, INotificationSink
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private readonly List<IHost> _hosts = [];
    private readonly ConcurrentQueue<ConnectionNotice> _notices = new();

    public HostScene(params string[] brokers) =>
        Brokers = (brokers.Length == 0 ? ["fake"] : brokers).ToDictionary(name => name, name => new FakeSignIn(name, Time), StringComparer.Ordinal);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A Monday, in the regular session.</summary>
    public FakeTimeProvider Time { get; } = new();

    public IReadOnlyDictionary<string, FakeSignIn> Brokers { get; }

    public FakeSignIn Broker => Brokers.First().Value;

    public ITokenStore Secrets { get; set; } = new MemoryTokenStore();

    public IConnectionStore Connections { get; set; } = new MemoryConnectionStore();

    public IAccountStore Accounts { get; set; } = new MemoryAccountStore();

    public IHoldingsStore Holdings { get; set; } = new MemoryHoldingsStore();

    public INoticeStore NoticeStore { get; set; } = new MemoryNoticeStore();

    public FixedKeyProvider Keys { get; set; } = new(VaultKey.Create("k1"));

    public LogBook Log { get; } = new();

    /// <summary>What users were told.</summary>
    public IReadOnlyList<ConnectionNotice> Notices => [.. _notices];

    public Func<Task>? OnNotice { get; set; }

    public async Task NotifyAsync(ConnectionNotice notice, CancellationToken cancellationToken = default)
    {
        if (OnNotice is not null) await OnNotice();
        _notices.Enqueue(notice);
    }

    public async Task<IHost> StartAsync(Action<BackgroundWorkOptions>? configure = null, Action<IServiceCollection>? more = null)
    {
        var host = Build(configure, more);
        await host.StartAsync(Token);
        return host;
    }

    public IHost Build(Action<BackgroundWorkOptions>? configure = null, Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(Time).AddSingleton(Secrets).AddSingleton(Connections).AddSingleton(Accounts).AddSingleton(Holdings).AddSingleton(NoticeStore);
        services.AddSingleton<ISignInTicketStore>(new MemorySignInTicketStore());
        services.AddLogging(logging => logging.AddProvider(Log));
        foreach (var broker in Brokers.Values) services.AddSingleton<IBrokerageAdapter>(broker);
        more?.Invoke(services);
        services.TryAddSingleton<INotificationSink>(this);
        services.AddBrokerage().AddSignIn(Keys).AddBackgroundWork(configure);
        services.AddHealthChecks().AddBrokerage();
        var host = builder.Build();
        _hosts.Add(host);
        return host;
    }

    /// <summary>Connects a user as he would be in a page.</summary>
    public async Task<StoredConnection> ConnectAsync(IHost host, string broker = "fake", string user = "ann", ConnectionId? renews = null)
    {
        var adapter = Brokers[broker];
        var environment = adapter.Environments[0].Name;
        var manager = host.Services.GetRequiredService<ISignInManager>();
        var start = await manager.BeginAsync(
            new SignInWish
            {
                User = user,
                Broker = adapter.Id,
                Environment = environment,
                Application = "app",
                RedirectTo = new Uri("https://app.example/callback"),
                Renews = renews,
                Access = ConnectionAccess.Trading,
            },
            Token);
        var state = HttpUtility.ParseQueryString(((SignInStep.Redirect)start.Step).Address.Query)["state"];
        var address = new Uri($"https://app.example/callback?code=good&state={Uri.EscapeDataString(state!)}");
        var outcome = await manager.CompleteAsync(new SignInCallback { User = user, Broker = adapter.Id, Environment = environment, Address = address }, Token);
        return Assert.IsType<SignInOutcome.Connected>(outcome).Connection;
    }

    /// <summary>Connects users before the host that is tested starts.</summary>
    public async Task<StoredConnection> ConnectBeforeAsync(string broker = "fake", string user = "ann")
    {
        using var host = Build();
        _hosts.Remove(host);
        return await ConnectAsync(host, broker, user);
    }

    /// <summary>Lets time go on, and all work that becomes due be done, look by look.</summary>
    public async Task AdvanceAsync(IHost host, TimeSpan by, string? but = null)
    {
        for (var gone = TimeSpan.Zero; gone < by; gone += Step)
        {
            Time.Advance(by - gone < Step ? by - gone : Step);
            await SettleAsync(host, but);
        }
    }

    /// <summary>Waits until nobody works, but perhaps for a broker that hangs: a clock that runs ahead of the others would make their answers late.</summary>
    public async Task SettleAsync(IHost host, string? but = null)
    {
        var workers = host.Services.GetServices<IHostedService>().OfType<BackgroundWorker>().Where(worker => worker is not QueueReleaser).ToList();
        BrokerId? hangs = but is null ? null : BrokerId.Parse(but);
        await Waiting.UntilAsync(() => workers.All(worker => worker.ExecuteTask is { IsCompleted: true } || (worker.State.RestsUntil > Time.GetUtcNow() && worker.IsIdle(hangs))));
    }

    public async Task<StoredConnection> StoredAsync(StoredConnection connection) => (await Connections.FindAsync(connection.Connection, Token))!;

    public async Task<int> PositionsOfAsync(StoredConnection connection) =>
        (await Holdings.ListAsync(connection.Connection, Token)).Sum(holdings => holdings.Positions.Count);

    public async ValueTask DisposeAsync()
    {
        foreach (var line in Log.At(LogLevel.Error)) TestContext.Current.TestOutputHelper?.WriteLine(line);
        foreach (var line in Log.At(LogLevel.Warning)) TestContext.Current.TestOutputHelper?.WriteLine(line);
        foreach (var host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }
}
