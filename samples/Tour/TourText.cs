using System.Globalization;
using System.Text;

namespace Tour;

/// <summary>The tour as a person reads it.</summary>
internal static class TourText
{
    public static string Write(TourDocument document)
    {
        var text = new StringBuilder();
        Line(text, $"1. Two brokers, one interface");
        foreach (var connection in document.Connections)
            Line(text, $"   {connection.ConnectionId} ({connection.BrokerId}, {connection.Environment}) is {connection.Status}");

        Line(text, $"\n2. What they hold together: BRK.B is one holding, though one of them writes BRK-B");
        Write(text, document.Portfolio);

        var order = document.Order;
        Line(text, $"\n3. A limit order through one door: {order.Result}, then {string.Join(" → ", order.Events)}");
        Line(text, $"   {order.FilledQuantity} filled at {order.AverageFillPrice} on average; our id was {order.ClientOrderId}");

        Line(text, $"\n4. The portfolio after it");
        Write(text, document.After);

        Line(text, $"\n5. What the exchanges themselves say");
        foreach (var ledger in document.Ledger)
            Line(text, $"   {ledger.ConnectionId}: {ledger.Cash:0.00} in cash; {string.Join(", ", ledger.Positions.Select(held => $"{held.Quantity} {held.Instrument}"))}");

        Line(text, $"\n6. One broker goes down, the other stays");
        Write(text, document.Degraded);
        return text.ToString().TrimEnd();
    }

    private static void Write(StringBuilder text, TourPortfolio portfolio)
    {
        foreach (var position in portfolio.Positions)
        {
            var where = string.Join(" + ", position.Breakdown.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Quantity} at {part.BrokerId}")));
            Line(text, $"   {position.Instrument,-8} {position.TotalQuantity,8} at {position.WeightedAverageCost,9:0.00} now {position.TotalMarketValue,10:0.00} {position.Currency} ({position.TotalUnrealizedPL:+0.00;-0.00})  = {where}");
        }

        foreach (var total in portfolio.Totals)
            Line(text, $"   {total.Value:0.00} {total.Currency} in all, {total.Cash:0.00} of it cash");
        foreach (var failure in portfolio.Failures)
            Line(text, $"   {failure.ConnectionId} could not be read: {failure.ErrorCode}");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
