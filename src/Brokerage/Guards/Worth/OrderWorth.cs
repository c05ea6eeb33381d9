namespace Brokerage;

/// <summary>What an order may do and cost at worst.</summary>
/// <param name="Exposures">A row per instrument.</param>
/// <param name="Value">What it may be worth, in <paramref name="Currency"/>.</param>
/// <param name="Need">The buying power that it may take, where that does not follow from the exposures: combinations, amounts of money.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="IsOwnPosition">True where the order is measured as a whole: a combination, by its greatest loss.</param>
internal sealed record OrderWorth(Exposure[] Exposures, decimal Value, decimal? Need, Currency Currency, bool IsOwnPosition);
