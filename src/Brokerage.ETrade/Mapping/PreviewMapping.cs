using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>What a preview says an order would cost.</summary>
internal static class PreviewMapping
{
    public static OrderPreview ToPreview(PreviewWire wire, IReadOnlyList<Notice> rules)
    {
        var orders = wire.Order ?? [];
        var commission = Total(orders.Select(order => order.EstimatedCommission));
        var fees = Total(orders.Select(order => order.EstimatedFees));
        var costs = commission is { } paid && Arithmetic.Sum(paid, fees ?? 0m) is { } both ? new Money(both, Currency.Usd) : (Money?)null;
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
            || order.EstimatedCommission is not { } commission)
        {
            return null;
        }

        var isBought = action.StartsWith("BUY", StringComparison.OrdinalIgnoreCase);
        return Arithmetic.Product(quantity, limit) is { } value && Arithmetic.Sum(isBought ? value : -value, commission) is { } paid
            ? Arithmetic.Sum(paid, order.EstimatedFees ?? 0m)
            : null;
    }

    private static decimal? Total(IEnumerable<decimal?> amounts)
    {
        decimal? total = null;
        foreach (var amount in amounts)
        {
            total = amount is { } told ? Arithmetic.Sum(total ?? 0m, told) : total;
        }

        return total;
    }
}
