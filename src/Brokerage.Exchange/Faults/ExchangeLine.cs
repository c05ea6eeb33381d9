using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Brokerage.Exchange;

/// <summary>
/// A customer's line to an exchange, on which things go wrong by a script. The exchange itself stays exact: read it directly to see the truth.
/// Thread-safe.
/// </summary>
public sealed class ExchangeLine
{
    private readonly LineFaults _faults;

    /// <summary>Opens a line.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="script">What goes wrong; null for nothing.</param>
    public ExchangeLine(SimulatedExchange exchange, FaultScript? script = null)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        Exchange = exchange;
        _faults = new LineFaults(script ?? FaultScript.None);
    }

    /// <summary>The exchange behind the line.</summary>
    public SimulatedExchange Exchange { get; }

    /// <summary>Hands in an order.</summary>
    /// <param name="ticket">The order.</param>
    /// <param name="cancellationToken">Ends the wait: a cancellation proves that nothing has happened, and after the exchange has acted there is no answer instead.</param>
    /// <exception cref="ExchangeLineException">There is no answer.</exception>
    public Task<OrderReceipt> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken = default) =>
        CallAsync(LineOperation.Submit, exchange => exchange.Submit(ticket), wrong => new OrderReceipt { Rejection = wrong }, cancellationToken);

    /// <summary>Asks for the end of an order.</summary>
    /// <param name="account">The order's account.</param>
    /// <param name="order">The order's id.</param>
    /// <param name="cancellationToken">Ends the wait: a cancellation proves that nothing has happened, and after the exchange has acted there is no answer instead.</param>
    /// <exception cref="ExchangeLineException">There is no answer.</exception>
    public Task<CancelReceipt> CancelAsync(AccountId account, OrderId order, CancellationToken cancellationToken = default) => CallAsync(
        LineOperation.Cancel,
        exchange => exchange.Cancel(account, order),
        wrong => new CancelReceipt(Exchange.FindOrder(account, order), wrong),
        cancellationToken);

    /// <summary>Asks to change an order.</summary>
    /// <param name="account">The order's account.</param>
    /// <param name="order">The order's id.</param>
    /// <param name="change">What to change.</param>
    /// <param name="clientId">The customer's id for the new order; null for none.</param>
    /// <param name="cancellationToken">Ends the wait: a cancellation proves that nothing has happened, and after the exchange has acted there is no answer instead.</param>
    /// <exception cref="ExchangeLineException">There is no answer.</exception>
    public Task<ReplaceReceipt> ReplaceAsync(
        AccountId account, OrderId order, OrderChange change, string? clientId = null, CancellationToken cancellationToken = default) => CallAsync(
            LineOperation.Replace,
            exchange => exchange.Replace(account, order, change, clientId),
            wrong => new ReplaceReceipt(Exchange.FindOrder(account, order), null, wrong),
            cancellationToken);

    /// <summary>Reads something.</summary>
    /// <param name="read">What to read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ExchangeLineException">There is no answer.</exception>
    public Task<T> ReadAsync<T>(Func<SimulatedExchange, T> read, CancellationToken cancellationToken = default) =>
        CallAsync(LineOperation.Read, read, null, cancellationToken);

    /// <summary>Order events, past ones first. Some come twice, late or out of order where the script says so; none is lost.</summary>
    /// <param name="after">Only those with a greater number.</param>
    /// <param name="account">Only those of this account.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ExchangeLineException">The line broke; open the stream again after the last number seen.</exception>
    public async IAsyncEnumerable<ExchangeOrderEvent> ReadOrderEventsAsync(
        long after = 0, AccountId? account = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ExchangeOrderEvent>();
        using var subscription = Exchange.FollowOrderEvents(after, account, one => channel.Writer.TryWrite(one));
        while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (channel.Reader.TryRead(out var one))
            {
                var decision = _faults.Next(LineOperation.Event);
                if (decision.Disconnects)
                {
                    throw new ExchangeLineException("The stream broke.", hasActed: false);
                }

                await WaitAsync(decision.Delay, cancellationToken).ConfigureAwait(false);
                if (decision.IsLate && channel.Reader.TryRead(out var next))
                {
                    yield return next;
                }

                yield return one;
                if (decision.Duplicates)
                {
                    yield return one;
                }
            }
        }
    }

    private async Task<T> CallAsync<T>(
        LineOperation operation, Func<SimulatedExchange, T> act, Func<Rejection, T>? refuse, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(act);
        cancellationToken.ThrowIfCancellationRequested();
        var decision = _faults.Next(operation);
        await WaitAsync(decision.Delay, cancellationToken).ConfigureAwait(false);
        if (decision.Disconnects || decision.LosesRequest)
        {
            throw new ExchangeLineException(decision.Disconnects ? "The line broke." : "The request was lost.", hasActed: false);
        }

        if (decision.Reject is { } reason && refuse is not null)
        {
            return refuse(new Rejection(reason, "The fault script refuses this."));
        }

        var answer = act(Exchange);
        try
        {
            await WaitAsync(decision.AnswerDelay, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (operation is not LineOperation.Read)
        {
            // A cancellation would say that nothing has happened.
            throw new ExchangeLineException("The customer has left before the answer came.", hasActed: true);
        }

        return decision.LosesAnswer ? throw new ExchangeLineException("The answer was lost.", hasActed: true) : answer;
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, Exchange.Options.Clock, cancellationToken) : Task.CompletedTask;
}
