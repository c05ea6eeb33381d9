using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>What happens to orders, as the trading stream tells it.</summary>
internal sealed class TradeUpdates(AlpacaDesk desk)
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The frame; null for what the broker does not tell.</summary>
    public byte[]? Write(ExchangeOrderEvent happened)
    {
        if (!OrderMapping.IsShown(happened.Order) || Word(happened) is not { } word)
        {
            return null;
        }

        var execution = happened.Cause is OrderCause.Fill ? happened.Execution : null;
        var time = WireText.Time(happened.Time);
        var update = new TradeUpdateWire
        {
            At = time,
            Event = word,
            EventId = Ulid(happened),
            ExecutionId = execution is null ? null : desk.Ids.Execution(execution.Id),
            Order = new StreamOrderWire(desk.Orders.ToWire(happened.Order, withLegs: true)),
            PositionQty = execution is null ? null : WireText.Number(desk.Position(execution.Instrument)?.Quantity ?? 0),
            Price = execution is null ? null : WireText.Number(execution.Price),
            Qty = execution is null ? null : WireText.Number(execution.Quantity),
            Timestamp = time,
        };
        return StreamJson.Bytes(
            new TradingFrameWire<TradeUpdateWire>("trade_updates", update), StreamJson.Default.TradingFrameWireTradeUpdateWire);
    }

    private string? Word(ExchangeOrderEvent happened) => happened.Cause switch
    {
        OrderCause.Seen => OrderMapping.Status(happened.Order) is "accepted" ? "accepted" : "pending_new",
        OrderCause.Acknowledged => happened.Order.State is OrderState.Held ? "held" : null,
        OrderCause.Activated => "new",
        OrderCause.Fill => happened.Order.State is OrderState.Filled ? "fill" : "partial_fill",
        OrderCause.CancelRequested => "pending_cancel",
        OrderCause.CancelRefused => "order_cancel_rejected",
        OrderCause.Cancelled => "canceled",
        OrderCause.ReplaceRequested => "pending_replace",
        OrderCause.ReplaceRefused => "order_replace_rejected",
        OrderCause.Replaced => "replaced",
        OrderCause.Expired => "expired",
        OrderCause.Rejected => "rejected",
        OrderCause.Suspended => "suspended",
        _ => null,
    };

    /// <summary>48 bits of time and 80 bits that here count the events.</summary>
    private static string Ulid(ExchangeOrderEvent happened) => string.Create(26, happened, static (text, happened) =>
    {
        Fill(text[..10], (ulong)happened.Time.ToUnixTimeMilliseconds());
        Fill(text[10..], (ulong)happened.Sequence);
    });

    private static void Fill(Span<char> text, ulong number)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Letters[(int)(number & 31)];
            number >>= 5;
        }
    }
}
