namespace Brokerage.Exchange;

/// <summary>The last days of an instrument by the minute.</summary>
internal sealed class BarSeries
{
    private const int Kept = 7 * 24 * 60;
    private readonly List<Bar> _minutes = [];
    private (long Start, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume) _now = (-1, 0m, 0m, 0m, 0m, 0m);

    public IEnumerable<Bar> Minutes => _now.Start < 0 ? _minutes : _minutes.Append(Current());

    public void Print(DateTimeOffset time, decimal price, decimal size)
    {
        var start = time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute);
        if (start == _now.Start)
        {
            _now.High = Math.Max(_now.High, price);
            _now.Low = Math.Min(_now.Low, price);
            _now.Close = price;
            _now.Volume += size;
            return;
        }

        if (_now.Start >= 0)
        {
            Keep(Current());
        }

        _now = (start, price, price, price, price, size);
    }

    private void Keep(Bar bar)
    {
        if (_minutes.Count >= 2 * Kept)
        {
            _minutes.RemoveRange(0, Kept);
        }

        _minutes.Add(bar);
    }

    private Bar Current() => new()
    {
        Start = new DateTimeOffset(_now.Start, TimeSpan.Zero),
        Open = _now.Open,
        High = _now.High,
        Low = _now.Low,
        Close = _now.Close,
        Volume = _now.Volume,
    };
}
