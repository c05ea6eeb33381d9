namespace Brokerage;

/// <summary>Which executions led from one cumulative quantity to another. What no execution tells is computed. Pure.</summary>
internal static class FillLadder
{
    /// <summary>The executions above <paramref name="from"/>, without gaps up to <paramref name="to"/>.</summary>
    /// <param name="from">The quantity that is known.</param>
    /// <param name="fromAverage">Its average price, if known.</param>
    /// <param name="to">The quantity that is told.</param>
    /// <param name="toAverage">Its average price, if told.</param>
    /// <param name="told">The executions that are told and not known yet, of the one leg.</param>
    /// <returns>The quantity after each step, and its execution: none where nobody says what the step cost, since nought is a price.</returns>
    public static IEnumerable<(decimal To, Execution? Execution)> Climb(decimal from, decimal? fromAverage, decimal to, decimal? toAverage, IEnumerable<Execution> told)
    {
        var real = new List<Execution>();
        var at = from;
        foreach (var execution in told.OrderBy(execution => execution.CumulativeAfter))
        {
            if (execution.CumulativeAfter <= at || execution.CumulativeAfter > to || execution.CumulativeAfter - execution.Quantity < at) continue;
            real.Add(execution);
            at = execution.CumulativeAfter;
        }

        var missing = to - from - real.Sum(execution => execution.Quantity);
        var price = PriceOf(from, fromAverage, to, toAverage, real, missing);
        at = from;
        foreach (var execution in real)
        {
            var begins = execution.CumulativeAfter - execution.Quantity;
            if (begins > at) yield return (begins, Derived(at, begins, price, execution.Time));
            yield return (execution.CumulativeAfter, execution);
            at = execution.CumulativeAfter;
        }

        if (at < to) yield return (to, Derived(at, to, price, null));
    }

    private static Execution? Derived(decimal from, decimal to, decimal? price, DateTimeOffset? time) => price is not { } known ? null
        : new Execution { IsDerived = true, Quantity = to - from, Price = known, CumulativeAfter = to, Time = time };

    // What is missing cost what the averages leave over; an average that was rounded can leave nonsense, and then it stands for itself.
    private static decimal? PriceOf(decimal from, decimal? fromAverage, decimal to, decimal? toAverage, List<Execution> real, decimal missing)
    {
        if (missing <= 0m || toAverage is not { } average) return null;
        if (from > 0m && fromAverage is null) return average;

        try
        {
            var rest = (average * to) - ((fromAverage ?? 0m) * from) - real.Sum(execution => execution.Quantity * execution.Price);
            return rest / missing is > 0m and var price ? price : average;
        }
        catch (OverflowException)
        {
            // Figures that cannot be true are still told: the average is the broker's own.
            return average;
        }
    }
}
