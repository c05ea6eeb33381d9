namespace Brokerage;

/// <summary>What exposures of several orders come to. Pure.</summary>
internal static class ExposureMath
{
    /// <summary>Orders of which only one happens.</summary>
    public static Exposure[] Either(Exposure[] one, Exposure[] other) => Merge(one, other, static (a, b) => Hull(a, b, a.Low, b.Low, a.High, b.High));

    /// <summary>An order whose filling sets off others: first it alone, then it is whole and they come on top.</summary>
    public static Exposure[] Then(Exposure[] first, Exposure[] then) => Merge(first, then, static (a, b) =>
    {
        var whole = a.Low + a.High;
        return Hull(a, b, a.Low, whole + b.Low, a.High, whole + b.High);
    });

    /// <summary>The same exposures, valued in another currency.</summary>
    public static Exposure[] In(Exposure[] rows, decimal rate)
    {
        if (rate is 0m or 1m) return rows;

        var valued = new Exposure[rows.Length];
        for (var i = 0; i < valued.Length; i++) valued[i] = rows[i].In(rate);
        return valued;
    }

    /// <summary>The same exposures, at no less than the values of those that they take the place of.</summary>
    public static Exposure[] AtLeast(Exposure[] rows, Exposure[] before)
    {
        var valued = new Exposure[rows.Length];
        for (var i = 0; i < valued.Length; i++)
        {
            var (row, known) = (rows[i], Find(before, rows[i].Instrument));
            valued[i] = row with
            {
                LongValue = Math.Max(row.LongValue, known.LongValue),
                ShortValue = Math.Max(row.ShortValue, known.ShortValue),
            };
        }

        return valued;
    }

    /// <summary>Orders that may all happen.</summary>
    public static Exposure[] Both(Exposure[] one, Exposure[] other) =>
        Merge(one, other, static (a, b) => Hull(a, b, a.Low + b.Low, 0m, a.High + b.High, 0m));

    private static Exposure Hull(Exposure a, Exposure b, decimal low, decimal otherLow, decimal high, decimal otherHigh) => new(
        a.Instrument,
        Math.Min(low, otherLow),
        Math.Max(high, otherHigh),
        Math.Max(a.LongValue, b.LongValue),
        Math.Max(a.ShortValue, b.ShortValue));

    private static Exposure[] Merge(Exposure[] one, Exposure[] other, Func<Exposure, Exposure, Exposure> merge)
    {
        var merged = new List<Exposure>(one.Length + other.Length);
        foreach (var row in one) merged.Add(merge(row, Find(other, row.Instrument)));
        foreach (var row in other)
        {
            if (!Array.Exists(one, known => known.Instrument == row.Instrument)) merged.Add(merge(new Exposure(row.Instrument, 0m, 0m), row));
        }

        return [.. merged];
    }

    private static Exposure Find(Exposure[] rows, Instrument instrument)
    {
        foreach (var row in rows)
        {
            if (row.Instrument == instrument) return row;
        }

        return new Exposure(instrument, 0m, 0m);
    }
}
