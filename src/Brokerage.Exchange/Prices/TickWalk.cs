namespace Brokerage.Exchange;

/// <summary>
/// A price as an integer walk. The position is in thousandths of a price step; each step adds an even draw from −a to +a and reflects at a
/// quarter and at four times the start. Integers alone move it, so it is the same on every machine.
/// </summary>
internal sealed class TickWalk
{
    private const long PerTick = 1000;
    private const double TradingSecondsPerYear = 252.0 * 6.5 * 3600.0;
    private readonly CounterRandom _random;
    private long _amplitude;
    private long _low;
    private long _high;
    private long _position;

    public TickWalk(CounterRandom random, long startTick, decimal yearlyVolatility, TimeSpan step)
    {
        _random = random;
        _position = startTick * PerTick;
        _low = Math.Max(PerTick, _position / 4);
        _high = _position * 4;

        // An even draw from −a to +a has the deviation a ÷ √3.
        var deviation = _position * (double)yearlyVolatility * Math.Sqrt(step.TotalSeconds / TradingSecondsPerYear);
        _amplitude = (long)(deviation * Math.Sqrt(3.0));
    }

    public long Tick => _position / PerTick;

    public void MoveTo(long tick) => _position = Math.Clamp(tick * PerTick, PerTick, long.MaxValue / 8);

    /// <summary>The same walk, in prices of which one stands for so many of before.</summary>
    public void Split(int now, int before)
    {
        _position = Math.Max(PerTick, _position * before / now);
        (_low, _high, _amplitude) = (Math.Max(PerTick, _low * before / now), _high * before / now, _amplitude * before / now);
    }

    public void Next(long step)
    {
        var moved = _position + _random.Below((ulong)step, (2 * _amplitude) + 1) - _amplitude;
        _position = moved < _low && moved < _position ? Math.Min(_position, (2 * _low) - moved)
            : moved > _high && moved > _position ? Math.Max(_position, (2 * _high) - moved)
            : moved;
        _position = Math.Max(PerTick, _position);
    }
}
