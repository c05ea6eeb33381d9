namespace Brokerage;

/// <summary>What is done with an order.</summary>
public enum OrderOperation
{
    /// <summary>It is placed.</summary>
    Place = 0,

    /// <summary>Its prices are changed.</summary>
    ReplacePrice = 1,

    /// <summary>Its quantity is changed.</summary>
    ReplaceQuantity = 2,

    /// <summary>Its time in force is changed.</summary>
    ReplaceTerms = 3,

    /// <summary>Its cost is asked for.</summary>
    Preview = 4,
}
