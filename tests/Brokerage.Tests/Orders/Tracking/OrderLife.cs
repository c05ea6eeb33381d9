using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Orders.Tracking;

/// <summary>The life of one order as its broker would tell it, made from a seed: every step an event with the whole order after it.</summary>
internal sealed class OrderLife
{
    private const decimal Units = 10m;
    private readonly Random _random;
    private readonly bool _tellsExecutions;
    private readonly bool _tellsTime;
    private readonly List<Execution> _executions = [];
    private Order _order;
    private DateTimeOffset _now = Make.Noon;

    private OrderLife(ulong seed, bool tellsExecutions, bool tellsTime)
    {
        (_random, _tellsExecutions, _tellsTime) = (new Random((int)(seed & int.MaxValue)), tellsExecutions, tellsTime);
        Ref = new OrderRef(Make.Ref("one"), OrderId.Parse("77"));
        _order = ScriptedTrading.Order(Ref, OrderState.Received) with { Quantity = new OrderQuantity.Units(Units), AsOf = Time() };
        Events.Add(new OrderEvent(OrderCause.Acknowledged, _order, null, 1));
    }

    public OrderRef Ref { get; }

    public List<OrderEvent> Events { get; } = [];

    public Order Last => Events[^1].Order;

    /// <param name="seed">From which all follows.</param>
    /// <param name="tellsExecutions">Whether the whole order lists its executions: only then can corrections be found again after a cut.</param>
    /// <param name="tellsTime">Whether the broker's own time is told: only then can an old word be known as such among working states.</param>
    public static OrderLife From(ulong seed, bool tellsExecutions = true, bool tellsTime = true)
    {
        var life = new OrderLife(seed, tellsExecutions, tellsTime);
        life.Live();
        return life;
    }

    private decimal Filled => _order.Filled;

    private void Live()
    {
        Step(OrderCause.Activated);
        var steps = _random.Next(3, 12);
        for (var i = 0; i < steps && !_order.IsFinal; i++) Act();
        if (!_order.IsFinal) Step(_random.Next(2) == 0 ? OrderCause.Cancelled : OrderCause.Expired);
        // What brokers do afterwards.
        if (_order.State.Value != OrderState.Filled && _random.Next(2) == 0) Fill();
        if (_tellsExecutions && _executions.Count > 0 && _random.Next(3) == 0) Correct();
    }

    private void Act()
    {
        switch (_random.Next(_tellsTime ? 8 : 5))
        {
            case 0 when _order.State.Value != OrderState.PendingCancel:
                Step(OrderCause.CancelRequested);
                break;
            case 1 or 2 or 3:
                Fill();
                break;
            case 4 when _tellsExecutions && _executions.Exists(execution => execution.Corrects is null):
                Correct();
                break;
            case 5 when _order.State.Value == OrderState.PendingCancel:
                Step(OrderCause.CancelRefused);
                break;
            case 6 when _order.State.Value is OrderState.Working or OrderState.PartiallyFilled:
                Step(OrderCause.Suspended);
                break;
            case 7 when _order.State.Value == OrderState.Suspended:
                Step(OrderCause.Activated);
                break;
        }
    }

    private void Fill()
    {
        var left = Units - Filled;
        if (left <= 0m) return;
        var quantity = _random.Next(5) == 0 ? left : Math.Min(left, _random.Next(1, 4));
        Add(new Execution
        {
            Id = $"X{_executions.Count + 1}",
            Quantity = quantity,
            Price = 400m + _random.Next(100),
            CumulativeAfter = Filled + quantity,
            Time = _now,
        });
        Step(OrderCause.Fill, _executions[^1], Filled + quantity);
    }

    private void Correct()
    {
        var wrong = _executions.Find(execution => execution.Corrects is null && !_executions.Exists(other => other.Corrects == execution.Id));
        if (wrong is null) return;
        var quantity = Math.Max(0m, wrong.Quantity - _random.Next(0, 3));
        var filled = Filled + quantity - wrong.Quantity;
        Add(wrong with { Id = $"X{_executions.Count + 1}", Quantity = quantity, CumulativeAfter = filled, Corrects = wrong.Id });
        Step(OrderCause.FillCorrected, _executions[^1], filled);
    }

    private void Add(Execution execution) => _executions.Add(execution);

    private void Step(OrderCause cause, Execution? execution = null, decimal? filled = null)
    {
        _now = _now.AddSeconds(_random.Next(1, 5));
        var after = filled ?? Filled;
        var progress = after <= 0m ? FillProgress.None : after >= Units ? FillProgress.Complete : FillProgress.Partial;
        var state = OrderLifecycle.Next(_order.State.Value, cause, progress) ?? throw new InvalidOperationException($"{_order.State.Value} {cause}");
        _order = _order with
        {
            State = new Raw<OrderState>(state),
            Filled = after,
            AveragePrice = Average(after),
            Executions = _tellsExecutions ? [.. _executions] : [],
            AsOf = Time(),
        };
        Events.Add(new OrderEvent(cause, _order, execution, Events.Count + 1));
    }

    private decimal? Average(decimal filled)
    {
        var corrected = _executions.Select(execution => execution.Corrects).ToHashSet();
        return filled > 0m ? _executions.Where(execution => !corrected.Contains(execution.Id)).Sum(execution => execution.Quantity * execution.Price) / filled : null;
    }

    private AsOf Time() => new(_now, _tellsTime ? _now : null);
}
