using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>Amounts as the screen shows them: "1,977.60 USD (10 Shares)", and a commission that may be a range: "1.29 ... 1.50 USD".</summary>
internal static class IbkrPreviewMapping
{
    public static OrderPreview Preview(JsonNode? wire) => new()
    {
        Source = Support.Native,
        Notices = wire.Text("warn") is { } warning ? [new Notice(NoticeSeverity.Warning, null, warning)] : [],
        Commission = Range(wire.At("amount").Text("commission")),
        EstimatedTotal = Range(wire.At("amount").Text("total"))?.High,
        InitialMarginChange = Json.Number(wire.At("initial").Text("change")?.Replace(",", "", StringComparison.Ordinal)),
    };

    private static MoneyRange? Range(string? text)
    {
        if (text is null) return null;
        var words = text.Replace(",", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Select(Json.Number).OfType<decimal>().ToList();
        var currency = Array.Find(words, word => word.Length == 3 && word.All(char.IsAsciiLetterUpper));
        if (numbers.Count == 0 || !Currency.TryParse(currency, out var unit)) return null;
        return new MoneyRange(new Money(numbers[0], unit), new Money(numbers[^1], unit));
    }
}
