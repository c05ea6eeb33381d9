using Brokerage.AspNetCore.Wire;

namespace Brokerage.AspNetCore.Mapping;

/// <summary>Orders as pages read them.</summary>
internal static class OrderMapping
{
    public static OrderListWire ToWire(Snapshot<Order> orders) => new(
        [.. orders.Items.Select(ToWire)],
        orders.IsComplete,
        [.. orders.Failures.Select(failure => new OrderFailureWire(failure.Item, failure.Error.ToWire()))],
        orders.AsOf.Received);

    public static CancelResultWire ToWire(CancelResult result) => result switch
    {
        CancelResult.Requested => new CancelResultWire(nameof(CancelResult.Requested), null, null),
        CancelResult.AlreadyFinal final => new CancelResultWire(nameof(CancelResult.AlreadyFinal), ToWire(final.Order), null),
        CancelResult.Refused refused => new CancelResultWire(nameof(CancelResult.Refused), null, refused.Error.ToWire()),
        CancelResult.OutcomeUnknown unknown => new CancelResultWire(nameof(CancelResult.OutcomeUnknown), null, unknown.Cause.ToWire()),
        _ => throw new InvalidOperationException("The results of a cancel are a closed set."),
    };

    private static OrderViewWire ToWire(Order order) => new()
    {
        OrderId = order.Ref.Order.Value,
        ClientOrderId = order.ClientOrderId?.Value,
        IsAddressable = order.IsAddressable,
        State = order.State.Value.ToString(),
        StateText = order.State.Text,
        Shape = order.Shape.Value.ToString(),
        Role = order.Role.ToString(),
        Legs = [.. order.Legs.Select(ToWire)],
        Units = (order.Quantity as OrderQuantity.Units)?.Value,
        Cash = order.Quantity is OrderQuantity.Cash { Value: var cash } ? new MoneyWire(cash.Amount, cash.Currency.Code) : null,
        Filled = order.Filled,
        AveragePrice = order.AveragePrice,
        Price = order.Price is { } price ? ToWire(price) : null,
        TimeInForce = order.TimeInForce is { } time ? new TimeInForceWire(time.Kind.ToString(), time.Until, time.Text) : null,
        Sessions = order.Sessions?.ToString(),
        Currency = order.Currency?.Code,
        ParentId = order.Parent?.Value,
        ReplacesId = order.Replaces?.Value,
        ReplacedById = order.ReplacedBy?.Value,
        Reasons = [.. order.Reasons.Select(ErrorMapping.ToWire)],
        Children = [.. order.Children.Select(ToWire)],
        SubmittedAt = order.SubmittedAt,
    };

    private static LegViewWire ToWire(OrderLegState leg) => new(
        leg.Leg.Instrument.ToString(), leg.Leg.Side.ToString(), leg.Leg.Effect.ToString(), leg.Leg.Ratio, leg.RawAction, leg.Quantity, leg.Filled, leg.AveragePrice);

    private static PriceWire ToWire(PriceTerms price)
    {
        var wire = new PriceWire { Kind = price.GetType().Name };
        return price switch
        {
            PriceTerms.Limit limit => wire with { Price = limit.Price },
            PriceTerms.Stop stop => wire with { Trigger = stop.Trigger, Basis = stop.Basis.ToString() },
            PriceTerms.StopLimit stop => wire with { Trigger = stop.Trigger, Price = stop.Price, Basis = stop.Basis.ToString() },
            PriceTerms.Trailing trailing => wire with
            {
                Distance = trailing.Distance, InPercent = trailing.InPercent, LimitOffset = trailing.LimitOffset, Basis = trailing.Basis.ToString(),
            },
            PriceTerms.Other other => wire with { Text = other.Text },
            _ => wire,
        };
    }
}
