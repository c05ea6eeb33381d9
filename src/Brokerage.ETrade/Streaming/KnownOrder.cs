namespace Brokerage.ETrade.Streaming;

/// <summary>An order as it was seen last.</summary>
/// <param name="Order">The order.</param>
/// <param name="Told">The order as all readers were told of it last; as it was seen first, before they were.</param>
/// <param name="OverSince">When it was first found that nothing is awaited of it any more (UTC); null while something is.</param>
internal sealed record KnownOrder(Order Order, Order Told, DateTimeOffset? OverSince)
{
    /// <summary>Whether all know of it what is known.</summary>
    public bool IsTold => ReferenceEquals(Order, Told) || IsSame(Order, Told);

    /// <summary>Whether it is an account's.</summary>
    public bool IsOf(AccountId account) => Order.Ref.Account.Account == account;

    // What else there is to tell of an order comes with one of these.
    private static bool IsSame(Order one, Order other) =>
        one.State == other.State && one.Filled == other.Filled && one.AveragePrice == other.AveragePrice && one.ReplacedBy == other.ReplacedBy
        && one.Children.Count == other.Children.Count && one.Children.Zip(other.Children, IsSame).All(same => same);
}
