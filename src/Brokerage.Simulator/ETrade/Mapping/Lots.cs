using Brokerage.Exchange;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>
/// What an account's holdings consist of. The exchange keeps an average, so its ledger is read again, first in first out: trades as they stand
/// after their corrections, what was there from the start, what options brought and took, and splits.
/// </summary>
internal sealed class Lots
{
    private readonly Dictionary<Instrument, List<Lot>> _all = [];
    private readonly Dictionary<OrderId, decimal> _shares = [];
    private readonly Dictionary<string, ExchangeExecution> _corrections;
    private readonly ETradeDesk _desk;
    private readonly AccountBook _book;
    private readonly ExchangeAccount _account;

    private Lots(ETradeDesk desk, AccountBook book, IReadOnlyList<LedgerEntry> ledger)
    {
        (_desk, _book, _account) = (desk, book, desk.Read(book));
        _corrections = ledger.Select(entry => entry.Execution).OfType<ExchangeExecution>().Where(one => one.Corrects is not null)
            .ToDictionary(one => one.Corrects!, StringComparer.Ordinal);
        foreach (var entry in ledger)
        {
            Take(entry);
        }
    }

    public static Lots Of(ETradeDesk desk, AccountBook book) => new(desk, book, desk.Exchange.GetLedger(book.Id));

    /// <summary>The lots of a row, oldest first; together they are the row's quantity.</summary>
    public IReadOnlyList<Lot> Of(PositionRow row)
    {
        var (before, wanted) = (Math.Abs(row.Before), Math.Abs(row.Quantity));
        var lots = new List<Lot>();
        foreach (var lot in _all.GetValueOrDefault(row.Instrument, []))
        {
            var passed = Math.Min(before, Math.Abs(lot.Left));
            var taken = Math.Min(wanted, Math.Abs(lot.Left) - passed);
            (before, wanted) = (before - passed, wanted - taken);
            if (taken > 0m)
            {
                lots.Add(lot.Part(taken));
            }
        }

        return lots;
    }

    private void Take(LedgerEntry entry)
    {
        if (entry.Kind is LedgerKind.Trade)
        {
            Traded(entry.Execution);
            Traded(entry.CounterExecution);
            return;
        }

        // A correction is read with the trade that it corrects.
        foreach (var posting in entry.Kind is LedgerKind.Correction ? [] : entry.Postings.Where(posting => posting.Account == _book.Id))
        {
            if (posting.Asset.Instrument is not { } instrument)
            {
                continue;
            }

            if (entry.Kind is LedgerKind.Split)
            {
                Split(instrument, posting.Amount);
            }
            else
            {
                Add(instrument, new Lot(entry.Time, posting.Amount, posting.Amount, PriceOf(entry, posting), 0m, 0m, null));
            }
        }
    }

    private void Traded(ExchangeExecution? execution)
    {
        if (execution is null || execution.Account != _book.Id)
        {
            return;
        }

        var now = execution;
        while (_corrections.TryGetValue(now.Id, out var corrected))
        {
            now = corrected;
        }

        if (now.Quantity > 0m)
        {
            var signed = now.Side is Side.Buy ? now.Quantity : -now.Quantity;
            var commission = now.Fees == 0m ? 0m : now.Fees * ShareOfCommission(now.Order);
            Add(now.Instrument, new Lot(execution.Time, signed, signed, now.Price, commission / now.Quantity, (now.Fees - commission) / now.Quantity, now.Order));
        }
    }

    private void Split(Instrument instrument, decimal added)
    {
        var lots = _all[instrument];
        var held = lots.Sum(lot => lot.Left);
        _all[instrument] = lots.ConvertAll(lot => lot.Split(held + added, held));
    }

    // The price of what was brought in stands in the account's opening, of what an option delivered with the delivery.
    private decimal PriceOf(LedgerEntry entry, Posting posting) =>
        entry.Price
        ?? _account.Opening.Holdings.FirstOrDefault(one => one.Instrument == posting.Asset.Instrument && one.Quantity == posting.Amount)?.AverageCost
        ?? 0m;

    // What comes takes away what it is against, the oldest first; the rest is a lot of its own.
    private void Add(Instrument instrument, Lot coming)
    {
        if (!_all.TryGetValue(instrument, out var lots))
        {
            _all[instrument] = lots = [];
        }

        while (coming.Left != 0m && lots is [var oldest, ..] && Math.Sign(oldest.Left) != Math.Sign(coming.Left))
        {
            var closed = Math.Sign(coming.Left) * Math.Min(Math.Abs(oldest.Left), Math.Abs(coming.Left));
            coming = coming with { Original = coming.Original - closed, Left = coming.Left - closed };
            lots[0] = oldest with { Left = oldest.Left + closed };
            if (lots[0].Left == 0m)
            {
                lots.RemoveAt(0);
            }
        }

        if (coming.Left != 0m)
        {
            lots.Add(coming);
        }
    }

    // The exchange keeps the kinds of fees for an order, not for each of its executions.
    private decimal ShareOfCommission(OrderId order)
    {
        if (!_shares.TryGetValue(order, out var share))
        {
            var items = _desk.Exchange.FindOrder(_book.Id, order)?.FeeItems ?? [];
            var all = items.Sum(fee => fee.Amount.Amount);
            share = all == 0m ? 0m : items.Where(Costs.IsCommission).Sum(fee => fee.Amount.Amount) / all;
            _shares[order] = share;
        }

        return share;
    }
}
