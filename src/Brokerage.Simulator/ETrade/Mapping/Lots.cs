using Brokerage.Exchange;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>What a holding consists of: the exchange keeps an average, so the executions are read again, first in first out.</summary>
internal static class Lots
{
    public static IReadOnlyList<Lot> Of(ETradeDesk desk, AccountBook book, Instrument instrument)
    {
        var account = desk.Read(book);
        var lots = new List<Lot>();
        if (account.Opening.Holdings.FirstOrDefault(holding => holding.Instrument == instrument) is { } opening)
        {
            lots.Add(new Lot(account.OpenedAt, opening.Quantity, opening.Quantity, opening.AverageCost, null));
        }

        foreach (var execution in Genuine(desk.Exchange.GetExecutions(book.Id)).Where(one => one.Instrument == instrument && one.Quantity > 0m))
        {
            Add(lots, execution, execution.Side is Side.Buy ? execution.Quantity : -execution.Quantity);
        }

        return [.. lots.Where(lot => lot.Left != 0m)];
    }

    /// <summary>Executions as they stand after their corrections.</summary>
    private static IEnumerable<ExchangeExecution> Genuine(IReadOnlyList<ExchangeExecution> all)
    {
        var corrected = all.Where(one => one.Corrects is not null).Select(one => one.Corrects!).ToHashSet(StringComparer.Ordinal);
        return all.Where(one => !corrected.Contains(one.Id));
    }

    private static void Add(List<Lot> lots, ExchangeExecution execution, decimal signed)
    {
        for (var i = 0; i < lots.Count && signed != 0m; i++)
        {
            if (Math.Sign(lots[i].Left) == -Math.Sign(signed))
            {
                var taken = Math.Min(Math.Abs(lots[i].Left), Math.Abs(signed));
                lots[i] = lots[i] with { Left = lots[i].Left + (Math.Sign(signed) * taken) };
                signed -= Math.Sign(signed) * taken;
            }
        }

        if (signed != 0m)
        {
            lots.Add(new Lot(execution.Time, signed, signed, execution.Price, execution.Order));
        }
    }
}
