namespace Brokerage.Conformance;

/// <summary>
/// The broker that an adapter is tried against: a simulator whose books can be read beside the wire. It is the middle of the regular session of
/// Thursday, 19 November 2026, in New York; prices stand still; the account holds <see cref="Stock"/> long, at least 25,000 of cash, and,
/// where the adapter sells short, <see cref="Shorted"/> short; where it trades options, one long contract of <see cref="Option"/>; where it
/// trades crypto, some of <see cref="Coin"/>. Every case gets a broker of its own.
/// </summary>
public abstract class TestBroker : IAsyncDisposable
{
    /// <summary>Its name in the report: that of its type unless it is given another.</summary>
    public virtual string Name => GetType().Name.Replace("TestBroker", "", StringComparison.Ordinal);

    /// <summary>A class share, which most brokers spell in a way of their own.</summary>
    public virtual Instrument Stock { get; } = Instrument.Parse("BRK.B");

    /// <summary>What the account is short of.</summary>
    public virtual Instrument Shorted { get; } = Instrument.Parse("AAPL");

    /// <summary>The contract held, or null where the broker trades none.</summary>
    public virtual Instrument? Option => null;

    /// <summary>A call of the expiry and root of <see cref="Option"/> with a higher strike, for orders of several legs; null where there are none.</summary>
    public virtual Instrument? OtherOption => null;

    /// <summary>The pair held, or null where the broker trades none.</summary>
    public virtual Instrument? Coin => null;

    /// <summary>What no broker lists.</summary>
    public virtual Instrument Unlisted { get; } = Instrument.Parse("QQZZQ");

    /// <summary>Something whose prices stand on a grid finer than a cent and that the account can buy for some dollars; null where nothing is listed so.</summary>
    public virtual Instrument? FinelyPriced => null;

    /// <summary>The environment that <see cref="Connection"/> is made for.</summary>
    public abstract BrokerEnvironment Environment { get; }

