namespace Brokerage;

/// <summary>A stretch of an account's history. The adapter widens it to the broker's days and trims what is too much.</summary>
/// <param name="Account">The account.</param>
/// <param name="From">The first instant (UTC), inclusive.</param>
/// <param name="To">The last instant (UTC), exclusive.</param>
/// <param name="Cursor">The <see cref="Page{T}.Next"/> of the page before; null for the first.</param>
public sealed record HistoryQuery(AccountId Account, DateTimeOffset From, DateTimeOffset To, string? Cursor = null)
{
    /// <summary>The last instant (UTC), exclusive; never before the first.</summary>
    public DateTimeOffset To { get; init; } =
        To >= From ? To : throw new ArgumentException("A query ends before it begins: the two instants are in each other's place.", nameof(To));
}
