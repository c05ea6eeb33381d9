namespace Brokerage;

/// <summary>
/// What the orders of a wish have filled, and how much of that a reading of positions shows: for sure what was known when it began. What came
/// later may be in it or not, since nobody knows the instant at which the broker looked.
/// </summary>
internal struct FillSum
{
    private decimal _filled, _leastShown, _mostShown;

    /// <summary>Adds an order.</summary>
    public void Add(decimal filled, decimal settled)
    {
        _filled += filled;
        _leastShown += Math.Min(filled, settled);
        _mostShown += Math.Max(filled, settled);
    }

    /// <summary>By how much the wish may still change what the reading shows.</summary>
    public readonly (decimal Low, decimal High) Remaining(Exposure row, bool isOver) => isOver
        ? (_filled - _mostShown, _filled - _leastShown)
        : (Math.Min(row.Low, _filled) - _mostShown, Math.Max(row.High, _filled) - _leastShown);
}
