namespace Brokerage;

/// <summary>A wish before and after somebody asked what it may cost.</summary>
internal readonly struct RiskWish
{
    private readonly OrderPlan _plan;
    private readonly OrderPlan? _before;

    private RiskWish(RiskRequest request, OrderPlan plan, OrderPlan? before)
    {
        Request = request;
        _plan = plan;
        _before = before;
    }

    public RiskRequest Request { get; }

    /// <summary>A new order; its worth is told with it where nobody must be asked for it.</summary>
    public static RiskWish Of(PreparedOrder order, OrderPlan plan, OrderValuer valuer)
    {
        if (OrderValuer.NeedsReading(plan)) return new RiskWish(new RiskRequest(order, ExposuresOf(plan)), plan, before: null);
        var worth = valuer.Of(plan);
        return new RiskWish(new RiskRequest(order, worth.Exposures, worth), plan, before: null);
    }

    /// <summary>What a plan may do to positions; an amount of money, which becomes units at a price that has yet to be read, has no bounds.</summary>
    public static Exposure[] ExposuresOf(OrderPlan plan) => plan switch
    {
        OrderPlan.Single { Spec.Quantity: OrderQuantity.Units } => PlanWorth.ExposuresOf(plan, facts: null),
        _ when PlanWorth.SpecsOf(plan).All(spec => spec.Quantity is OrderQuantity.Units) => PlanWorth.ExposuresOf(plan, facts: null),
        _ => [.. PlanWorth.SpecsOf(plan).SelectMany(Boundless)],
    };

    public static RiskWish Of(PreparedOrder order, Order target, OrderChange change, AccountRisk account)
    {
        return target.IsFinal ? throw WorthErrors.Of("The order to change is over.") : Changing(order, target, change, account);
    }

    /// <summary>A change that was sent already: its order may be over because of it.</summary>
    public static RiskWish Changing(PreparedOrder order, Order target, OrderChange change, AccountRisk account)
    {
        var before = ChangedOrder.Before(target);
        var after = ChangedOrder.After(target, change);
        var was = PlanWorth.ExposuresOf(before, facts: null);
        var owner = account.Find(target.Ref.Order) ?? account.Adopt(target, OrderReading.WithChildren(target, OrderReading.Priced(target, was)));
        var will = PlanWorth.ExposuresOf(after, facts: null);
        return new RiskWish(new RiskRequest(order, Added(was, will, change.Price is not null), Changes: owner, After: Whole(owner, will)), after, before);
    }

    public async ValueTask<RiskWish> ValuedAsync(OrderValuer valuer, CancellationToken cancellationToken = default)
    {
        var worth = await valuer.OfAsync(_plan, cancellationToken).ConfigureAwait(false);
        if (_before is null) return new RiskWish(Request with { Worth = worth, Exposures = worth.Exposures }, _plan, _before);

        var was = await valuer.OfAsync(_before, cancellationToken).ConfigureAwait(false);
        var added = Added(was.Exposures, worth.Exposures, isRepriced: true);
        var need = Math.Max(0m, NeedOf(worth) - NeedOf(was));
        return new RiskWish(Request with { Worth = worth with { Need = need }, Exposures = added, After = Whole(Request.Changes, worth.Exposures) }, _plan, _before);
    }

    // Of a plan, a changed order is a part: what the other parts may do still counts.
    private static Exposure[]? Whole(Reservation? owner, Exposure[] changed) => owner is { IsSingle: true } ? changed : null;

    // What the change may do on top of the order as it is; either of the two may be live for a while.
    private static Exposure[] Added(Exposure[] was, Exposure[] will, bool isRepriced)
    {
        var added = new Exposure[will.Length];
        for (var i = 0; i < added.Length; i++)
        {
            var old = Array.Find(was, row => row.Instrument == will[i].Instrument);
            var (low, high) = (Math.Min(0m, will[i].Low - old.Low), Math.Max(0m, will[i].High - old.High));
            added[i] = will[i] with
            {
                Low = low,
                High = high,
                Buys = high > 0m || (isRepriced && will[i].High > 0m),
                Sells = low < 0m || (isRepriced && will[i].Low < 0m),
            };
        }

        return added;
    }

    private static decimal NeedOf(OrderWorth worth) =>
        worth.Need ?? worth.Exposures.Sum(row => Math.Max(row.High * row.LongValue, row.ShortValue == Exposure.Untold ? 0m : -row.Low * row.ShortValue));

    private static IEnumerable<Exposure> Boundless(OrderSpec spec) => spec.Legs.Select(leg => leg.Side == Side.Buy
        ? new Exposure(leg.Instrument, 0m, OrderReading.Boundless)
        : new Exposure(leg.Instrument, -OrderReading.Boundless, 0m));
}
