namespace Brokerage.Exchange;

/// <summary>The market maker's levels on one side of a book, best first, with what is left of each.</summary>
internal sealed class MakerSide
{
    public const int Levels = 5;
    private readonly decimal[] _prices = new decimal[Levels];
    private readonly decimal[] _sizes = new decimal[Levels];
    private int _count;
    private int _best;

    public bool HasAny => _best < _count;

    public decimal BestPrice => _prices[_best];

    public decimal BestSize => _sizes[_best];

    public void Clear() => (_count, _best) = (0, 0);

    public void Add(decimal price, decimal size)
    {
        if (size > 0m)
        {
            _prices[_count] = price;
            _sizes[_count++] = size;
        }
    }

    public void Take(decimal quantity)
    {
        _sizes[_best] -= quantity;
        if (_sizes[_best] <= 0m)
        {
            _best++;
        }
    }

    /// <summary>What stands at or better than a price; null for any price.</summary>
    public decimal UpTo(decimal? limit, bool asks)
    {
        var sum = 0m;
        for (var i = _best; i < _count && (limit is not { } price || (asks ? _prices[i] <= price : _prices[i] >= price)); i++)
        {
            sum += _sizes[i];
        }

        return sum;
    }

    /// <summary>What buying or selling so much would come to, quantity × price, and the price of the last level that it needs.</summary>
    public (decimal Filled, decimal Cost, decimal Worst) Sweep(decimal quantity)
    {
        var (filled, cost, worst) = (0m, 0m, 0m);
        for (var i = _best; i < _count && filled < quantity; i++)
        {
            var take = Math.Min(_sizes[i], quantity - filled);
            (filled, cost, worst) = (filled + take, cost + (take * _prices[i]), _prices[i]);
        }

        return (filled, cost, worst);
    }
}
