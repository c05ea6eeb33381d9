using System.Runtime.CompilerServices;

namespace Brokerage.Exchange;

/// <summary>
/// An exchange in memory: instruments and prices, accounts and a double-entry ledger, orders and their news. Deterministic: the same options
/// and the same calls at the same times give the same history. Thread-safe; one lock, and subscribers are called outside of it.
/// </summary>
/// <remarks>
/// Wrong use (an unknown account in a read, an unlisted instrument in a quote) throws <see cref="ArgumentException"/>. What an order or a
/// cancel runs into is never thrown: the receipts say it, with a <see cref="RejectReason"/>.
/// </remarks>
public sealed partial class SimulatedExchange : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Core _core;
    private readonly ITimer? _timer;

    /// <summary>Opens an exchange.</summary>
    /// <param name="options">How; null for the defaults.</param>
    public SimulatedExchange(ExchangeOptions? options = null)
    {
        Options = options ?? new ExchangeOptions();
        if (Options.StepInterval is { } step && step <= TimeSpan.Zero)
        {
            throw new ArgumentException("The step interval must be positive.", nameof(options));
        }

        _core = new Core(Options);
        _timer = Options.StepInterval is { } interval
            ? Options.Clock.CreateTimer(static state => ((SimulatedExchange)state!).CatchUp(), this, interval, interval)
            : null;
    }

    /// <summary>How the exchange was set up.</summary>
    public ExchangeOptions Options { get; }

    /// <summary>The time by the exchange's clock, in UTC.</summary>
    public DateTimeOffset Now => Run(core => core.Now);

    /// <summary>The number of the latest order event; 0 before the first.</summary>
    public long LastSequence => Run(core => core.Feed.LastSequence);

    /// <summary>Lets everything happen that is due by the clock. Every other call does it too.</summary>
    public void CatchUp() => Run(static _ => true);

    /// <summary>Moves the prices, whatever the clock says.</summary>
    /// <param name="count">How many steps.</param>
    public void Step(int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Run(core =>
        {
            for (var i = 0; i < count; i++)
            {
                core.Prices.StepAll();
            }

            return true;
        });
    }

    /// <summary>Every order event as it happens, in sequence, on the thread that caused it and outside of the lock. The reader must not throw.</summary>
    /// <param name="read">Called for each event.</param>
    /// <returns>Ends the subscription.</returns>
    public IDisposable OnOrderEvent(Action<ExchangeOrderEvent> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new Subscription(this, Run(core => core.Feed.Subscribe(read)));
    }

    /// <summary>Every new quote as it is made, outside of the lock. The reader must not throw.</summary>
    /// <param name="instruments">Of what; null for everything that is listed. Options are quoted as often as their underlying.</param>
    /// <param name="read">Called for each quote.</param>
    /// <returns>Ends the subscription.</returns>
    public IDisposable OnQuote(IReadOnlyCollection<Instrument>? instruments, Action<ExchangeQuote> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new Subscription(this, Run(core => core.SubscribeQuotes(instruments, read)));
    }

    /// <summary>Order events that have happened, as far back as <see cref="ExchangeOptions.EventHistory"/> reaches.</summary>
    /// <param name="after">Only those with a greater number.</param>
    /// <param name="account">Only those of this account.</param>
    public IReadOnlyList<ExchangeOrderEvent> GetOrderEvents(long after = 0, AccountId? account = null) =>
        Run(core => account is null ? core.Feed.After(after) : [.. core.Feed.After(after).Where(one => one.Order.Account == account)]);

    /// <summary>Order events, those that have happened first and then those to come, in sequence and without a gap, until cancelled.</summary>
    /// <param name="after">Only those with a greater number.</param>
    /// <param name="account">Only those of this account.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async IAsyncEnumerable<ExchangeOrderEvent> ReadOrderEventsAsync(
        long after = 0, AccountId? account = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = System.Threading.Channels.Channel.CreateUnbounded<ExchangeOrderEvent>();
        using var subscription = FollowOrderEvents(after, account, one => channel.Writer.TryWrite(one));
        await foreach (var one in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return one;
        }
    }

    /// <summary>Order events, those that have happened first and then those to come, without a gap between them.</summary>
    internal IDisposable FollowOrderEvents(long after, AccountId? account, Action<ExchangeOrderEvent> read)
    {
        void Pass(ExchangeOrderEvent one)
        {
            if (one.Sequence > after && (account is null || one.Order.Account == account))
            {
                read(one);
            }
        }

        return new Subscription(this, Run(core =>
        {
            foreach (var past in core.Feed.After(after))
            {
                Pass(past);
            }

            return core.Feed.Subscribe(Pass);
        }));
    }

    /// <summary>Quotes from now on, until cancelled. The reader must keep up: nothing is dropped.</summary>
    /// <param name="instruments">Of what; null for everything that is listed.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async IAsyncEnumerable<ExchangeQuote> ReadQuotesAsync(
        IReadOnlyCollection<Instrument>? instruments, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = System.Threading.Channels.Channel.CreateUnbounded<ExchangeQuote>();
        using var subscription = OnQuote(instruments, quote => channel.Writer.TryWrite(quote));
        await foreach (var quote in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return quote;
        }
    }

    /// <summary>Stops the timer. The books stay readable.</summary>
    public void Dispose() => _timer?.Dispose();

    private T Run<T>(Func<Core, T> work)
    {
        T result;
        try
        {
            lock (_gate)
            {
                _core.CatchUp();
                result = work(_core);
            }
        }
        finally
        {
            _core.Feed.Deliver();
        }

        return result;
    }

    private sealed class Subscription(SimulatedExchange exchange, Action end) : IDisposable
    {
        public void Dispose()
        {
            lock (exchange._gate)
            {
                end();
            }
        }
    }
}
