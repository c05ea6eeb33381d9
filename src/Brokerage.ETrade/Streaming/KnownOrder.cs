namespace Brokerage.ETrade.Streaming;

/// <summary>An order as a look saw it last.</summary>
/// <param name="Order">The order.</param>
/// <param name="OverSince">When a look first found that nothing is awaited of it any more (UTC); null while something is.</param>
internal sealed record KnownOrder(Order Order, DateTimeOffset? OverSince)
{
    /// <summary>Whether it is an account's.</summary>
    public bool IsOf(AccountId account) => Order.Ref.Account.Account == account;
}
