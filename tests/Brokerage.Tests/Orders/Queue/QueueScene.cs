using Brokerage.Testing;
using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Orders.Queue;

/// <summary>A broker that keeps what it was sent, and a program with a queue over a journal file, which can be killed and started again.</summary>
internal sealed class QueueScene : IAsyncDisposable
{
    /// <summary>A Wednesday evening in New York.</summary>
    public static readonly DateTimeOffset Evening = new(2026, 3, 4, 23, 0, 0, TimeSpan.Zero);

    /// <summary>The open of the Thursday.</summary>
    public static readonly DateTimeOffset Open = new(2026, 3, 5, 14, 30, 0, TimeSpan.Zero);

    private FakeHost? _host;

    public QueueScene(DateTimeOffset? start = null, string? file = null)
    {
        File = file ?? Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".orders");
        Clock = new FakeTimeProvider(start ?? Evening);
        Broker.OnSubmit = (order, _) => Task.FromResult(Take(order));
        Broker.OnFind = order => Held.Contains(order.Intent.ClientOrderId)
            ? new Sighting.Found([ScriptedTrading.Order(new OrderRef(Account, OrderId.Parse("77")), id: order.Intent.ClientOrderId)])
            : new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: true);
    }

    public string File { get; }

    public FakeTimeProvider Clock { get; }

    public ScriptedTrading Broker { get; } = new();

    /// <summary>What the broker has: an order twice would be here twice.</summary>
    public List<ClientOrderId> Held { get; } = [];

    public AccountRef Account { get; } = Make.Ref("one");

    /// <summary>More guards for the program, from its next start on.</summary>
    public Action<IBrokerageBuilder>? Configure { get; set; }

    public IBrokerageService Brokerage => (_host ??= new FakeHost(
        builder =>
        {
            builder.UseOrderJournal(File);
            builder.Services.AddSingleton<TimeProvider>(Clock);
            Configure?.Invoke(builder);
        },
        new FakeConnection(Account) { Trading = Broker })).Brokerage;

    public IOrderQueue Queue => Brokerage.Queue;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public OrderIntent Limit() => Make.Limit(Account);

    public SubmitResult Take(PreparedOrder order)
    {
        lock (Held) Held.Add(order.Intent.ClientOrderId);
        return ScriptedTrading.Placed("77");
    }

    public void GoTo(DateTimeOffset instant) => Clock.Advance(instant - Clock.GetUtcNow());

    /// <summary>The program ends, and the next use starts it again.</summary>
    public async Task RestartAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        _host = null;
    }

    /// <summary>Waits for a task while the clock goes on in small steps.</summary>
    public Task<T> PassAsync<T>(Task<T> task) => task.WithStepsAsync(() => Clock.Advance(TimeSpan.FromSeconds(1)));

    public async ValueTask DisposeAsync()
    {
        await RestartAsync();
        System.IO.File.Delete(File);
    }
}
