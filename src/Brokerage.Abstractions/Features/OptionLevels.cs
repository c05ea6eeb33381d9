namespace Brokerage;

/// <summary>Which option level (<see cref="Account.OptionLevel"/>) an order needs; null where the broker does not say.</summary>
/// <param name="Evidence">Who says so.</param>
public sealed record OptionLevels(Evidence Evidence)
{
    /// <summary>To sell to open, covered by shares or cash.</summary>
    public int? SellToOpen { get; init; }

    /// <summary>To buy to open.</summary>
    public int? BuyToOpen { get; init; }

    /// <summary>For several legs in one order.</summary>
    public int? SeveralLegs { get; init; }
}
