using Brokerage.Exchange;
using Brokerage.Mock.Mapping;

namespace Brokerage.Mock;

/// <summary>Hands prepared orders to the exchange and says what became of them.</summary>
internal sealed class MockSubmission(MockSession session)
{
    private const string HashTag = "intent";

    /// <exception cref="OperationCanceledException">The wait was ended before the exchange acted.</exception>
    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken)
    {
        var faults = session.World.Options.Faults;
        if (session.Refusal() is { } refusal)
            return new SubmitResult.Rejected(refusal with { Account = order.Intent.Account });
        if (faults.TakeLostRequest())
            return new SubmitResult.OutcomeUnknown(order, MockErrors.Lost());

        SubmitResult result;
        try
        {
            result = await ActAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (ExchangeLineException)
        {
            // A customer cannot tell whether the exchange has acted, so neither does this.
            return new SubmitResult.OutcomeUnknown(order, MockErrors.Lost());
        }

        return faults.TakeLostAnswer() ? new SubmitResult.OutcomeUnknown(order, MockErrors.Lost()) : result;
    }

    private Task<SubmitResult> ActAsync(PreparedOrder order, CancellationToken cancellationToken) => order.Intent is OrderIntent.Replace replace
        ? ReplaceAsync(order, replace, cancellationToken)
        : PlaceAsync(order, (OrderIntent.New)order.Intent, cancellationToken);

    private async Task<SubmitResult> PlaceAsync(PreparedOrder order, OrderIntent.New place, CancellationToken cancellationToken)
    {
        var wireId = WireIdOf(order);
        var hash = OrderCodec.Hash(order.Intent);
        var ticket = new OrderTicket
        {
            Account = place.Account.Account,
            Plan = session.Symbols.Spell(place.Plan),
            ClientId = wireId,
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [HashTag] = hash },
        };
        var receipt = await session.World.Line.SubmitAsync(ticket, cancellationToken).ConfigureAwait(false);
        if (receipt.Rejection is { Reason: RejectReason.DuplicateClientId } duplicate)
            return Adopt(place, wireId, hash, duplicate);
        return receipt.IsAccepted
            ? Placed(receipt.Orders, place.Account, [])
            : new SubmitResult.Rejected(MockErrors.Of(receipt.Rejection!, place.Account));
    }

    private async Task<SubmitResult> ReplaceAsync(PreparedOrder order, OrderIntent.Replace replace, CancellationToken cancellationToken)
    {
        var account = replace.Account.Account;
        var receipt = await session.World.Line
            .ReplaceAsync(account, replace.Target, replace.Change, WireIdOf(order), cancellationToken).ConfigureAwait(false);
        return receipt.IsAccepted
            ? Placed(session.Exchange.GetOrderTree(account, receipt.Replacement.Id), replace.Account, [])
            : new SubmitResult.Rejected(MockErrors.Of(receipt.Rejection!, replace.Account));
    }

    // The id is taken: by our own earlier request, which is taken over, or by another wish under the same id.
    private SubmitResult Adopt(OrderIntent.New place, string wireId, string hash, Rejection duplicate)
    {
        var error = MockErrors.Of(duplicate, place.Account);
        var account = place.Account.Account;
        var known = session.Exchange.FindOrderByClientId(account, wireId);
        return known is not null && known.Tags.TryGetValue(HashTag, out var other) && string.Equals(other, hash, StringComparison.Ordinal)
            ? Placed(session.Exchange.GetOrderTree(account, known.Id), place.Account, [AlreadyThere(error)])
            : new SubmitResult.Rejected(error with
            {
                Code = BrokerageErrorCode.IdempotencyConflict,
                Message = "Another order carries this client order id.",
                Recovery = RecoveryAction.FixRequest,
            });
    }

    private SubmitResult.Placed Placed(IReadOnlyList<ExchangeOrder> tree, AccountRef account, IReadOnlyList<Notice> notices)
    {
        var snapshot = OrderMapping.ToTree(tree, account, session.Symbols, session.Now);
        return new SubmitResult.Placed(
            [.. tree.Select(order => new OrderAck(order.Role, order.Id, order.Rejection is { } why ? MockErrors.Of(why, account) : null))],
            VerdictPending: !tree[0].IsAcknowledged && !tree[0].IsFinal,
            notices,
            snapshot);
    }

    private static Notice AlreadyThere(BrokerageError duplicate) =>
        new(NoticeSeverity.Info, duplicate.BrokerCode, "The order was there already; it was taken over.");

    private static string WireIdOf(PreparedOrder order) =>
        order.Attempt == 1 ? order.WireId! : WireIds.For(order.Intent.ClientOrderId, order.Attempt);
}
