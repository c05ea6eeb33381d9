namespace Brokerage.ETrade;

/// <summary>Which orders are listed.</summary>
/// <param name="Status">One of E*TRADE's words, of which a request takes one; null for any.</param>
/// <param name="First">The first day; null for E*TRADE's own choice. Days come in pairs.</param>
/// <param name="Last">The last day.</param>
internal sealed record OrderListQuery(string? Status = null, DateOnly? First = null, DateOnly? Last = null);
