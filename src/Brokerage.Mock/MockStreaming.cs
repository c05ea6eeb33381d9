using System.Runtime.CompilerServices;
using Brokerage.Exchange;
using Brokerage.Mock.Mapping;
using Brokerage.Mock.Streaming;

namespace Brokerage.Mock;

internal sealed class MockStreaming(MockSession session) : IStreaming
{
    public async IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(
        IReadOnlyCollection<Instrument> instruments, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Life);
        var known = instruments.Where(instrument => session.Listing(instrument) is not null).ToHashSet();
        // The broker's spelling → the caller's own instrument, so that a tick costs no new one.
        var names = known.ToDictionary(session.Symbols.Spell);
        var newest = new NewestTicks();
        using var subscription = session.Exchange.OnQuote(
            [.. known.Select(session.Symbols.Spell)], quote => newest.Put(QuoteMapping.ToTick(quote, names[quote.Instrument])));
        foreach (var instrument in known)
            newest.Put(QuoteMapping.ToTick(session.Quote(instrument), instrument));

        yield return StreamItem.Of<QuoteTick>(StreamSignal.Live);
        while (await UntilEndAsync(newest.WaitAsync(end.Token)).ConfigureAwait(false))
        {
            while (newest.TryTake(out var tick))
                yield return StreamItem.Data(tick);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    public async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
        AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var accounts = account is { } one ? [session.Account(one).Id] : session.Accounts().Select(known => known.Id).ToHashSet();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Life);
        var last = session.Exchange.LastSequence;
        foreach (var seen in Snapshot(accounts, last, since))
            yield return StreamItem.Data(ToEvent(seen with { Cause = OrderCause.Seen, Execution = null }));

        yield return StreamItem.Of<OrderEvent>(StreamSignal.Resynced);
        yield return StreamItem.Of<OrderEvent>(StreamSignal.Live);
        var sent = new Dictionary<OrderId, long>();
        while (!end.IsCancellationRequested)
        {
            var isBroken = false;
            var events = session.World.Line.ReadOrderEventsAsync(last, account: null, end.Token).GetAsyncEnumerator(CancellationToken.None);
            await using (events.ConfigureAwait(false))
            {
                while (true)
                {
                    (var hasNext, isBroken) = await NextAsync(events).ConfigureAwait(false);
                    if (!hasNext)
                        break;
                    var change = events.Current;
                    last = Math.Max(last, change.Sequence);
                    // An event that comes twice or late says nothing that a later one of the same order has not said.
                    if (!accounts.Contains(change.Order.Account) || change.Sequence <= sent.GetValueOrDefault(change.Order.Id))
                        continue;
                    sent[change.Order.Id] = change.Sequence;
                    yield return StreamItem.Data(ToEvent(change));
                }
            }

            if (!isBroken)
                break;
            // Everything after the last event is read again, so the gap is closed as soon as it is opened.
            var now = session.World.Clock.GetUtcNow();
            yield return StreamItem.Of<OrderEvent>(StreamSignal.Connecting);
            yield return StreamItem.Gap<OrderEvent>(now, now);
            yield return StreamItem.Of<OrderEvent>(StreamSignal.Resynced);
            yield return StreamItem.Of<OrderEvent>(StreamSignal.Live);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Each order as its last event before the live part left it: what is open, and what changed since then.</summary>
    private IEnumerable<ExchangeOrderEvent> Snapshot(HashSet<AccountId> accounts, long last, DateTimeOffset? since) =>
        session.Exchange.GetOrderEvents()
            .Where(one => one.Sequence <= last && accounts.Contains(one.Order.Account))
            .GroupBy(one => one.Order.Id)
            .Select(group => group.Last())
            .Where(one => !one.Order.IsFinal || one.Time >= since)
            .OrderBy(one => one.Sequence);

    private OrderEvent ToEvent(ExchangeOrderEvent one)
    {
        var order = OrderMapping.ToOrder(one.Order, session.Ref(one.Order.Account), session.Symbols, new AsOf(session.World.Clock.GetUtcNow(), one.Time));
        var execution = one.Execution is { } filled ? OrderMapping.ToExecution(filled, one.Order.FeeCurrency) : null;
        return new OrderEvent(one.Cause, order, execution, one.Sequence);
    }

    // The end of the connection is the end of the enumeration; the caller's own cancellation is thrown by the caller of this.
    private static async ValueTask<bool> UntilEndAsync(ValueTask<bool> next)
    {
        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async ValueTask<(bool HasNext, bool IsBroken)> NextAsync(IAsyncEnumerator<ExchangeOrderEvent> events)
    {
        try
        {
            return (await UntilEndAsync(events.MoveNextAsync()).ConfigureAwait(false), false);
        }
        catch (ExchangeLineException)
        {
            return (false, true);
        }
    }
}
