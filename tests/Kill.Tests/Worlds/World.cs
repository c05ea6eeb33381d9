using Brokerage.Exchange;
using Brokerage.Kill.Tests.Scenes;
using Brokerage.Simulator;

namespace Brokerage.Kill.Tests.Worlds;

/// <summary>What outlives the processes of one scene: the exchange, the line to it, and the file of the journal.</summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);
    private const string Elsewhere = "from-the-website";
    private readonly SimulatedExchange _exchange;
    private readonly SimulatedBroker _broker;

    private World(Scene scene, SimulatedExchange exchange, SimulatedBroker broker, Line line, string folder)
    {
        (Scene, _exchange, _broker, Line) = (scene, exchange, broker, line);
        Price = decimal.Round(exchange.GetQuote(Terms.Instrument).Bid!.Value / 2m, 2) + (scene.Cents / 100m);
        Errand = new Errand(
            scene.Index, scene.Seed, Resolve: false, Line.Address, broker.Keys,
            Path.Combine(folder, $"{scene.Index}-{scene.Seed:x}.journal"), Price, Start);
        if (scene.Twin == Twin.Before) PlaceTwin();
    }

    public Scene Scene { get; }

    public Line Line { get; }

    public Errand Errand { get; private set; }

    public decimal Price { get; }

    /// <summary>When the last process of the scene died, on the journal's clock.</summary>
    public DateTimeOffset Died { get; private set; } = Start;

    /// <summary>What the last process told.</summary>
    public string Told { get; private set; } = "";

    /// <summary>Orders at the exchange that came of the wish: whole plans, not their parts.</summary>
    public IReadOnlyList<ExchangeOrder> Ours => [.. All.Where(order => ShowsOurIds ? Carries(order, Scene.Id) : order.Number != Base?.Number && !IsTwin(order))];

    /// <summary>Orders at the exchange that came of the second wish for the same.</summary>
    public IReadOnlyList<ExchangeOrder> Rivals => Scene.Rival is Rival.None || !ShowsOurIds ? [] : [.. All.Where(order => Carries(order, Scene.RivalId))];

    /// <summary>The order to be changed or cancelled.</summary>
    public ExchangeOrder? Base => Scene.HasBase ? All.OrderBy(order => order.Number).FirstOrDefault(order => !ShowsOurIds || Carries(order, Scene.BaseId)) : null;

    /// <summary>Identical orders that somebody placed elsewhere.</summary>
    public int Twins { get; private set; }

    // E*TRADE's form of an id is too short to hold ours: there an order is known by what else there is.
    private bool ShowsOurIds => Scene.Broker is not Broker.ETrade;

    private IReadOnlyList<ExchangeOrder> All => _exchange.GetOrders(_broker.Account, new OrderFilter { RootsOnly = true });

    public static async Task<World> OpenAsync(Scene scene, string folder)
    {
        var exchange = new SimulatedExchange(new ExchangeOptions { Seed = scene.Seed, StepInterval = null, Volatility = 0m });
        var account = exchange.OpenAccount(new AccountOpening
        {
            Kind = MarginKind.Margin,
            Cash = 1_000_000m,
            // A broker without client ids cannot refuse a copy by its id.
            UniqueClientIds = scene.Broker is not Broker.ByEvidence,
        });
        var line = new Line(scene, Start);
        var broker = await SimulatedBroker.StartAsync(scene, exchange, account.Id, line.Address);
        line.Broker = broker.Address.Port;
        return new World(scene, exchange, broker, line, folder);
    }

    /// <summary>Whether an order, as the broker tells it, is one of <see cref="Ours"/>.</summary>
    public bool IsOurs(Order told) => Scene.IsKnownById || Scene.Broker is Broker.ByEvidence
        ? told.ClientOrderId == Scene.Id
        : Ours.Any(order => _broker.WireIdOf(order) == told.Ref.Order);

    /// <summary>The process is dead; whoever comes next starts later.</summary>
    public void Die(DateTimeOffset at, string told)
    {
        (Died, Told) = (at, told);
        Line.Heal();
        Errand = Errand with { Resolve = true, Start = at + Scene.Restart };
        if (Scene.Twin == Twin.After && Twins == 0) PlaceTwin();
    }

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        await _broker.DisposeAsync();
        _exchange.Dispose();
        File.Delete(Errand.Journal);
    }

    private static bool Carries(ExchangeOrder order, ClientOrderId id) => string.Equals(order.ClientId, $"{id}.1", StringComparison.Ordinal);

    private static bool IsTwin(ExchangeOrder order) => string.Equals(order.ClientId, Elsewhere, StringComparison.Ordinal);

    private void PlaceTwin()
    {
        Twins++;
        _exchange.Submit(new OrderTicket { Account = _broker.Account, Plan = Terms.Plan(Scene, Price), ClientId = Elsewhere });
    }
}
