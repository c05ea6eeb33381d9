namespace Brokerage;

/// <summary>A session of a market.</summary>
/// <param name="Kind">One kind of session.</param>
/// <param name="Opens">When it opens (UTC).</param>
/// <param name="Closes">When it closes (UTC).</param>
public sealed record MarketSession(Sessions Kind, DateTimeOffset Opens, DateTimeOffset Closes);
