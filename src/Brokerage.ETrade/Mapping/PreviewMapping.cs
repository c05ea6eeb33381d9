using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>What a preview says an order would cost.</summary>
internal static class PreviewMapping
{
    public static OrderPreview ToPreview(PreviewWire wire, IReadOnlyList<Notice> rules)
    {
        var orders = wire.Order ?? [];
        var commission = Total(orders, order => order.EstimatedCommission);
        var fees = Total(orders, order => order.EstimatedFees);
        var costs = commission is { } paid && fees is { } beside && Arithmetic.Sum(paid, beside) is { } both ? new Money(both, Currency.Usd) : (Money?)null;
        return new OrderPreview
        {
            Source = Support.Native,
            Notices = [.. rules, .. Messages.Notices([wire.MessageList, .. orders.Select(order => order.Messages)])],
            Commission = costs is { } cost ? new MoneyRange(cost, cost) : null,

            EstimatedTotal = orders is [var only] && (only.EstimatedTotalAmount ?? Computed(only)) is { } total ? new Money(total, Currency.Usd) : null,
            BuyingPowerAfter = wire.MarginBpDetails?.Marginable?.NetBp ?? wire.CashBpDetails?.SettledUnsettled?.NetBp,
        };
    }

    // Some answers leave the total out; of a single leg with a limit it can be told nonetheless. Negative where money comes in, as theirs.
    private static decimal? Computed(OrderDetailWire order)
    {
        if (order is not { PriceType: { } priceType, LimitPrice: { } limit, Instrument: [{ Quantity: { } quantity } leg] }
            || !string.Equals(priceType, "LIMIT", StringComparison.OrdinalIgnoreCase)
            || !string.Equals(leg.Product?.SecurityType, "EQ", StringComparison.OrdinalIgnoreCase)
            || leg.OrderAction is not { } action
            || order is not { EstimatedCommission: { } commission, EstimatedFees: { } fees })
        {
            return null;
        }

        var isBought = action.StartsWith("BUY", StringComparison.OrdinalIgnoreCase);
        return Arithmetic.Product(quantity, limit) is { } value && Arithmetic.Sum(isBought ? value : -value, commission) is { } paid
            ? Arithmetic.Sum(paid, fees)
            : null;
    }

    // Of a sum with a part that is not told nothing is known.
    private static decimal? Total(IReadOnlyList<OrderDetailWire> orders, Func<OrderDetailWire, decimal?> part)
    {
        decimal? total = orders.Count == 0 ? null : 0m;
        foreach (var order in orders)
        {
            total = total is { } sum && part(order) is { } told ? Arithmetic.Sum(sum, told) : null;
        }

        return total;
    }
}
