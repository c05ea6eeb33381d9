using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Guards.Risk;

/// <summary>
/// 64 callers at one account: buys, sales, brackets, changes and repeated wishes, while the broker fills, cancels, rejects, loses answers, lets
/// lost requests arrive late, and the day turns into a loss. After every step the worst that can still happen must be within the limits.
/// </summary>
internal sealed class RiskRun
{
    private const int Callers = 64;
    private const decimal Price = 100m, HighPrice = 110m, PositionLimit = 30_000m, Bearable = 1_000m;
    private static readonly Instrument[] Symbols = [RiskScene.Of("AAA"), RiskScene.Of("BBB"), RiskScene.Of("CCC")];

    private readonly ulong _seed;
    private readonly Random _random;
    private readonly RiskScene _scene;
    private readonly Interleaver _interleaver;
    private readonly List<PreparedOrder> _lost = [];
    private readonly HashSet<ClientOrderId> _sent = [];
    private readonly bool _sells;
    private readonly decimal _power;
    private readonly int _mostOrders;
    private readonly int _losesAt;
    private readonly int _patience;
    private readonly int _calm;
    private int _steps;
    private int _teased;
    private int _placed;
    private bool _isChanged;
    private bool _hasLost;

    public RiskRun(ulong seed)
    {
        _seed = seed;
        _random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        _sells = _random.Next(2) == 0;
        _losesAt = _random.Next(3) == 0 ? _random.Next(400) : int.MaxValue;
        _patience = _random.Next(25);
        // A change takes many steps of others: in a busy market its order is over before.
        _calm = 8 << _random.Next(6);
        _interleaver = new Interleaver(_random) { AfterStep = AfterStep };
        // Which limit binds: now the sum of all, now one position, now the count.
        (_power, _mostOrders) = (_random.Next(2) == 0 ? 50_000m : 500_000m, _random.Next(3) == 0 ? 18 : 64);
        _scene = new RiskScene(limits =>
        {
            (limits.MaxOrdersPerDay, limits.MaxDailyLoss) = (_mostOrders, Bearable);
            if (_random.Next(2) == 0) limits.MaxReadingAge = TimeSpan.Zero;
        });
        var broker = _scene.Broker;
        (broker.Equity, broker.BuyingPower, broker.ShowsClientIds) = (100_000m, _power, _random.Next(2) == 0);
        broker.HoldsOrders = _random.Next(3) > 0;
        broker.Step = _interleaver.StepAsync;
        broker.OnSubmit = Answer;
        foreach (var symbol in Symbols) broker.Quote(symbol.ToString(), Price, Price);
    }

    public int Refused { get; private set; }

    public int LossRefused { get; private set; }

    public int Changed { get; private set; }

    public int Brackets { get; private set; }

    /// <summary>How full the fullest limit was, at worst.</summary>
    public decimal Fullest { get; private set; }

    public bool HadUnknown { get; private set; }

    public RiskRun Go()
    {
        var callers = Enumerable.Range(0, Callers).Select(_ => CallAsync()).ToArray();
        _interleaver.Run();
        foreach (var caller in callers)
        {
            if (!caller.IsCompleted) throw new InvalidOperationException($"Seed {_seed}: a caller hangs.");
            caller.GetAwaiter().GetResult();
        }

        return this;
    }

    private async Task CallAsync()
    {
        await _interleaver.StepAsync().ConfigureAwait(false);
        var isChange = _random.Next(10) < 4;
        // A change waits until there is something to change.
        for (var wait = 0; isChange && wait < _patience; wait++) await _interleaver.StepAsync().ConfigureAwait(false);
        for (var wait = 0; isChange && wait < 100 && Single() is null; wait++) await _interleaver.StepAsync().ConfigureAwait(false);
        var wish = TinyBroker.Prepared(isChange && Single() is { } order ? Change(order) : Wish());
        for (var again = _random.Next(10) == 0 ? 2 : 1; again > 0; again--)
        {
            var mustRefuse = _hasLost && !_sells && !_sent.Contains(wish.Intent.ClientOrderId) && Adds(wish.Intent);
            var result = await _scene.Trading.SubmitAsync(wish).ConfigureAwait(false);
            if (result is SubmitResult.Rejected rejected)
            {
                Refused++;
                if (rejected.Error.Code == BrokerageErrorCode.DailyLossLimit) LossRefused++;
            }
            else if (mustRefuse)
            {
                throw new InvalidOperationException($"Seed {_seed}: {wish.Intent} went out after the day's loss.");
            }
        }
    }

    private OrderIntent Wish()
    {
        var (symbol, units) = (Symbols[_random.Next(Symbols.Length)].ToString(), _random.Next(1, 80));
        if (_random.Next(3) == 0)
        {
            var entry = OrderSpec.Limit(RiskScene.Of(symbol), Side.Buy, units, Price);
            var exit = OrderSpec.Limit(RiskScene.Of(symbol), Side.Sell, units, 120m);
            return _scene.Place(OrderPlan.Bracket(entry, exit, exit with { Price = new PriceTerms.Stop(90m) }));
        }

        return _sells && _random.Next(4) == 0 ? _scene.Sell(symbol, units, Price) : _scene.Buy(symbol, units, _random.Next(3) == 0 ? HighPrice : Price);
    }

