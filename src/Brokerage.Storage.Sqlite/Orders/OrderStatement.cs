namespace Brokerage.Storage.Sqlite;

/// <summary>Puts an order in its row, unless a later reading is there. What a clock that was ahead has dated gives way.</summary>
internal static class OrderStatement
{
    public static PreparedStatement Prepare(Statements sql) => sql.Prepare(
        """
        INSERT INTO orders (connection, account, broker, order_id, parent, client_order_id, state, is_final, instrument, side, filled, average_price,
            commission, commission_currency, placed_at, seen_at, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, coalesce($15, $16), $16, $17)
        ON CONFLICT (connection, account, broker, order_id) DO UPDATE SET parent = coalesce($5, parent), client_order_id = $6, state = $7, is_final = $8,
            instrument = $9, side = $10, filled = $11, average_price = $12, commission = $13, commission_currency = $14,
            placed_at = coalesce($15, placed_at), seen_at = $16, body = $17
        WHERE $16 >= seen_at OR seen_at > $18
        """,
        18);

    public static void Execute(PreparedStatement put, Order order, OrderId? parent, DateTimeOffset now)
    {
        var account = order.Ref.Account;
        var leg = order.Legs is [var only] ? only.Leg : null;
        var commission = CommissionOf(order);
        put.Execute(
            account.Connection.Value,
            account.Account.Value,
            account.Broker.Value,
            order.Ref.Order.Value,
            parent?.Value,
            order.ClientOrderId?.Value,
            order.State.Value.ToString(),
            order.IsFinal,
            leg?.Instrument.ToString(),
            leg?.Side.ToString(),
            Row.Number(order.Filled),
            Row.Number(order.AveragePrice),
            Row.Number(commission?.Amount),
            commission?.Currency.Code,
            Row.Time(order.SubmittedAt),
            Row.Time(order.AsOf.Received),
            OrderRowCodec.Encode(order),
            Row.Time(now));
    }

    // The order's own fees; where the broker tells none, those of its executions. Currencies are never added.
    private static Money? CommissionOf(Order order)
    {
        List<Money> paid = [.. order.Fees.Select(fee => fee.Amount)];
        if (paid.Count == 0) paid = [.. order.Executions.Where(execution => execution.Commission is not null).Select(execution => execution.Commission!.Value)];
        return paid.Count > 0 && paid.TrueForAll(part => part.Currency == paid[0].Currency) ? new Money(paid.Sum(part => part.Amount), paid[0].Currency) : null;
    }
}
