using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Guards.Risk;

/// <summary>
/// 64 callers at one account: buys, sales and repeated wishes, while the broker fills, cancels, rejects, loses answers and lets lost orders
/// arrive late. After every step the worst that can still happen must be within the limits.
/// </summary>
internal sealed class RiskRun
{
    private const int Callers = 64;
    private const decimal Price = 100m, PositionLimit = 30_000m, Power = 50_000m;
    private const int MostOrders = 18;
    private static readonly Instrument[] Symbols = [RiskScene.Of("AAA"), RiskScene.Of("BBB"), RiskScene.Of("CCC")];

    private readonly ulong _seed;
    private readonly Random _random;
    private readonly RiskScene _scene;
    private readonly Interleaver _interleaver;
    private readonly List<PreparedOrder> _lost = [];
    private readonly HashSet<ClientOrderId> _sent = [];
    private readonly bool _sells;
    private int _placed;
    private bool _isChanged;

    public RiskRun(ulong seed)
    {
        _seed = seed;
        _random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        _sells = _random.Next(2) == 0;
        _interleaver = new Interleaver(_random) { AfterStep = AfterStep };
        _scene = new RiskScene(limits =>
        {
            limits.MaxOrdersPerDay = MostOrders;
            if (_random.Next(2) == 0) limits.MaxReadingAge = TimeSpan.Zero;
        });
        var broker = _scene.Broker;
        (broker.Equity, broker.BuyingPower, broker.ShowsClientIds) = (100_000m, Power, _random.Next(2) == 0);
        broker.Step = _interleaver.StepAsync;
        broker.OnSubmit = Answer;
        foreach (var symbol in Symbols) broker.Quote(symbol.ToString(), Price, Price);
    }

    public int Refused { get; private set; }

    public int Sent => _scene.Broker.Sent.Count;

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
        var symbol = Symbols[_random.Next(Symbols.Length)].ToString();
        var units = _random.Next(1, 100);
        var wish = TinyBroker.Prepared(_sells && _random.Next(4) == 0 ? _scene.Sell(symbol, units, Price) : _scene.Buy(symbol, units, Price));
        for (var again = _random.Next(10) == 0 ? 2 : 1; again > 0; again--)
        {
            var result = await _scene.Trading.SubmitAsync(wish).ConfigureAwait(false);
            if (result is SubmitResult.Rejected) Refused++;
        }
    }

    private SubmitResult? Answer(PreparedOrder order)
    {
        // The journal that stands here in earnest answers a wish that was sent before.
        if (!_sent.Add(order.Intent.ClientOrderId)) return ScriptedTrading.Unknown(order);
        _isChanged = true;
        var isRejected = _random.Next(10) == 0;
        if (!isRejected) _placed++;
        switch (isRejected ? 0 : _random.Next(1, 10))
        {
            case 0:
                return new SubmitResult.Rejected(Make.Error(BrokerageErrorCode.OrderRejected));
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

    private void AfterStep()
    {
        var broker = _scene.Broker;
        if (_random.Next(8) == 0 && broker.Open is { Count: > 0 } open)
        {
            var order = open[_random.Next(open.Count)];
            if (_random.Next(4) == 0) order.State = OrderState.Cancelled;
            else broker.Fill(order, _random.Next(2) == 0 ? order.Left : Math.Max(1m, Math.Floor(order.Left / 2m)));
            if (_random.Next(3) == 0) _scene.Trading.See(broker.Show(order));
            _isChanged = true;
        }

        if (_lost.Count > 0 && _random.Next(30) == 0)
        {
            broker.Take(_lost[^1]);
            _lost.RemoveAt(_lost.Count - 1);
            _isChanged = true;
        }

        if (_isChanged) Check();
        _isChanged = false;
    }

    private void Check()
    {
        var broker = _scene.Broker;
        decimal spent = 0m;
        foreach (var symbol in Symbols)
        {
            var (low, high) = WorstOf(symbol);
            Limit(high * Price, PositionLimit, $"long {symbol}");
            Limit(-low * Price, PositionLimit, $"short {symbol}");
            spent += Math.Max(Math.Max(high, 0m), -low) * Price;
        }

        Limit(spent, Power, "buying power");
        // Sales of what is held pass the count of orders.
        if (!_sells) Limit(_placed, MostOrders, "orders");
    }

    private (decimal Low, decimal High) WorstOf(Instrument symbol)
    {
        var held = _scene.Broker.Positions.GetValueOrDefault(symbol);
        var (low, high) = (held, held);
        foreach (var order in _scene.Broker.Open)
        {
            if (order.Instrument == symbol) Add(ref low, ref high, Math.Sign(order.Units) * order.Left);
        }

        foreach (var order in _lost)
        {
            if (SpecOf(order).Legs[0].Instrument == symbol) Add(ref low, ref high, TinyBroker.Signed(SpecOf(order)));
        }

        return (low, high);
    }

    private static OrderSpec SpecOf(PreparedOrder order) => ((OrderPlan.Single)((OrderIntent.New)order.Intent).Plan).Spec;

    private static void Add(ref decimal low, ref decimal high, decimal units)
    {
        low += Math.Min(0m, units);
        high += Math.Max(0m, units);
    }

    private void Limit(decimal value, decimal limit, string what)
    {
        Fullest = Math.Max(Fullest, value / limit);
        if (value > limit) throw new InvalidOperationException($"Seed {_seed}: {what} came to {value}, over {limit}.");
    }
}
