namespace Brokerage;

/// <summary>What a person saw at the broker about an order whose outcome nothing else could settle. A closed set.</summary>
public abstract record OrderDecision
{
    private OrderDecision()
    {
    }

    /// <summary>It is there.</summary>
    /// <param name="Order">The broker's id of it.</param>
    public sealed record Placed(OrderId Order) : OrderDecision;

    /// <summary>It is not there, and never was.</summary>
    public sealed record NotPlaced : OrderDecision;
}
