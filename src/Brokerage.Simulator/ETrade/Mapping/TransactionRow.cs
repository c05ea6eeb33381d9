using Brokerage.Exchange;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>A line of an account's history.</summary>
/// <param name="Id">The broker's number.</param>
/// <param name="Entry">The ledger's entry behind it.</param>
/// <param name="Type">The broker's words for what it is.</param>
/// <param name="Amount">The cash that came, or went with a minus, fees included.</param>
/// <param name="Listing">What was traded or moved; null for cash alone.</param>
/// <param name="Quantity">How much; negative when it left.</param>
/// <param name="Execution">The execution, for a trade.</param>
internal sealed record TransactionRow(
    string Id, LedgerEntry Entry, string Type, decimal Amount, Listing? Listing, decimal Quantity, ExchangeExecution? Execution)
{
    /// <summary>The history of an account, oldest first.</summary>
    public static IEnumerable<TransactionRow> Of(ETradeDesk desk, AccountBook book)
    {
        foreach (var entry in desk.Exchange.GetLedger(book.Id))
        {
            var line = 0;
            foreach (var row in entry.Kind is LedgerKind.Trade or LedgerKind.Correction ? Trades(desk, book, entry) : Others(desk, book, entry))
            {
                yield return row with { Id = Ids.Transaction(entry, line++) };
            }
        }
    }

    private static IEnumerable<TransactionRow> Trades(ETradeDesk desk, AccountBook book, LedgerEntry entry)
    {
        foreach (var execution in new[] { entry.Execution, entry.CounterExecution }.OfType<ExchangeExecution>().Where(one => one.Account == book.Id))
        {
            // Where an account trades with itself both sides are in the entry, and only the fees tell them apart.
            var isBoth = entry.Execution?.Account == entry.CounterExecution?.Account;
            var sign = execution.Side is Side.Buy ? 1m : -1m;
            var listing = desk.Listing(execution.Instrument);
            var amount = isBoth
                ? (-sign * execution.Quantity * execution.Price * listing.Multiplier) - execution.Fees
                : entry.Postings.Where(posting => posting.Account == book.Id && posting.Asset.Currency is not null).Sum(posting => posting.Amount);
            yield return new TransactionRow("", entry, Word(execution), amount, listing, sign * execution.Quantity, execution);
        }
    }

    private static IEnumerable<TransactionRow> Others(ETradeDesk desk, AccountBook book, LedgerEntry entry)
    {
        var mine = entry.Postings.Where(posting => posting.Account == book.Id).ToList();
        foreach (var posting in mine.Where(posting => posting.Asset.Instrument is { } instrument && Products.IsNamed(instrument)))
        {
            yield return new TransactionRow("", entry, WordOfUnits(entry, posting), 0m, desk.Listing(posting.Asset.Instrument!), posting.Amount, null);
        }

        foreach (var posting in mine.Where(posting => posting.Asset.Currency is not null))
        {
            yield return new TransactionRow("", entry, WordOfCash(entry, posting.Amount), posting.Amount, null, 0m, null);
        }
    }

    private static string Word(ExchangeExecution execution) => (execution.Side, execution.Effect, execution.Instrument) switch
    {
        _ when execution.Corrects is not null => "Adjustment",
        (Side.Sell, PositionEffect.Open, Instrument.Equity) => "Sold Short",
        (Side.Buy, PositionEffect.Close, Instrument.Equity) => "Bought To Cover",
        (Side.Buy, _, _) => "Bought",
        _ => "Sold",
    };

    private static string WordOfUnits(LedgerEntry entry, Posting posting) => entry.Kind switch
    {
        LedgerKind.OptionEvent when posting.Asset.Instrument is not Instrument.Option => posting.Amount < 0m ? "Exchange Delivered Out" : "Exchange Received In",
        LedgerKind.OptionEvent => EndOf(entry),
        _ => "Transfer",
    };

    private static string WordOfCash(LedgerEntry entry, decimal amount) => entry.Kind switch
    {
        LedgerKind.Dividend => "Dividend",
        LedgerKind.Interest => amount < 0m ? "Margin Interest" : "Interest Income",
        LedgerKind.Fee => "Fee",
        LedgerKind.OptionEvent => EndOf(entry),
        LedgerKind.Transfer when amount > 0m => "Funds Received",
        _ => "Transfer",
    };

    private static string EndOf(LedgerEntry entry) => entry.Text switch
    {
        { } text when text.Contains("assigned", StringComparison.Ordinal) => "Option Assigned",
        { } text when text.Contains("exercised", StringComparison.Ordinal) => "Option Exercised",
        _ => "Option Expired",
    };
}
