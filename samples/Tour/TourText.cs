using System.Globalization;
using System.Text;

namespace Tour;

/// <summary>The tour as a person reads it.</summary>
internal static class TourText
{
    public static string Write(TourDocument document)
    {
        var text = new StringBuilder();
        var etrade = document.ETrade;
        Line(text, $"1. Three brokers, one interface");
        foreach (var connection in document.Connections)
            Line(text, $"   {connection.BrokerId,-6} ({connection.Environment}) is {connection.Status}");
        Line(text, $"   alpaca took a key; at etrade a person typed in the code that its page showed him, as he must each day: this login ends at {etrade.LoginEndsAt:yyyy-MM-dd HH:mm} UTC");

        Line(text, $"\n2. What they hold together: BRK.B is one holding, though mock writes BRK-B");
        Write(text, document.Portfolio);

        var order = document.Order;
        Line(text, $"\n3. A limit order through one door: {order.Result}, then {string.Join(" → ", order.Events)}");
        Line(text, $"   {order.FilledQuantity} filled at {order.AverageFillPrice} on average; our id was {order.ClientOrderId}");

        Line(text, $"\n4. An order at etrade, whose answer is lost: {etrade.Lost.Result}, then {etrade.Lost.Look}");
        Line(text, $"   previewed first: {etrade.Preview.EstimatedTotal:0.00} in all, {etrade.Preview.Commission:0.00} of it commission; the preview is good until {etrade.Preview.UsableUntil:HH:mm:ss} UTC");
        Line(text, $"   etrade shows no id of ours: the order is the one that was not there before, the same in every term. Nothing was sent twice: etrade has {etrade.Lost.OrdersAtBroker}");
        Line(text, $"   its stream {(etrade.Stream.IsPolled ? "is polled, and says so" : "is pushed")}: {string.Join(" → ", etrade.Stream.Events)}; cancelled in the end, it reads {etrade.Lost.FinalStatus}");

        Line(text, $"\n5. The portfolio after both");
        Write(text, document.After);

        Line(text, $"\n6. What the exchanges themselves say");
        foreach (var ledger in document.Ledger)
            Line(text, $"   {BrokerOf(document, ledger.ConnectionId),-6} {ledger.Cash:0.00} in cash; {string.Join(", ", ledger.Positions.Select(held => $"{held.Quantity} {held.Instrument}"))}");

        Line(text, $"\n7. One broker goes down, the others stay");
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
            Line(text, $"   {failure.BrokerId} could not be read: {failure.ErrorCode}");
    }

    private static string BrokerOf(TourDocument document, string connection) =>
        document.Connections.Single(one => string.Equals(one.ConnectionId, connection, StringComparison.Ordinal)).BrokerId;

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
