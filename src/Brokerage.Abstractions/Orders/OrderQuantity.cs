namespace Brokerage;

/// <summary>How much. A closed set.</summary>
public abstract record OrderQuantity
{
    private OrderQuantity()
    {
    }

    /// <summary>So many units or contracts; of the combination where there are several legs.</summary>
    /// <param name="Value">Positive.</param>
    public sealed record Units(decimal Value) : OrderQuantity;

    /// <summary>For so much money.</summary>
    /// <param name="Value">Positive, in the currency that the instrument is quoted in.</param>
    public sealed record Cash(Money Value) : OrderQuantity;
}
