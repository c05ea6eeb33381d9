using System.Diagnostics.CodeAnalysis;

namespace Brokerage.Exchange;

/// <summary>What the exchange says to an order that was handed in.</summary>
public sealed record OrderReceipt
{
    /// <summary>Whether the order was taken. A recorded rejection was taken and then refused: it has both <see cref="Order"/> and <see cref="Rejection"/>.</summary>
    [MemberNotNullWhen(true, nameof(Order))]
    public bool IsAccepted => Order is not null && Rejection is null;

    /// <summary>The outermost order (the entry of a bracket, the container of a one-cancels-other) as it is now, after all that happened at once.</summary>
    public ExchangeOrder? Order { get; init; }

    /// <summary>The outermost order as it was on receipt, before anything happened to it.</summary>
    public ExchangeOrder? AtReceipt { get; init; }

    /// <summary>Every order of the plan as it is now, depth first, the outermost first.</summary>
    public IReadOnlyList<ExchangeOrder> Orders { get; init; } = [];

    /// <summary>Why it was refused; null when it was not.</summary>
    public Rejection? Rejection { get; init; }
}
