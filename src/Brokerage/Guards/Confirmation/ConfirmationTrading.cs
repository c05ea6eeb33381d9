using System.Globalization;

namespace Brokerage;

/// <summary>
/// Asks before a large order leaves, as a broker would: <see cref="SubmitResult.NeedsConfirmation"/>, answered by submitting again with an
/// <see cref="Approval"/>. The journal holds the question; after a crash it has lapsed, and nothing was sent.
/// </summary>
internal sealed class ConfirmationTrading(
    ITrading inner, OrderValuer valuer, WishBook book, ConsentBook consents, OrderConfirmationOptions options) : DelegatingTrading(inner)
{
    public override Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return options.AskAbove is not { } large || ValueIfTold(order.Intent)?.Amount <= large
            ? Inner.SubmitAsync(order, cancellationToken)
            : JudgeAsync(order, large, cancellationToken);
    }

    private async Task<SubmitResult> JudgeAsync(PreparedOrder order, decimal large, CancellationToken cancellationToken)
    {
        var worth = await WorthAsync(order.Intent, cancellationToken).ConfigureAwait(false);
        if (worth is { } known && known.Amount <= large) return await Inner.SubmitAsync(order, cancellationToken).ConfigureAwait(false);

        try
        {
            return await AskAsync(order, worth, cancellationToken).ConfigureAwait(false) is { } answer
                ? answer
                : await Inner.SubmitAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return await book.RefuseAsync(order, JournalErrors.NotWritten(order)).ConfigureAwait(false);
        }
    }

    private static string Text(OrderIntent intent, Money? worth) => worth is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{OrderWords.Of(intent)}. It may be worth {known.Amount:0.00} {known.Currency}. Send it?")
        : $"{OrderWords.Of(intent)}. Nobody can tell what it may be worth. Send it?";

    // Null: it may pass.
    private async ValueTask<SubmitResult?> AskAsync(PreparedOrder order, Money? worth, CancellationToken cancellationToken)
    {
        if (await book.IsAnsweredAsync(order, cancellationToken).ConfigureAwait(false)) return null;

        var consent = consents.Judge(order, OrderCodec.Hash(order.Intent), worth?.Amount, () => Text(order.Intent, worth), options);
        switch (consent.Kind)
        {
            case ConsentKind.Given:
                return null;
            case ConsentKind.Refused:
                await book.SettleAsync(JournalEntry.KeyOf(order.Intent.ClientOrderId), JournalState.Rejected).ConfigureAwait(false);
                return new SubmitResult.Rejected(new BrokerageError(
                    BrokerageErrorCode.ConfirmationRequired, order.Intent.Account.Broker, "The order was not confirmed: the answer was no.")
                {
                    Account = order.Intent.Account,
                });
            default:
                return await book.AskAsync(order, cancellationToken).ConfigureAwait(false)
                    ? new SubmitResult.NeedsConfirmation(order with { Attempt = order.Attempt + 1 }, [consent.Question!], consent.AnswerBy)
                    : null;
        }
    }

    // Most orders say themselves what they may be worth.
    private Money? ValueIfTold(OrderIntent intent)
    {
        if (intent is not OrderIntent.New { Plan: OrderPlan.Single plan } || OrderValuer.NeedsReading(plan)) return null;
        try
        {
            return valuer.ValueOf(plan);
        }
        catch (Exception exception) when (exception is BrokerageException or OverflowException)
        {
            return null;
        }
    }

    private async ValueTask<Money?> WorthAsync(OrderIntent intent, CancellationToken cancellationToken)
    {
        try
        {
            var plan = intent switch
            {
                OrderIntent.New place => place.Plan,
                OrderIntent.Replace replace => ChangedOrder.After(
                    await Inner.GetOrderAsync(new OrderRef(replace.Account, replace.Target), cancellationToken).ConfigureAwait(false), replace.Change),
                _ => throw WorthErrors.Of("This kind of intent is not known."),
            };
            var worth = await valuer.OfAsync(plan, cancellationToken).ConfigureAwait(false);
            return new Money(worth.Value, worth.Currency);
        }
        catch (Exception exception) when (exception is BrokerageException or OverflowException)
        {
            return null;
        }
    }
}
