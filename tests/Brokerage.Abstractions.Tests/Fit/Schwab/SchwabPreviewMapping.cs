using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

/// <summary>A preview that Schwab would reject is an answer too: its verdict is a notice of refusal.</summary>
internal static class SchwabPreviewMapping
{
    public static OrderPreview Preview(JsonNode? wire)
    {
        var checks = wire.At("orderValidationResult");
        var notices = Notices(checks, "rejects", NoticeSeverity.Refusal).Concat(Notices(checks, "warns", NoticeSeverity.Warning)).ToList();
        if (wire.Word("orderStrategy/status") == "REJECTED" && notices.TrueForAll(notice => notice.Severity != NoticeSeverity.Refusal))
        {
            notices.Add(new Notice(NoticeSeverity.Refusal, null, "Schwab would reject this order."));
        }
        var costs = Values(wire.At("commissionAndFee/commission"), "commission") + Values(wire.At("commissionAndFee/fee"), "fee");
        return new OrderPreview
        {
            Source = Support.Native,
            Notices = notices,
            Commission = costs is { } sum ? new MoneyRange(Money.Usd(sum), Money.Usd(sum)) : null,
            EstimatedTotal = wire.Number("orderStrategy/orderBalance/orderValue") is { } value ? Money.Usd(value) : null,
            BuyingPowerAfter = wire.Number("orderStrategy/orderBalance/projectedBuyingPower"),
        };
    }

    private static IEnumerable<Notice> Notices(JsonNode? checks, string list, NoticeSeverity severity) =>
        checks.List(list).Select(check => new Notice(severity, check.Text("originalSeverity"), check.Word("activityMessage")));

    private static decimal? Values(JsonNode? part, string kind)
    {
        var legs = part.List($"{kind}Legs").ToList();
        return legs.Count == 0 ? null : legs.SelectMany(leg => leg.List($"{kind}Values")).Sum(value => value.Number("value") ?? 0);
    }
}
