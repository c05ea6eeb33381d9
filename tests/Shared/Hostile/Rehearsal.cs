using Brokerage.Transport;

namespace Brokerage.TestSupport.Hostile;

/// <summary>Everything is asked once of a simulated broker, and its answers are kept. Each adapter has its own.</summary>
internal abstract class Rehearsal
{
    private readonly Dictionary<string, PreparedOrder> _prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderRef> _orders = new(StringComparer.Ordinal);
    private AccountRef? _account;

    public abstract BrokerId Broker { get; }

    public AccountRef Account => _account ?? throw new InvalidOperationException("Nothing was read yet.");

    /// <summary>What can be asked, with its answers.</summary>
    public IReadOnlyList<Ask> Asks { get; private set; } = [];

    /// <summary>The adapter.</summary>
    public abstract IBrokerageAdapter Open(BrokerTransportOptions transport, ISocketConnector? sockets);

    /// <summary>A connection to the account.</summary>
    public abstract IBrokerageConnection Connect(IBrokerageAdapter adapter);

    /// <summary>What is answered to what was never asked here.</summary>
    /// <param name="key">The request (<see cref="RecordedAnswer.KeyOf"/>).</param>
    /// <param name="answers">What was asked, and answered, instead.</param>
    public abstract HostileAnswer AnswerUnasked(string key, IReadOnlyDictionary<string, RecordedAnswer> answers);

    /// <summary>Whether a request places an order, or a change.</summary>
    public abstract bool Places(string key);

    /// <summary>Whether an answer may prove that an order is not there: not where it is the one that was looked for, and does not say so any more.</summary>
    public virtual bool MayProveAbsence(string key, HostileAnswer answer) => true;

    /// <summary>A refusal in the broker's own shape, with something in it that no table lists.</summary>
    public abstract string Refusal(Dice dice);

    /// <summary>A damage that only this broker's answers can have; null for none.</summary>
    public virtual HostileAnswer? OwnDamage(Dice dice, RecordedAnswer answer) => null;

    /// <summary>An order of the stage by its name.</summary>
    public OrderRef Order(string name) => _orders[name];

    /// <summary>What was prepared under a name.</summary>
    public PreparedOrder Prepared(string name) => _prepared[name];

    /// <summary>An intent whose id is the same every time.</summary>
    public OrderIntent.New Intent(string name, OrderPlan plan) => new(Account, IdOf(name), plan);

    public OrderIntent.Replace Change(string name, string target, decimal price) => new(Account, IdOf(name), Order(target).Order, new OrderChange(Price: new PriceTerms.Limit(price)));

    /// <summary>Asks everything once.</summary>
    protected async Task HoldAsync(HostileStage stage, Recorder recorder, IEnumerable<Ask> wanted)
    {
        var asks = new List<Ask>();
        foreach (var ask in wanted)
        {
            await stage.ForgetAsync();
            recorder.Forget(ask.Lost);
            // Each ask finds its permits, however many were used before it.
            stage.Clock.Advance(TimeSpan.FromSeconds(20));
            var right = Figures.Of(await ask.Run(stage));
            asks.Add(ask with { Answers = recorder.Answers, Keys = recorder.Keys, Right = right });
        }

        Asks = asks;
    }

    /// <summary>Reads who is asking.</summary>
    protected async Task MeetAsync(HostileStage stage) => _account = (await stage.Connection.Accounts.GetAccountsAsync()).Items[0].Ref;

    protected async Task PlaceAsync(HostileStage stage, string name, OrderSpec spec) => await PlaceAsync(stage, name, new OrderPlan.Single(spec));

    protected async Task PlaceAsync(HostileStage stage, string name, OrderPlan plan)
    {
        stage.Clock.Advance(TimeSpan.FromSeconds(5));
        await SubmitAsync(stage, name, await stage.Trading.PrepareAsync(OrderIntent.Place(Account, plan)));
    }

    protected async Task SubmitAsync(HostileStage stage, string name, PreparedOrder prepared)
    {
        var result = await stage.Trading.SubmitAsync(prepared);
        _prepared[name] = prepared;
        _orders[name] = new OrderRef(Account, Assert.IsType<SubmitResult.Placed>(result).Orders[0].Order!.Value);
    }

    private static ClientOrderId IdOf(string name) => ClientOrderId.Parse("hostile" + name);
}
