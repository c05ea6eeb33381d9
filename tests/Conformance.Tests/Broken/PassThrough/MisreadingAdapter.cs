namespace Brokerage.Conformance.Tests.Broken.PassThrough;

/// <summary>
/// An adapter that maps answers wrongly. A mistake overrides what it misreads; that is then wrong wherever the adapter shows it: in
/// answers, results, lists, streams and errors.
/// </summary>
public abstract class MisreadingAdapter : BrokenAdapter
{
    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) => new MisreadConnection(right, this);

    /// <summary>A whole tree of orders: what is inside first, then the order itself.</summary>
    protected internal Order ReadTree(Order order) => Read(order with
    {
        Legs = [.. order.Legs.Select(leg => leg with { Leg = leg.Leg with { Instrument = Read(leg.Leg.Instrument) } })],
        Executions = [.. order.Executions.Select(Read)],
        Reasons = [.. order.Reasons.Select(Read)],
        Children = [.. order.Children.Select(ReadTree)],
    });

    /// <summary>One order of a tree.</summary>
    protected virtual Order Read(Order order) => order;

    /// <summary>An execution, inside its order or on a stream.</summary>
    protected internal virtual Execution Read(Execution execution) => execution;

    /// <summary>An instrument, wherever it is named in an answer.</summary>
    protected internal virtual Instrument Read(Instrument instrument) => instrument;

    /// <summary>What is known about an instrument.</summary>
    protected internal virtual InstrumentInfo Read(InstrumentInfo info) => info;

    /// <summary>An account.</summary>
    protected internal virtual Account Read(Account account) => account;

    /// <summary>A balance.</summary>
    protected internal virtual Balance Read(Balance balance) => balance;

    /// <summary>A position.</summary>
    protected internal virtual Position Read(Position position) => position;

    /// <summary>A transaction.</summary>
    protected internal virtual Transaction Read(Transaction transaction) => transaction;

    /// <summary>A quote, alone or in a chain.</summary>
    protected internal virtual Quote Read(Quote quote) => quote;

    /// <summary>A line of an option chain.</summary>
    protected internal virtual OptionQuote Read(OptionQuote quote) => quote;

    /// <summary>A price on a stream.</summary>
    protected internal virtual QuoteTick Read(QuoteTick tick) => tick;

    /// <summary>A bar.</summary>
    protected internal virtual Bar Read(Bar bar, TimeSpan size) => bar;

    /// <summary>A session of a market.</summary>
    protected internal virtual MarketSession Read(MarketSession session) => session;

    /// <summary>An error, thrown or in a result.</summary>
    protected internal virtual BrokerageError Read(BrokerageError error) => error;

    /// <summary>How the connection stands.</summary>
    protected internal virtual ConnectionStatus Read(ConnectionStatus status) => status;

    /// <summary>Waits for an answer; what it throws is misread too.</summary>
    protected internal async Task<T> Hear<T>(Task<T> answer)
    {
        try
        {
            return await answer;
        }
        catch (BrokerageException failure)
        {
            var error = Read(failure.Error);
            if (ReferenceEquals(error, failure.Error))
                throw;
            throw new BrokerageException(error, failure);
        }
    }

    /// <summary>A list, its items misread one by one.</summary>
    protected internal Snapshot<T> ReadAll<T>(Snapshot<T> snapshot, Func<T, T> read) =>
        snapshot with { Items = [.. snapshot.Items.Select(read)], Failures = [.. snapshot.Failures.Select(Misread)] };

    /// <summary>A page, its items misread one by one.</summary>
    protected internal Page<T> ReadAll<T>(Page<T> page, Func<T, T> read) =>
        page with { Items = [.. page.Items.Select(read)], Gaps = [.. page.Gaps.Select(Misread)] };

    private ItemFailure Misread(ItemFailure failure) => failure with { Error = Read(failure.Error) };
}
