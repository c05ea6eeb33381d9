namespace Brokerage.Transport;

/// <summary>
/// The executions of one order, told apart by what they cover, since ids are missing at some brokers and differ between stream and list at
/// others: the cumulative quantity of a leg is the truth.
/// </summary>
internal sealed class ExecutionCover
{
    private readonly List<Execution> _executions = [];
    private readonly HashSet<string> _corrected = new(StringComparer.Ordinal);

    public enum Outcome
    {
        Known,
        Added,
        Corrected,
    }

    public IReadOnlyList<Execution> Executions => [.. _executions];

    public decimal Covered(int leg) => _executions.Where(execution => execution.LegIndex == leg).Sum(execution => execution.Quantity);

    /// <summary>What no execution of a leg covers, up to a cumulative quantity; in order.</summary>
    public IReadOnlyList<(decimal From, decimal To)> Gaps(int leg, decimal upTo)
    {
        List<(decimal, decimal)> gaps = [];
        decimal at = 0m;
        foreach (Execution execution in _executions.Where(execution => execution.LegIndex == leg).OrderBy(execution => execution.CumulativeAfter - execution.Quantity))
        {
            decimal from = Math.Min(upTo, execution.CumulativeAfter - execution.Quantity);
            if (from > at) gaps.Add((at, from));
            at = Math.Max(at, execution.CumulativeAfter);
        }

        if (at < upTo) gaps.Add((at, upTo));
        return gaps;
    }

    public Outcome Add(Execution execution)
    {
        if (execution.Id is { } id && (_corrected.Contains(id) || _executions.Exists(known => known.LegIndex == execution.LegIndex && HasId(known, id))))
            return Outcome.Known;
        if (execution.Corrects is { } wrong) return Correct(execution, wrong);
        if (IsCovered(execution)) return Outcome.Known;

        // A real execution takes the place of what was only computed.
        if (!execution.IsDerived) _executions.RemoveAll(known => known.IsDerived && Overlap(known, execution) > 0m);
        Insert(execution);
        return Outcome.Added;
    }

    private static bool HasId(Execution execution, string id) => string.Equals(execution.Id, id, StringComparison.Ordinal);

    private static decimal Overlap(Execution one, Execution other)
    {
        if (one.LegIndex != other.LegIndex) return 0m;
        decimal from = Math.Max(one.CumulativeAfter - one.Quantity, other.CumulativeAfter - other.Quantity);
        return Math.Max(0m, Math.Min(one.CumulativeAfter, other.CumulativeAfter) - from);
    }

    private Outcome Correct(Execution execution, string wrong)
    {
        if (!_corrected.Add(wrong)) return Outcome.Known;
        _executions.RemoveAll(known => HasId(known, wrong));
        if (execution.Quantity > 0m) Insert(execution);
        return Outcome.Corrected;
    }

    private bool IsCovered(Execution execution)
    {
        decimal covered = 0m;
        foreach (Execution known in _executions)
        {
            if (execution.IsDerived || !known.IsDerived) covered += Overlap(known, execution);
        }

        return covered >= execution.Quantity;
    }

    private void Insert(Execution execution)
    {
        int at = _executions.FindIndex(known => (known.LegIndex, known.CumulativeAfter).CompareTo((execution.LegIndex, execution.CumulativeAfter)) > 0);
        _executions.Insert(at < 0 ? _executions.Count : at, execution);
    }
}
