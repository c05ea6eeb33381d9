namespace Brokerage.Exchange;

/// <content>Options, bars, and what the operator of an exchange can do.</content>
public sealed partial class SimulatedExchange
{
    /// <summary>Lists options; those that are listed already are left out.</summary>
    /// <param name="wanted">Which.</param>
    /// <returns>The new listings.</returns>
    /// <exception cref="ArgumentException">The underlying is not listed, or has no options.</exception>
    public IReadOnlyList<Listing> ListOptions(OptionListing wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return Run(core => OptionDesk.List(core, wanted));
    }

    /// <summary>The expiries of the listed options on something, in order.</summary>
    /// <param name="underlying">What they are on.</param>
    public IReadOnlyList<DateOnly> GetExpiries(Instrument underlying) => Run(core => OptionDesk.Expiries(core, underlying));

    /// <summary>The options on something with quotes and greeks, by expiry, strike, call before put.</summary>
    /// <param name="underlying">What they are on.</param>
    /// <param name="expires">One expiry; null for all.</param>
    public IReadOnlyList<OptionView> GetOptionChain(Instrument underlying, DateOnly? expires = null) =>
        Run(core => OptionDesk.Chain(core, underlying, expires));

    /// <summary>One option with quote and greeks.</summary>
    /// <param name="option">A listed option.</param>
    public OptionView GetOption(Instrument.Option option) => Run(core => OptionDesk.ViewOf(core, core.Listing(option)));

    /// <summary>
    /// Bars, oldest first. From the opening of the exchange on they hold its trades (the last seven days by the minute); before that they are made
    /// up, the same at every reading.
    /// </summary>
    /// <param name="instrument">A listed instrument; options have bars from their first quote on.</param>
    /// <param name="size">Whole minutes, or whole days; a day begins at midnight in New York, seven days on a Monday.</param>
    /// <param name="from">The first bar begins here or later.</param>
    /// <param name="to">The last bar begins before this.</param>
    public IReadOnlyList<Bar> GetBars(Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to) =>
        Run(core => BarReader.Read(core, core.FreshListing(instrument), size, from, to));

    /// <summary>A fill that was traded before the end of an order but is told after it. Also fills an open order by hand.</summary>
    /// <param name="account">The order's account.</param>
    /// <param name="order">The order.</param>
    /// <param name="quantity">How much; at most what was not filled.</param>
    /// <param name="price">At which price; null for the market's.</param>
    /// <exception cref="ArgumentException">There is no such order, or it cannot have that fill.</exception>
    public ExchangeOrder FillLate(AccountId account, OrderId order, decimal quantity, decimal? price = null) =>
        Run(core => core.Corrections.FillLate(core.Requests.Find(account, order) ?? throw new ArgumentException($"There is no order {order}.", nameof(order)), quantity, price));

    /// <summary>Changes an execution afterwards.</summary>
    /// <param name="executionId">The execution; one that was corrected before is corrected by its correction's id.</param>
    /// <param name="quantity">What it is now; 0 takes it back.</param>
    /// <param name="price">The price that it has now.</param>
    /// <returns>The correction, an execution of its own.</returns>
    /// <exception cref="ArgumentException">There is no such execution, or it cannot become that.</exception>
    public ExchangeExecution CorrectExecution(string executionId, decimal quantity, decimal price) =>
        Run(core => core.Corrections.Correct(executionId, quantity, price));

    /// <summary>
    /// Splits a stock: holdings and prices change by the ratio, what the holdings have cost stays. Open orders in it are cancelled, and the
    /// options on it end, since their terms are not adjusted. Bars of before keep their prices.
    /// </summary>
    /// <param name="stock">A listed stock.</param>
    /// <param name="now">How many there are now, from 1,</param>
    /// <param name="before">for each so many before, from 1: 2 for 1 doubles, 1 for 10 leaves a tenth.</param>
    /// <returns>The ledger's entries, one for each account that holds it.</returns>
    /// <exception cref="ArgumentException">It is no stock, somebody would hold a part of its smallest unit, or somebody holds options on it.</exception>
    public IReadOnlyList<LedgerEntry> Split(Instrument stock, int now, int before = 1)
    {
        ArgumentNullException.ThrowIfNull(stock);
        ArgumentOutOfRangeException.ThrowIfLessThan(now, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(before, 1);
        return Run(core => Splits.Run(core, stock, now, before));
    }

    /// <summary>Takes an execution back.</summary>
    /// <param name="executionId">The execution.</param>
    /// <exception cref="ArgumentException">There is no such execution.</exception>
    public ExchangeExecution BustExecution(string executionId) => Run(core => core.Corrections.Bust(executionId));
}
