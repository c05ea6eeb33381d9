namespace Brokerage.Simulator;

/// <summary>A token that a user has granted, as the sign-in would hand it out.</summary>
/// <param name="Token">The token.</param>
/// <param name="Secret">Its secret.</param>
public sealed record ETradeAccess(string Token, string Secret)
{
    /// <inheritdoc/>
    public override string ToString() => Token;
}
