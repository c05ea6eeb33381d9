using Brokerage.Alpaca;
using Brokerage.Exchange;
using Brokerage.Simulator;
using Brokerage.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Alpaca;

/// <summary>An application with one Alpaca connection over a simulator, its journal in a file, all on one clock.</summary>
internal sealed class AlpacaHouse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly List<(ServiceProvider Provider, string File)> _programs = [];

    private AlpacaHouse(AlpacaSimulator simulator, FakeTimeProvider clock)
    {
        (Simulator, Clock) = (simulator, clock);
        Brokerage = Start();
    }

    public static Instrument Stock { get; } = Instrument.Parse("BRK.B");

    public AlpacaSimulator Simulator { get; }

    public FakeTimeProvider Clock { get; }

    public IBrokerageService Brokerage { get; }

    public ExchangeQuote Quote => Simulator.Exchange.GetQuote(Stock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AlpacaHouse> OpenAsync(bool rejectsLate = false, DateTimeOffset? start = null)
    {
        // A Thursday in the regular session.
        var clock = new FakeTimeProvider(start ?? new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
        var simulator = await AlpacaSimulator.StartAsync(
            new AlpacaSimulatorOptions { Time = clock, Opening = new AccountOpening { Kind = MarginKind.Margin, Cash = 25_000m }, RejectsLate = rejectsLate },
            Token);
        return new AlpacaHouse(simulator, clock);
    }

    /// <summary>A program of its own, with its own journal.</summary>
    public IBrokerageService Start()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".orders");
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddBrokerage().UseOrderJournal(file).AddAlpaca("wire", options =>
        {
            options.Environment = AlpacaAdapter.Simulated(Simulator.Address, Simulator.Address, Simulator.TradingStreamAddress, Simulator.DataStreamAddress);
            options.KeyId = Simulator.Credentials.KeyId;
            options.SecretKey = new Secret(Simulator.Credentials.SecretKey);
        });
        var provider = services.BuildServiceProvider(validateScopes: true);
        _programs.Add((provider, file));
        return provider.GetRequiredService<IBrokerageService>();
    }

    public async Task<AccountRef> AccountAsync()
    {
        await using var connection = await Brokerage.Connections.LeaseAsync(ConnectionId.Parse("wire"), Token);
        return (await connection.Accounts.GetAccountsAsync(Token)).Items[0].Ref;
    }

    public async Task<OrderRef> PlaceAsync(OrderIntent intent)
    {
        var placed = Assert.IsType<SubmitResult.Placed>(await Brokerage.Orders.PlaceAsync(intent, Token));
        return new OrderRef(intent.Account, placed.Orders[0].Order!.Value);
    }

    /// <summary>Reads news until one fits, while the clock goes on.</summary>
    public async Task<OrderNews> UntilAsync(IAsyncEnumerator<OrderNews> news, List<OrderNews> told, Func<OrderNews, bool> fits)
    {
        while (true)
        {
            Assert.True(await PassAsync(news.MoveNextAsync().AsTask()), "The enumeration ended.");
            told.Add(news.Current);
            if (fits(news.Current)) return news.Current;
        }
    }

    /// <summary>Reads the rest of the news.</summary>
    public async Task ToEndAsync(IAsyncEnumerator<OrderNews> news, List<OrderNews> told)
    {
        while (await PassAsync(news.MoveNextAsync().AsTask())) told.Add(news.Current);
    }

    public Task<T> PassAsync<T>(Task<T> task) => task.WithStepsAsync(() => Clock.Advance(TimeSpan.FromMilliseconds(400)));

    /// <summary>Each order's last news says what the exchange holds, and its fills add up to it.</summary>
    public void AssertTrue(IReadOnlyList<OrderNews> told)
    {
        var known = told.GroupBy(news => news.Order.Ref.Order)
            .Select(group => (group.Last().Order.State.Value, group.Last().Order.Filled, group.Sum(news => news.FilledNow)));
        // What only groups others is no order at Alpaca.
        var held = Simulator.Exchange.GetOrders(Simulator.Account).Where(order => order.Legs.Count > 0).Select(order => (order.State, order.Filled, order.Filled));
        Assert.Equal(held.Order(), known.Order());
        Assert.All(told, news => Assert.Null(news.Contradiction));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (provider, file) in _programs)
        {
            await provider.DisposeAsync();
            File.Delete(file);
        }

        await Simulator.DisposeAsync();
    }
}
