namespace Brokerage.Conformance.Tests.Broken.PassThrough;

/// <summary>
/// An adapter that writes requests wrongly: it checks and remembers the wish as it was, and sends another one. What it reads back is honest.
/// </summary>
public abstract class MissendingAdapter : BrokenAdapter
{
    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new MissentTrading(trading, this));

    /// <summary>A wish.</summary>
    protected internal virtual OrderIntent Send(OrderIntent intent) => intent switch
    {
        OrderIntent.New place => place with { Plan = Send(place.Plan) },
        OrderIntent.Replace replace => replace with { Change = Send(replace.Change) },
        _ => intent,
    };

    /// <summary>A plan, part by part.</summary>
    protected virtual OrderPlan Send(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => new OrderPlan.Single(Send(single.Spec)),
        OrderPlan.OneCancels cancels => new OrderPlan.OneCancels([.. cancels.Parts.Select(Send)]),
        OrderPlan.OneTriggers triggers => new OrderPlan.OneTriggers(Send(triggers.First), Send(triggers.Then)),
        _ => plan,
    };

    /// <summary>One order of a plan.</summary>
    protected virtual OrderSpec Send(OrderSpec spec) => spec with
    {
        Legs = [.. spec.Legs.Select(Send)],
        Quantity = Send(spec.Quantity),
        Price = Send(spec.Price),
        TimeInForce = Send(spec.TimeInForce),
    };

    /// <summary>A change of an order.</summary>
    protected virtual OrderChange Send(OrderChange change) => change with { Price = change.Price is { } price ? Send(price) : null };

    /// <summary>A leg.</summary>
    protected virtual OrderLeg Send(OrderLeg leg) => leg;

    /// <summary>A quantity.</summary>
    protected virtual OrderQuantity Send(OrderQuantity quantity) => quantity;

    /// <summary>A price, of an order or of a change.</summary>
    protected virtual PriceTerms Send(PriceTerms price) => price;

    /// <summary>A time in force, of an order.</summary>
    protected virtual TimeInForce Send(TimeInForce time) => time;
}
