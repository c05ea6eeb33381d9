using System.Text.Json;

namespace Brokerage;

/// <summary>
/// The stored form of an order that was read, for those who write an <see cref="IOrderStore"/>: JSON without its account and its children. Every
/// later version reads what this one wrote.
/// </summary>
public static class OrderRowCodec
{
    /// <summary>The JSON of an order.</summary>
    public static string Encode(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return JsonSerializer.Serialize(ToRow(order), OrderRowJson.Default.OrderRow);
    }

    /// <summary>Reads an order.</summary>
    /// <param name="json">What <see cref="Encode"/> wrote.</param>
    /// <param name="account">The account that it belongs to.</param>
    /// <exception cref="FormatException">The text is damaged.</exception>
    public static Order Decode(string json, AccountRef account)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(account);
        try
        {
            return JsonSerializer.Deserialize(json, OrderRowJson.Default.OrderRow) is { } row ? ToOrder(row, account) : throw new FormatException("The stored order is damaged.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException("The stored order is damaged.", exception);
        }
    }

    private static OrderRow ToRow(Order order) => new()
    {
        Order = order.Ref.Order.Value,
        ClientOrderId = order.ClientOrderId?.Value,
        WireId = order.WireId,
        IsAddressable = order.IsAddressable,
        State = new OrderRow.WordRow((int)order.State.Value, order.State.Text),
        Shape = new OrderRow.WordRow((int)order.Shape.Value, order.Shape.Text),
        Role = (int)order.Role,
        Legs = [.. order.Legs.Select(ToRow)],
        Parent = order.Parent?.Value,
        Units = (order.Quantity as OrderQuantity.Units)?.Value,
        Cash = order.Quantity is OrderQuantity.Cash cash ? OrderRow.MoneyRow.Of(cash.Value) : null,
        Filled = order.Filled,
        AveragePrice = order.AveragePrice,
        Price = order.Price is { } price ? OrderRow.PriceRow.Of(price) : null,
        Currency = order.Currency?.Code,
        TimeInForce = order.TimeInForce is { } time ? new OrderRow.TimeRow((int)time.Kind, time.Until, time.Text) : null,
        Sessions = (int?)order.Sessions,
        AllOrNone = order.AllOrNone,
        Replaces = order.Replaces?.Value,
        ReplacedBy = order.ReplacedBy?.Value,
        Reasons = order.Reasons.Count == 0 ? null : [.. order.Reasons.Select(JournalRecord.ErrorRecord.Of)],
        Fees = order.Fees.Count == 0 ? null : [.. order.Fees.Select(fee => new OrderRow.FeeRow(fee.Kind, OrderRow.MoneyRow.Of(fee.Amount)))],
        Executions = order.Executions.Count == 0 ? null : [.. order.Executions.Select(ToRow)],
        SubmittedAt = order.SubmittedAt,
        ClosedAt = order.ClosedAt,
        Received = order.AsOf.Received,
        BrokerTime = order.AsOf.BrokerTime,
    };

    private static Order ToOrder(OrderRow row, AccountRef account) => new()
    {
        Ref = new OrderRef(account, OrderId.Parse(row.Order)),
        ClientOrderId = row.ClientOrderId is { } id ? ClientOrderId.Parse(id) : null,
        WireId = row.WireId,
        IsAddressable = row.IsAddressable,
        State = new Raw<OrderState>((OrderState)row.State.Value, row.State.Text),
        Shape = new Raw<OrderShape>((OrderShape)row.Shape.Value, row.Shape.Text),
        Role = (OrderRole)row.Role,
        Legs = [.. row.Legs.Select(ToLeg)],
        Parent = Id(row.Parent),
        Quantity = row.Units is { } units ? new OrderQuantity.Units(units) : row.Cash is { } cash ? new OrderQuantity.Cash(cash.ToMoney()) : null,
        Filled = row.Filled,
        AveragePrice = row.AveragePrice,
        Price = row.Price?.ToTerms(),
        Currency = row.Currency is { } currency ? Currency.Parse(currency) : null,
        TimeInForce = row.TimeInForce is { } time ? new TimeInForce((TimeInForceKind)time.Kind, time.Until, time.Text) : null,
        Sessions = (Sessions?)row.Sessions,
        AllOrNone = row.AllOrNone,
        Replaces = Id(row.Replaces),
        ReplacedBy = Id(row.ReplacedBy),
        Reasons = [.. (row.Reasons ?? []).Select(reason => reason.ToError())],
        Fees = [.. (row.Fees ?? []).Select(fee => new Fee(fee.Kind, fee.Amount.ToMoney()))],
        Executions = [.. (row.Executions ?? []).Select(ToExecution)],
        SubmittedAt = row.SubmittedAt,
        ClosedAt = row.ClosedAt,
        AsOf = new AsOf(row.Received, row.BrokerTime),
    };

    private static OrderId? Id(string? text) => text is null ? null : OrderId.Parse(text);

    private static OrderRow.LegRow ToRow(OrderLegState leg) => new(
        leg.Leg.Instrument.ToString(),
        (int)leg.Leg.Side,
        (int)leg.Leg.Effect,
        leg.Leg.Ratio,
        leg.Order?.Value,
        leg.RawAction,
        leg.Quantity,
        leg.Filled,
        leg.AveragePrice);

    private static OrderLegState ToLeg(OrderRow.LegRow leg) => new()
    {
        Leg = new OrderLeg(Instrument.Parse(leg.Instrument), (Side)leg.Side, (PositionEffect)leg.Effect, leg.Ratio),
        Order = Id(leg.Order),
        RawAction = leg.RawAction,
        Quantity = leg.Quantity,
        Filled = leg.Filled,
        AveragePrice = leg.AveragePrice,
    };

    private static OrderRow.ExecutionRow ToRow(Execution execution) => new(
        execution.Id,
        execution.IsDerived,
        execution.LegIndex,
        execution.Quantity,
        execution.Price,
        execution.CumulativeAfter,
        execution.Time,
        execution.Corrects,
        execution.Commission is { } paid ? OrderRow.MoneyRow.Of(paid) : null);

    private static Execution ToExecution(OrderRow.ExecutionRow execution) => new()
    {
        Id = execution.Id,
        IsDerived = execution.IsDerived,
        LegIndex = execution.LegIndex,
        Quantity = execution.Quantity,
        Price = execution.Price,
        CumulativeAfter = execution.CumulativeAfter,
        Time = execution.Time,
        Corrects = execution.Corrects,
        Commission = execution.Commission?.ToMoney(),
    };
}
