using System.Globalization;

namespace Brokerage.Exchange;

/// <summary>Orders at work → what a customer sees of them.</summary>
internal static class OrderViews
{
    public static OrderId IdOf(OrderNode node) => node.Id ??= OrderId.Parse(node.Number.ToString(CultureInfo.InvariantCulture));

    public static ExchangeOrder Of(OrderNode node) => new()
    {
        Id = IdOf(node),
        Number = node.Number,
        ClientId = node.ClientId,
        Account = node.Account.Id,
        State = node.State,
        Shape = node.Shape,
        Role = node.Role,
        Spec = node.Spec,
        Legs = LegsOf(node),
        Quantity = node.Quantity,
        Filled = node.Filled,
        FilledBefore = node.FilledBefore,
        AveragePrice = AverageOf(node),
        Fees = node.Legs.Sum(leg => leg.Fees),
        FeeCurrency = node.IsContainer ? null : node.Leg.Listing.Listing.Currency,
        FeeItems = FeesOf(node),
        IsAcknowledged = node.IsAcknowledged,
        IsTriggered = node.IsTriggered,
        StopPrice = node.StopPrice,
        WaterMark = node.WaterMark,
        Parent = node.Parent is { } parent ? IdOf(parent) : null,
        Children = node.Children.Count == 0 ? [] : [.. node.Children.Select(IdOf)],
        Root = IdOf(node.Root),
        Replaces = node.Replaces is { } old ? IdOf(old) : null,
        ReplacedBy = node.ReplacedBy is { } next ? IdOf(next) : null,
        Executions = node.Executions.Count == 0 ? [] : [.. node.Executions],
        Rejection = node.Rejection,
        ReceivedAt = node.ReceivedAt,
        UpdatedAt = node.UpdatedAt,
        ClosedAt = node.ClosedAt,
        ExpiresAt = node.ExpiresAt,
        Tags = node.Tags,
    };

    private static ExchangeLeg[] LegsOf(OrderNode node)
    {
        if (node.Legs.Count == 0)
        {
            return [];
        }

        var legs = new ExchangeLeg[node.Legs.Count];
        for (var i = 0; i < legs.Length; i++)
        {
            legs[i] = LegOf(node, node.Legs[i]);
        }

        return legs;
    }

    private static ExchangeLeg LegOf(OrderNode node, LegNode leg) =>
        new(leg.Leg with { Effect = leg.Effect }, node.Quantity * leg.Leg.Ratio, leg.Filled, leg.AveragePrice);

    private static decimal? AverageOf(OrderNode node)
    {
        if (node.Filled == 0m)
        {
            return null;
        }

        return node.Legs.Count == 1 ? node.Leg.AveragePrice : node.Legs.Sum(leg => leg.Sign * leg.Paid) / node.Filled;
    }

    private static IReadOnlyList<Fee> FeesOf(OrderNode node)
    {
        if (node.Legs.Count == 0 || (node.Legs.Count == 1 && node.Leg.FeesByKind.Count == 0))
        {
            return [];
        }

        var currency = node.Leg.Listing.Listing.Currency;
        return
        [
            .. node.Legs.SelectMany(leg => leg.FeesByKind)
                .GroupBy(fee => fee.Key, StringComparer.Ordinal)
                .Select(kind => new Fee(kind.Key, new Money(kind.Sum(fee => fee.Value), currency))),
        ];
    }
}
