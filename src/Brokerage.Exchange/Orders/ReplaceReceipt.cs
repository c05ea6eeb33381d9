using System.Diagnostics.CodeAnalysis;

namespace Brokerage.Exchange;

/// <summary>What the exchange says to a replacement.</summary>
/// <param name="Order">The order that was to be replaced, as it is now; null when there is none.</param>
/// <param name="Replacement">The order in its place: a new one, or the same where the account keeps ids. With a delay it is announced and still Received. Null when refused.</param>
/// <param name="Rejection">Why it was refused; null when it was taken.</param>
public sealed record ReplaceReceipt(ExchangeOrder? Order, ExchangeOrder? Replacement, Rejection? Rejection)
{
    /// <summary>Whether the replacement was taken. With a delay that is a promise to try: a fill may come first.</summary>
    [MemberNotNullWhen(true, nameof(Order), nameof(Replacement))]
    public bool IsAccepted => Rejection is null;
}
