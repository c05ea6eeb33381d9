namespace Brokerage.ETrade;

/// <summary>The orders that were placed since a day.</summary>
/// <param name="Orders">Those that can be read.</param>
/// <param name="Unread">The ids of the others; null for one without an id.</param>
/// <param name="IsWhole">Whether all pages were read.</param>
internal sealed record OrdersSince(IReadOnlyList<Order> Orders, IReadOnlyList<string?> Unread, bool IsWhole)
{
    /// <summary>The ids of all; null where some are not known, so that what comes later could not be told from what was there.</summary>
    public IReadOnlyList<string>? Ids => IsWhole && Unread.All(id => id is not null) ? [.. Orders.Select(order => order.Ref.Order.Value), .. Unread.OfType<string>()] : null;
}
