using Brokerage.AspNetCore.Wire;

namespace Brokerage.AspNetCore.Mapping;

/// <summary>What became of orders, as a page may know it: no evidence, no wire id, no prepared order.</summary>
internal static class SubmitMapping
{
    public static PreviewWire ToWire(OrderPreview preview) => new()
    {
        Source = preview.Source.ToString(),
        Notices = [.. preview.Notices.Select(ToWire)],
        CommissionLow = Money(preview.Commission?.Low),
        CommissionHigh = Money(preview.Commission?.High),
        EstimatedTotal = Money(preview.EstimatedTotal),
        InitialMarginChange = preview.InitialMarginChange,
        BuyingPowerAfter = preview.BuyingPowerAfter,
    };

    public static SubmitResultWire ToWire(ClientOrderId id, SubmitResult result)
    {
        var wire = new SubmitResultWire { ClientOrderId = id.Value, Result = result.GetType().Name };
        return result switch
        {
            SubmitResult.Placed placed => wire with
            {
                Orders = [.. placed.Orders.Select(ToWire)],
                VerdictPending = placed.VerdictPending,
                Notices = [.. placed.Notices.Select(ToWire)],
            },
            SubmitResult.NeedsConfirmation question => wire with
            {
                Questions = [.. question.Questions.Select(each => new QuestionWire(each.Id, each.Source, each.Text, each.Options))],
                AnswerBy = question.AnswerBy,
            },
            SubmitResult.Rejected rejected => wire with { Error = rejected.Error.ToWire() },
            SubmitResult.OutcomeUnknown unknown => wire with { Error = unknown.Cause.ToWire() },
            _ => throw new InvalidOperationException("The results of a submit are a closed set."),
        };
    }

    public static OrderWishWire ToWire(ClientOrderId id, JournalEntry entry) => new(
        id.Value,
        entry.Account.Connection.Value,
        entry.Account.Account.Value,
        entry.State.ToString(),
        [.. entry.Orders.Select(ToWire)],
        entry.Error?.ToWire(),
        entry.ChangedAt);

    /// <summary>What the journal answers to a page that submits an order again of which nothing but the journal is left.</summary>
    /// <returns>Null if nothing of it is live, nor ever will be, and it may be wished for again.</returns>
    public static SubmitResultWire? ToAnswer(ClientOrderId id, JournalEntry entry)
    {
        var wire = new SubmitResultWire { ClientOrderId = id.Value, Result = nameof(SubmitResult.OutcomeUnknown) };
        return entry.State switch
        {
            JournalState.Placed => wire with { Result = nameof(SubmitResult.Placed), Orders = [.. entry.Orders.Select(ToWire)], VerdictPending = true },
            JournalState.Rejected or JournalState.NotArrived or JournalState.Withdrawn or JournalState.Expired =>
                wire with { Result = nameof(SubmitResult.Rejected), Error = WhyNothing(entry).ToWire() },
            // The question is not here any more, so that nobody can answer it; until then nothing is sent.
            JournalState.AwaitingAnswer or JournalState.Lapsed or JournalState.Recorded => null,
            // Sending, unknown, waiting for its market, and what is added one day: it may be live now or later.
            _ => wire with { Error = (entry.Error ?? StillOpen(entry)).ToWire() },
        };
    }

    private static BrokerageError WhyNothing(JournalEntry entry) => entry.State == JournalState.Rejected && entry.Error is { } error
        ? error
        : new BrokerageError(BrokerageErrorCode.OrderRejected, entry.Account.Broker, "The broker does not have this order.") { Account = entry.Account, Effect = Effect.None };

    private static BrokerageError StillOpen(JournalEntry entry) =>
        new(BrokerageErrorCode.Unknown, entry.Account.Broker, "What becomes of this order is not known yet; it is not sent again.")
        {
            Account = entry.Account,
            Effect = Effect.Unknown,
            Recovery = RecoveryAction.LookUpOrder,
        };

    private static AckWire ToWire(OrderAck ack) => new(ack.Role.ToString(), ack.Order?.Value, ack.Error?.ToWire());

    private static NoticeWire ToWire(Notice notice) => new(notice.Severity.ToString(), notice.Code, notice.Text, notice.Field);

    private static MoneyWire? Money(Money? money) => money is { } amount ? new MoneyWire(amount.Amount, amount.Currency.Code) : null;
}
