using System.Diagnostics.CodeAnalysis;

namespace Brokerage.Exchange;

/// <summary>What the exchange says to a cancel.</summary>
/// <param name="Order">The order as it is now; null when there is none.</param>
/// <param name="Rejection">Why it was refused, such as <see cref="RejectReason.AlreadyFinal"/>; null when it was taken.</param>
public sealed record CancelReceipt(ExchangeOrder? Order, Rejection? Rejection)
{
    /// <summary>Whether the cancel was taken. With a delay that is a promise to try: a fill may come first.</summary>
    [MemberNotNullWhen(true, nameof(Order))]
    public bool IsAccepted => Rejection is null;
}
