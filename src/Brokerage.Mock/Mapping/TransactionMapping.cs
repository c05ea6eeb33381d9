using System.Globalization;
using Brokerage.Exchange;

namespace Brokerage.Mock.Mapping;

/// <summary>Ledger entries → an account's transactions. Pure.</summary>
internal static class TransactionMapping
{
    /// <summary>The account's side of an entry: one row, or one per currency where money was converted.</summary>
    public static IEnumerable<Transaction> ToTransactions(LedgerEntry entry, AccountRef account, MockSymbols symbols)
    {
        var mine = entry.Postings.Where(posting => posting.Account == account.Account).ToList();
        var cash = mine.Where(posting => posting.Asset.Currency is not null)
            .GroupBy(posting => posting.Asset.Currency!.Value)
            .Select(group => new Money(group.Sum(posting => posting.Amount), group.Key))
            .ToList();
        var held = mine.Where(posting => posting.Asset.Instrument is not null).ToList();
        var id = entry.Number.ToString(CultureInfo.InvariantCulture);
        if (cash.Count > 1)
            return cash.Select(money => Row(entry, account, symbols, $"{id}/{money.Currency}", money, null));
        return [Row(entry, account, symbols, id, cash.Count == 1 ? cash[0] : null, held.Count == 1 ? held[0] : null)];
    }

    private static Transaction Row(LedgerEntry entry, AccountRef account, MockSymbols symbols, string id, Money? net, Posting? held)
    {
        var execution = entry.Execution?.Account == account.Account ? entry.Execution : entry.CounterExecution;
        return new Transaction
        {
            Account = account,
            Id = id,
            Kind = new Raw<TransactionKind>(KindOf(entry.Kind, net), entry.Kind.ToString()),
            Date = DateOnly.FromDateTime(entry.Time.UtcDateTime),
            Time = entry.Time,
            Instrument = (held?.Asset.Instrument ?? execution?.Instrument) is { } instrument ? symbols.Spell(instrument) : null,
            Quantity = held?.Amount,
            Price = execution?.Price,
            Net = net,
            Fees = execution is { Fees: not 0m } && net is { } paid ? [new Fee("commission", new Money(execution.Fees, paid.Currency))] : [],
            Order = execution?.Order,
            Text = entry.Text,
        };
    }

    private static TransactionKind KindOf(LedgerKind kind, Money? net) => kind switch
    {
        LedgerKind.Trade or LedgerKind.Correction => TransactionKind.Trade,
        LedgerKind.Dividend => TransactionKind.Dividend,
        LedgerKind.Interest => TransactionKind.Interest,
        LedgerKind.Fee => TransactionKind.Fee,
        LedgerKind.OptionEvent => TransactionKind.OptionEvent,
        LedgerKind.Conversion => TransactionKind.Journal,
        LedgerKind.Split => TransactionKind.CorporateAction,
        LedgerKind.Transfer when net is { Amount: > 0m } => TransactionKind.Deposit,
        LedgerKind.Transfer when net is { Amount: < 0m } => TransactionKind.Withdrawal,
        LedgerKind.Transfer => TransactionKind.Transfer,
        _ => TransactionKind.Unknown,
    };
}
