namespace Tour;

/// <summary>Whether all of the tour worked; each problem in a sentence.</summary>
internal static class TourChecks
{
    private const string Berkshire = "BRK.B";

    public static IEnumerable<string> Of(TourDocument document)
    {
        foreach (var connection in document.Connections.Where(connection => connection.Status is not "Active"))
            yield return $"Connection {connection.ConnectionId} is {connection.Status}.";
        if (Brokers(document.Portfolio) is not 3)
            yield return $"{Berkshire} is not held together by three brokers.";
        if (document.Portfolio.Failures.Count > 0 || document.After.Failures.Count > 0)
            yield return "A broker failed that was to work.";
        if (document.Order is not { Result: "Placed", FinalStatus: "Filled" })
            yield return $"The order ended as {document.Order.Result}, {document.Order.FinalStatus}.";
        if (Quantity(document.After) != Quantity(document.Portfolio) + document.Order.FilledQuantity)
            yield return $"{Berkshire} went from {Quantity(document.Portfolio)} to {Quantity(document.After)} over {document.Order.FilledQuantity}.";
        if (document.ETrade.Lost is not { Result: "OutcomeUnknown", Look: "Found", FinalStatus: "Cancelled", OrdersAtBroker: 1 })
            yield return $"The order whose answer was lost ended as {document.ETrade.Lost}.";
        if (document.ETrade is not { LoginDays: 1, LoginEndsAt: not null, Preview: { EstimatedTotal: > 0, UsableUntil: not null }, Stream: { IsPolled: true, Events: [_, ..] } })
            yield return $"E*TRADE is not as it should be: {document.ETrade}.";
        foreach (var problem in document.Ledger.SelectMany(ledger => Against(ledger, document.After)))
            yield return problem;
        if (document.Degraded.Failures is not [var failure] || !Same(failure.ConnectionId, TourBrokers.Alpaca.Value))
            yield return "The broker that went down is not the one failure.";
        if (Brokers(document.Degraded) is not 2)
            yield return "The brokers that are still up do not show alone.";
    }

    private static IEnumerable<string> Against(TourLedger ledger, TourPortfolio portfolio)
    {
        var told = portfolio.Positions
            .SelectMany(position => position.Breakdown.Where(part => Same(part.ConnectionId, ledger.ConnectionId))
                .Select(part => new TourHolding(position.Instrument, part.Quantity)))
            .OrderBy(holding => holding.Instrument, StringComparer.Ordinal);
        if (!told.SequenceEqual(ledger.Positions))
            yield return $"{ledger.ConnectionId} tells other positions than its exchange.";
        var cash = portfolio.Summaries.Single(summary => Same(summary.ConnectionId, ledger.ConnectionId)).CashBalance;
        if (cash != ledger.Cash)
            yield return $"{ledger.ConnectionId} tells {cash} in cash, its exchange {ledger.Cash}.";
    }

    private static TourPosition? Held(TourPortfolio portfolio) => portfolio.Positions.SingleOrDefault(position => Same(position.Instrument, Berkshire));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static int? Brokers(TourPortfolio portfolio) => Held(portfolio)?.Breakdown.Select(part => part.BrokerId).Distinct().Count();

    private static decimal? Quantity(TourPortfolio portfolio) => Held(portfolio)?.TotalQuantity;
}
