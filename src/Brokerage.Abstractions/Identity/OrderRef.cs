namespace Brokerage;

/// <summary>An order at a broker, with the account that it belongs to.</summary>
/// <param name="Account">The order's account.</param>
/// <param name="Order">The broker's id of the order.</param>
public sealed record OrderRef(AccountRef Account, OrderId Order)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Account}/{Order}";
}
