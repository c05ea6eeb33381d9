namespace Brokerage.Exchange;

/// <summary>The last days of an instrument by the minute.</summary>
internal sealed class BarSeries
{
    private const int Kept = 7 * 24 * 60;
    private readonly List<Bar> _minutes = [];

    public IReadOnlyList<Bar> Minutes => _minutes;

    public void Print(DateTimeOffset time, decimal price, decimal size)
    {
        var start = new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        if (_minutes.Count > 0 && _minutes[^1].Start == start)
        {
            var bar = _minutes[^1];
            _minutes[^1] = bar with { High = Math.Max(bar.High, price), Low = Math.Min(bar.Low, price), Close = price, Volume = bar.Volume + size };
            return;
        }

        if (_minutes.Count >= 2 * Kept)
        {
            _minutes.RemoveRange(0, Kept);
        }

        _minutes.Add(new Bar { Start = start, Open = price, High = price, Low = price, Close = price, Volume = size });
    }
}
