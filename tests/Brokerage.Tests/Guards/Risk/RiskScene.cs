using Brokerage.Testing;
using Brokerage.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace Brokerage.Tests.Guards.Risk;

/// <summary>The risk guard round the tiny broker.</summary>
internal sealed class RiskScene
{
    public RiskScene(Action<RiskLimitOptions>? configure = null, TimeProvider? time = null, IOrderJournal? journal = null)
    {
        Journal = journal ?? new MemoryOrderJournal();
        configure?.Invoke(Limits);
        Books = new RiskBooks(Options.Create(Limits), time ?? Clock, _ => Broker.Environment) { Waking = TaskCreationOptions.None };
        Trading = new RiskTrading(Broker, Broker, Books, Journal);
    }

    public TinyBroker Broker { get; } = new();

    public RiskLimitOptions Limits { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Make.Noon);

    public IOrderJournal Journal { get; }

    public RiskBooks Books { get; }

    public RiskTrading Trading { get; }

    public AccountRisk Account => Books.Of(Broker.Account);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Instrument Of(string symbol) => Instrument.Parse(symbol);

    public OrderIntent Buy(string symbol, decimal units, decimal price = 100m) => Place(OrderSpec.Limit(Of(symbol), Side.Buy, units, price));

    public OrderIntent Sell(string symbol, decimal units, decimal price = 100m) => Place(OrderSpec.Limit(Of(symbol), Side.Sell, units, price));

    public OrderIntent Place(OrderSpec spec) => OrderIntent.Place(Broker.Account, spec);

    public OrderIntent Place(OrderPlan plan) => OrderIntent.Place(Broker.Account, plan);

    public Task<SubmitResult> SubmitAsync(OrderIntent intent) => Trading.SubmitAsync(TinyBroker.Prepared(intent), Token);

    /// <summary>Null when it was let through, else why not.</summary>
    public async Task<BrokerageErrorCode?> CodeAsync(OrderIntent intent)
    {
        var sent = Broker.Sent.Count;
        var result = await SubmitAsync(intent);
        var code = (result as SubmitResult.Rejected)?.Error.Code;
        Assert.Equal(code is null ? 1 : 0, Broker.Sent.Count - sent);
        if (result is SubmitResult.Rejected rejected) Assert.Equal(Effect.None, rejected.Error.Effect);
        return code;
    }

    /// <summary>Lets the broker lose the answer of every order; <paramref name="arrives"/>: after it has taken it.</summary>
    public void LoseAnswers(bool arrives) => Broker.OnSubmit = order =>
    {
        if (arrives) Broker.Take(order);
        return ScriptedTrading.Unknown(order);
    };
}
