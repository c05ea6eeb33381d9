using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>The socket sends whole rows first and then only what changed, at times nothing but the identity. What leaves here is always the whole order.</summary>
internal sealed class IbkrWebStreaming(IbkrWebConnection connection, IIbkrWire wire) : IStreaming
{
    /// <summary>Fields have numbers, and only what changed comes; a tick holds the very instrument that was asked for.</summary>
    public async IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(IReadOnlyCollection<Instrument> instruments, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var topics = new Dictionary<string, Instrument>(StringComparer.Ordinal);
        foreach (var instrument in instruments) topics[$"smd+{await ((IbkrWebTrading)connection.Trading).ConidAsync(instrument, cancellationToken)}"] = instrument;
        yield return StreamItem.Of<QuoteTick>(StreamSignal.Connecting);
        yield return StreamItem.Of<QuoteTick>(StreamSignal.Live);
        await foreach (var text in wire.FramesAsync(cancellationToken))
        {
            var frame = Json.Read(text);
            if (!topics.TryGetValue(frame.Word("topic"), out var instrument)) continue;
            yield return StreamItem.Data(new QuoteTick
            {
                Instrument = instrument,
                Last = frame.Number("31"),
                Bid = frame.Number("84"),
                Ask = frame.Number("86"),
                AskSize = frame.Number("85"),
                BidSize = frame.Number("88"),
                Time = Times.Epoch(frame.Integer("_updated")) ?? connection.Now,
            });
        }
    }

    public async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var book = new Book(connection, account!.Value);
        yield return StreamItem.Of<OrderEvent>(StreamSignal.Resynced);
        yield return StreamItem.Of<OrderEvent>(StreamSignal.Live);
        await foreach (var text in wire.FramesAsync(cancellationToken))
        {
            var frame = Json.Read(text);
            if (frame.Word("topic") == "sts" && frame.At("args").Flag("authenticated") == false)
            {
                yield return StreamItem.Gap<OrderEvent>(connection.Now, connection.Now);
                throw new BrokerageException(new BrokerageError(BrokerageErrorCode.AuthExpired, IbkrWebAdapter.Broker, "The session ended: someone must log in."));
            }
            var events = frame.Word("topic") switch
            {
                "sor" => frame.List("args").Select(book.Order),
                "str" => frame.List("args").Select(book.Trade),
                _ => [],
            };
            foreach (var item in events.OfType<OrderEvent>()) yield return StreamItem.Data(item);
        }
    }

    /// <summary>The last whole row of each order, and its executions by stem.</summary>
    private sealed class Book(IbkrWebConnection connection, AccountId account)
    {
        private readonly Dictionary<string, JsonObject> _rows = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<Execution>> _executions = new(StringComparer.Ordinal);
        private long _sequence;

        public OrderEvent? Order(JsonNode delta)
        {
            var id = delta.Word("orderId");
            if (!_rows.TryGetValue(id, out var row)) _rows[id] = row = [];
            var before = row.Count == 0 ? null : Whole(id);
            foreach (var (name, value) in (JsonObject)delta) row[name] = value?.DeepClone();
            if (row.Text("status") is null) return null;
            var after = Whole(id);
            if (before?.State == after.State && before.Filled == after.Filled) return null;
            return new OrderEvent(after.State.Value == OrderState.Cancelled ? OrderCause.Cancelled : OrderCause.Seen, after, null, ++_sequence);
        }

        public OrderEvent? Trade(JsonNode trade)
        {
            var (id, execution) = (trade.Word("order_id"), trade.Word("execution_id"));
            if (!_rows.ContainsKey(id) || trade.Number("size") is not { } size || trade.Number("price") is not { } price) return null;
            if (!_executions.TryGetValue(id, out var known)) _executions[id] = known = [];
            var corrected = known.FindIndex(old => IbkrOrderMapping.Stem(old.Id!) == IbkrOrderMapping.Stem(execution));
            if (corrected >= 0 && known[corrected].Id == execution) return null;
            var corrects = corrected >= 0 ? known[corrected].Id : null;
            if (corrected >= 0) known.RemoveAt(corrected);
            known.Add(new Execution
            {
                Id = execution,
                Quantity = size,
                Price = price,
                CumulativeAfter = known.Sum(other => other.Quantity) + size,
                Corrects = corrects,
                Commission = trade.Number("commission") is { } fee ? Money.Usd(fee) : null,
            });
            return new OrderEvent(corrects is null ? OrderCause.Fill : OrderCause.FillCorrected, Whole(id), known[^1], ++_sequence);
        }

        private Order Whole(string id) =>
            IbkrOrderMapping.Row(_rows[id], connection.Ref(account), connection.Now) with { Executions = [.. _executions.GetValueOrDefault(id) ?? []] };
    }
}
