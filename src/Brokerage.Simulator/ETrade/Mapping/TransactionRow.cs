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
    /// <summary>The price of a unit: the execution's, or what the cash beside the units comes to; 0 without either.</summary>
    public decimal Price => Execution?.Price ?? (Listing is { } listing && Quantity != 0m ? Math.Abs(Amount / (Quantity * listing.Multiplier)) : 0m);

    /// <summary>The fees of this line: of a correction those alone that came with it.</summary>
    public decimal Fees => Execution is { Corrects: null } genuine ? genuine.Fees
        : Execution is null ? 0m : Entry.Postings.Where(posting => posting.Owner is LedgerOwner.Fees).Sum(posting => posting.Amount);

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
            // A correction's execution has the whole quantity as it is now; what moved is the difference.
            var moved = execution.Corrects is null
                ? sign * execution.Quantity
                : entry.Postings.Where(posting => posting.Account == book.Id && posting.Asset.Instrument is not null).Sum(posting => posting.Amount);
            yield return new TransactionRow("", entry, Word(execution), amount, listing, moved, execution);
        }
    }

    private static IEnumerable<TransactionRow> Others(ETradeDesk desk, AccountBook book, LedgerEntry entry)
    {
        var mine = entry.Postings.Where(posting => posting.Account == book.Id).ToList();
        var units = mine.Where(posting => posting.Asset.Instrument is { } instrument && Products.IsNamed(instrument)).ToList();
        var money = mine.Where(posting => posting.Asset.Currency is not null).ToList();

        // The end of an option pays for the shares that it delivers, or is settled itself.
        var paid = entry.Kind is not LedgerKind.OptionEvent || units.Count == 0 ? -1 : Math.Max(0, units.FindIndex(posting => posting.Asset.Instrument is not Instrument.Option));
        for (var i = 0; i < units.Count; i++)
        {
            var amount = i == paid ? money.Sum(posting => posting.Amount) : 0m;
            yield return new TransactionRow("", entry, WordOfUnits(entry, units[i]), amount, desk.Listing(units[i].Asset.Instrument!), units[i].Amount, null);
        }

        foreach (var posting in paid < 0 ? money : [])
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
        LedgerKind.Split => "Stock Split",
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
