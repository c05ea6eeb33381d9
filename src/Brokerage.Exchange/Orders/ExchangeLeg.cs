namespace Brokerage.Exchange;

/// <summary>One leg of an order with its own fills.</summary>
/// <param name="Leg">What was asked.</param>
/// <param name="Quantity">The leg's own quantity, ratio included; null while a cash amount has not become units.</param>
/// <param name="Filled">What is filled of it.</param>
/// <param name="AveragePrice">The leg's average fill price; null before the first fill.</param>
public sealed record ExchangeLeg(OrderLeg Leg, decimal? Quantity, decimal Filled, decimal? AveragePrice);
