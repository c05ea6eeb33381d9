namespace Brokerage.Conformance;

/// <summary>
/// The broker that an adapter is tried against: a simulator whose books can be read beside the wire. Its market is open, its prices stand
/// still, and its account holds <see cref="Stock"/> long, at least 25,000 of cash, and, where the adapter sells short, <see cref="Shorted"/> short;
/// where it trades options, one long contract of <see cref="Option"/>. Every case gets a broker of its own.
/// </summary>
public abstract class TestBroker : IAsyncDisposable
{
    /// <summary>A class share, which most brokers spell in a way of their own.</summary>
    public virtual Instrument Stock { get; } = Instrument.Parse("BRK.B");

    /// <summary>What the account is short of.</summary>
    public virtual Instrument Shorted { get; } = Instrument.Parse("AAPL");

    /// <summary>The contract held, or null where the broker trades none.</summary>
    public virtual Instrument? Option => null;

    /// <summary>What no broker lists.</summary>
    public virtual Instrument Unlisted { get; } = Instrument.Parse("QQZZQ");

    /// <summary>The adapter.</summary>
    public abstract IBrokerageAdapter Adapter { get; }

    /// <summary>The connection under test, the same for the life of the test broker.</summary>
    public abstract IBrokerageConnection Connection { get; }

    /// <summary>The account under test.</summary>
    public abstract AccountRef Account { get; }

    /// <summary>The clock of broker and adapter.</summary>
    public abstract TimeProvider Clock { get; }

    /// <summary>How many placements, replacements and cancels the broker knows of; lost ones too, where it can see them.</summary>
    public abstract int ChangesReceived { get; }

    /// <summary>How many orders one answer of the broker holds at most, as small as the broker allows; no more than a few dozen.</summary>
    public virtual int PageSize => 20;

    /// <summary>Starts the broker and connects.</summary>
    public abstract Task StartAsync(CancellationToken cancellationToken = default);

    /// <summary>One more connection to the same login, as after a restart: it remembers nothing.</summary>
    public abstract IBrokerageConnection Connect();

    /// <summary>The broker's books.</summary>
    public abstract TrueAccount Read();

    /// <summary>The best prices now.</summary>
    public abstract (decimal Bid, decimal Ask) QuoteOf(Instrument instrument);

    /// <summary>Sets the best prices and the sizes behind them; orders that meet them are filled at once, and no further than those sizes.</summary>
    public abstract void SetQuote(Instrument instrument, decimal bid, decimal ask, decimal bidSize = 100_000m, decimal askSize = 100_000m);

    /// <summary>Makes the broker misbehave.</summary>
    public abstract void Inject(BrokerFault fault);

    /// <summary>Waits for an answer while the clock goes on, where the adapter waits by it before it tries again.</summary>
    public virtual Task<T> WaitAsync<T>(Task<T> answer, CancellationToken cancellationToken = default) => answer;

    /// <summary>Ends the broker and its connections.</summary>
    public abstract ValueTask DisposeAsync();
}