    /// <summary>
    /// Members that this broker does not tell, as <c>Order.Fees</c>, each with the reason. Everything else that the books have must be told.
    /// </summary>
    public virtual IReadOnlyDictionary<string, string> Untold { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The adapter.</summary>
    public abstract IBrokerageAdapter Adapter { get; }

    /// <summary>The connection under test, the same for the life of the test broker.</summary>
    public abstract IBrokerageConnection Connection { get; }

    /// <summary>The account under test.</summary>
    public abstract AccountRef Account { get; }

    /// <summary>Another account of the same login, which holds nothing but cash, at least 1,000; null where a login has one.</summary>
    public virtual AccountId? OtherAccount => null;

    /// <summary>The clock of broker and adapter.</summary>
    public abstract TimeProvider Clock { get; }

    /// <summary>How many placements, replacements and cancels the broker knows of; lost ones too, where it can see them.</summary>
    public abstract int ChangesReceived { get; }

    /// <summary>How many rows one answer of the broker holds at most, in whichever list it holds most.</summary>
    public virtual int PageSize => 100;

    /// <summary>How long a case waits, by the clock on the wall, for what a stream has to tell.</summary>
    public virtual TimeSpan Patience => TimeSpan.FromSeconds(60);

    /// <summary>Starts the broker and connects.</summary>
    public abstract Task StartAsync(CancellationToken cancellationToken = default);

    /// <summary>One more connection to the same login, as after a restart: it remembers nothing.</summary>
    public abstract IBrokerageConnection Connect();

    /// <summary>How an application of this broker's users begins a sign-in.</summary>
    public virtual SignInRequest SignInWith(string state) => new() { Application = "kit", Environment = Environment, State = state };

    /// <summary>
    /// What comes of a step of signing in: the user does what it asks for; or he refuses, or enters what is not right. Null where that cannot
    /// be played at this broker.
    /// </summary>
    public virtual Task<SignInAnswer?> AnswerAsync(SignInStep step, bool allows, CancellationToken cancellationToken = default) => Task.FromResult<SignInAnswer?>(null);

    /// <summary>A connection in <see cref="Environment"/> with secrets of a case's own; null where connections need none.</summary>
    public virtual IBrokerageConnection? ConnectWith(ConnectionSecrets secrets) => null;

    /// <summary>
    /// A connection to the same login in a live environment, made without the switch that allows orders there; null where the broker has none.
    /// </summary>
    public virtual IBrokerageConnection? ConnectWithoutLiveSwitch() => null;

    /// <summary>The broker's books.</summary>
    public abstract TrueAccount Read();

    /// <summary>The books of <see cref="OtherAccount"/>; null where there is none.</summary>
    public virtual TrueAccount? ReadOther() => null;

    /// <summary>The market of one instrument now.</summary>
    public abstract TrueQuote Look(Instrument instrument);

    /// <summary>The best prices now, where both sides are quoted.</summary>
    public (decimal Bid, decimal Ask) QuoteOf(Instrument instrument) => Look(instrument) is { Bid: { } bid, Ask: { } ask }
        ? (bid, ask)
        : throw new InvalidOperationException($"{instrument} has to be quoted on both sides.");

    /// <summary>What the broker lists an instrument as.</summary>
    public abstract InstrumentInfo Describe(Instrument instrument);

    /// <summary>The contracts on something, in no order; one strike at least is not a whole number.</summary>
    public abstract IReadOnlyList<Instrument> ContractsOn(Instrument underlying);

    /// <summary>What was traded, oldest first; <paramref name="to"/> is exclusive.</summary>
    public abstract IReadOnlyList<Bar> BarsOf(Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to);

    /// <summary>
    /// Sets the best prices and the sizes behind them, null for a side that nobody quotes; orders that meet them are filled at once, and no
    /// further than those sizes.
    /// </summary>
    public abstract void SetQuote(Instrument instrument, decimal? bid, decimal? ask, decimal bidSize = 100_000m, decimal askSize = 100_000m);

    /// <summary>Lets time go by, and what is due happen.</summary>
    public abstract void PassTime(TimeSpan by);

    /// <summary>Places orders past the adapter, as on the broker's own page.</summary>
    /// <param name="spec">The order.</param>
    /// <param name="count">How many of it.</param>
    /// <param name="account">The account; null for the one under test.</param>
    /// <returns>Their ids at the broker.</returns>
    public abstract IReadOnlyList<OrderId> PlaceElsewhere(OrderSpec spec, int count = 1, AccountId? account = null);

    /// <summary>
    /// Places an order past the adapter that the broker takes down under an id and then rejects, as those do whose verdict comes late; null
    /// where the broker keeps nothing of what it rejects.
    /// </summary>
    public virtual OrderId? RejectElsewhere(OrderSpec spec) => null;

    /// <summary>
    /// Moves cash of the account for another reason than a trade: a dividend, interest, a fee, a deposit or a withdrawal. Positive comes in.
    /// </summary>
    public abstract void MoveCash(TransactionKind kind, decimal amount);

    /// <summary>
    /// Lists so many more strikes, each with a call and a put, for the day of <see cref="Option"/>; false where a chain always comes in one piece.
    /// </summary>
    public virtual bool ListStrikes(int count) => false;

    /// <summary>Lets the account hold what it has and open nothing more.</summary>
    public abstract void Restrict();

    /// <summary>Makes the broker misbehave.</summary>
    public abstract void Inject(BrokerFault fault);

    /// <summary>
    /// Why a fault cannot be played here, for the report; null where it can. The faults up to <see cref="BrokerFault.DisturbStreams"/> have to
    /// be played; what came later is left out unless a test broker says that it plays it.
    /// </summary>
    public virtual string? WhyNot(BrokerFault fault) => fault <= BrokerFault.DisturbStreams ? null : $"The test broker does not play {fault}.";

    /// <summary>Waits for an answer while the clock goes on, where the adapter waits by it before it tries again.</summary>
    public virtual Task<T> WaitAsync<T>(Task<T> answer, CancellationToken cancellationToken = default) => answer;

    /// <summary>Ends the broker and its connections.</summary>
    public abstract ValueTask DisposeAsync();
}
