namespace Brokerage.Exchange;

/// <summary>How long the exchange takes over requests, by its clock. While a request waits, prices move and orders fill: that is where races come from.</summary>
public sealed record ExchangeDelays
{
    /// <summary>From the receipt of an order to the verdict on it. Until then it is <see cref="OrderState.Received"/>, and may still be rejected.</summary>
    public TimeSpan Acknowledge { get; init; }

    /// <summary>From the request of a cancel to its effect. Until then the order is <see cref="OrderState.PendingCancel"/> and may still fill.</summary>
    public TimeSpan Cancel { get; init; }

    /// <summary>From the request of a replacement to its effect. Until then the order is <see cref="OrderState.PendingReplace"/> and may still fill.</summary>
    public TimeSpan Replace { get; init; }
}
