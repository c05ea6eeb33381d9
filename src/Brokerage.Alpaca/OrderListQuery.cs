namespace Brokerage.Alpaca;

/// <summary>Which orders are listed.</summary>
/// <param name="Status"><c>open</c>, <c>closed</c> or <c>all</c>.</param>
/// <param name="Nested">True for exits inside their entry and legs inside their order; false for each in a row of its own.</param>
/// <param name="From">The first instant of submission; null for any.</param>
/// <param name="To">The instant before which they were submitted; null for any.</param>
/// <param name="Symbols">Alpaca's symbols, with commas; null for any.</param>
internal sealed record OrderListQuery(
    string Status, bool Nested = true, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Symbols = null);