    private TinyOrder? Single()
    {
        var open = _scene.Broker.Open.Where(order => order.Parent is null).ToList();
        return open.Count == 0 ? null : open[_random.Next(open.Count)];
    }

    private OrderIntent Change(TinyOrder order)
    {
        var total = _random.Next(4) == 0 ? (decimal?)null : order.Filled + _random.Next(1, (int)order.Left + 20);
        var price = order.Units > 0m && (total is null || _random.Next(2) == 0) ? new PriceTerms.Limit(_random.Next(2) == 0 ? HighPrice : Price) : null;
        return OrderIntent.Modify(new OrderRef(_scene.Broker.Account, order.Id), new OrderChange(total ?? (price is null ? order.Asked : null), price));
    }

    // What makes an account without short positions longer.
    private bool Adds(OrderIntent intent) => intent is not OrderIntent.Replace replace
        || (replace.Change.TotalQuantity is { } total && total > _scene.Broker.Find(replace.Target).Asked);

    private SubmitResult? Answer(PreparedOrder order)
    {
        // The journal that stands here in earnest answers a wish that was sent before.
        if (!_sent.Add(order.Intent.ClientOrderId)) return ScriptedTrading.Unknown(order);
        _isChanged = true;
        if (_random.Next(10) == 0 || !CanTake(order)) return new SubmitResult.Rejected(Make.Error(BrokerageErrorCode.OrderRejected));
        if (order.Intent is OrderIntent.Replace) Changed++;
        else _placed++;
        if (order.Intent is OrderIntent.New { Plan: OrderPlan.OneTriggers }) Brackets++;
        switch (_random.Next(1, 10))
        {
            case 1:
                HadUnknown = true;
                _scene.Broker.Take(order);
                return ScriptedTrading.Unknown(order);
            case 2:
                HadUnknown = true;
                _lost.Add(order);
                return ScriptedTrading.Unknown(order);
            case 3:
                return ((SubmitResult.Placed)_scene.Broker.Take(order)) with { VerdictPending = true };
            default:
                return null;
        }
    }

    // Too late for a change, or less than is filled already.
    private bool CanTake(PreparedOrder order) => order.Intent is not OrderIntent.Replace replace
        || (_scene.Broker.Find(replace.Target) is { IsOpen: true } target && (replace.Change.TotalQuantity ?? target.Asked) > target.Filled);

    private void AfterStep()
    {
        var broker = _scene.Broker;
        if (++_steps == _losesAt)
        {
            // Whoever asks from now on must not be judged by what was read before.
            broker.DayProfit = -Bearable;
            _scene.Clock.Advance(_scene.Limits.MaxReadingAge + TimeSpan.FromSeconds(1));
            _hasLost = true;
        }

        // Once in a while just when a reading is too late to show it.
        var isUnseen = broker.IsTellingPositions && _teased != broker.Reads && _random.Next(16) == 0;
        if (isUnseen) _teased = broker.Reads;
        if ((isUnseen || _random.Next(_calm) == 0) && broker.Open is { Count: > 0 } open)
        {
            var order = open[_random.Next(open.Count)];
            if (_random.Next(4) == 0) broker.End(order, OrderState.Cancelled);
            else broker.Fill(order, _random.Next(2) == 0 ? order.Left : Math.Max(1m, Math.Floor(order.Left / 2m)));
            if (isUnseen || _random.Next(3) == 0) _scene.Trading.See(broker.Show(order));
            _isChanged = true;
        }

        if (_lost.Count > 0 && _random.Next(30) == 0)
        {
            if (CanTake(_lost[^1])) broker.Take(_lost[^1]);
            _lost.RemoveAt(_lost.Count - 1);
            _isChanged = true;
        }

        if (_isChanged) Check();
        _isChanged = false;
    }

    private void Check()
    {
        decimal spent = 0m;
        foreach (var symbol in Symbols)
        {
            var worst = RiskWorst.Of(symbol, _scene.Broker, _lost.Where(CanTake));
            Limit(worst.LongValue, PositionLimit, $"long {symbol}");
            Limit(worst.ShortValue, PositionLimit, $"short {symbol}");
            spent += Math.Max(worst.LongValue, worst.ShortValue);
        }

        Limit(spent, _power, "buying power");
        // Sales of what is held pass the count of orders.
        if (!_sells) Limit(_placed, _mostOrders, "orders");
    }

    private void Limit(decimal value, decimal limit, string what)
    {
        Fullest = Math.Max(Fullest, value / limit);
        if (value > limit) throw new InvalidOperationException($"Seed {_seed}: {what} came to {value}, over {limit}, after {_steps} steps.");
    }
}
