namespace Brokerage;

/// <summary>
/// Holds an account within its limits: judges each order and reserves what it may do, in one step, before it is sent; frees it when its end is
/// known. What cannot be judged is refused, and nothing leaves.
/// </summary>
internal sealed class RiskTrading : DelegatingTrading
{
    private readonly RiskBooks _books;
    private readonly BrokerEnvironment _environment;
    private readonly RiskReader _reader;
    private readonly OrderValuer _valuer;
    private readonly WishBook _wishes;

    public RiskTrading(IBrokerageConnection connection, ITrading trading, RiskBooks books, IOrderJournal journal)
        : base(trading)
    {
        _books = books;
        _environment = connection.Environment;
        _wishes = new WishBook(journal, books.Time);
        _reader = new RiskReader(connection, trading, journal, books.Time);
        _valuer = new OrderValuer(connection, books.Limits.PriceCollar);
    }

    public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        var account = BookOf(order.Intent.Account);
        RiskVerdict verdict;
        try
        {
            verdict = await JudgeAsync(account, order, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException exception)
        {
            return await _wishes.RefuseAsync(order, WorthErrors.NotJudged(exception.Error, order.Intent.Account)).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return await _wishes.RefuseAsync(order, RiskErrors.NotTold(order.Intent.Account, "the order journal could not be read")).ConfigureAwait(false);
        }
        catch (OverflowException)
        {
            return await _wishes.RefuseAsync(order, RiskErrors.NotTold(order.Intent.Account, "its figures are too large to reckon with")).ConfigureAwait(false);
        }

        return verdict.Kind switch
        {
            RiskVerdictKind.Refused => await _wishes.RefuseAsync(order, RiskErrors.AllOf(verdict.Reasons!)).ConfigureAwait(false),
            RiskVerdictKind.Reserved => await SendAsync(account, verdict.Reservation!, order, cancellationToken).ConfigureAwait(false),
            _ => await RepeatAsync(account, verdict.Reservation, order, cancellationToken).ConfigureAwait(false),
        };
    }

    public override async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        var result = await base.CancelAsync(order, cancellationToken).ConfigureAwait(false);
        if (result is CancelResult.AlreadyFinal final) See(final.Order);
        return result;
    }

    public override async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var sighting = await base.FindAsync(order, cancellationToken).ConfigureAwait(false);
        if (sighting is Sighting.Found found && BookOf(order.Intent.Account) is var account
            && account.Find(order.Intent.ClientOrderId.Value) is { } reservation)
        {
            account.Found(reservation, found.Orders);
        }

        return sighting;
    }

    public override async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        See(await base.GetOrderAsync(order, cancellationToken).ConfigureAwait(false));

    public override async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var orders = await base.GetOpenOrdersAsync(account, cancellationToken).ConfigureAwait(false);
        foreach (var order in orders.Items) See(order);
        return orders;
    }

    public override async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        var orders = await base.GetOrderHistoryAsync(query, cancellationToken).ConfigureAwait(false);
        foreach (var order in orders.Items) See(order);
        return orders;
    }

    /// <summary>Takes note of an order that was read.</summary>
    internal Order See(Order order)
    {
        BookOf(order.Ref.Account).See(order);
        return order;
    }

    private AccountRisk BookOf(AccountRef account) => _books.Of(account, _environment);

    private async ValueTask<RiskVerdict> JudgeAsync(AccountRisk account, PreparedOrder order, CancellationToken cancellationToken)
    {
        var intent = order.Intent;
        if (account.Find(intent.ClientOrderId.Value) is { } known)
        {
            await _reader.LookAsync(known, account, cancellationToken).ConfigureAwait(false);
            if (account.Find(intent.ClientOrderId.Value) is { } still) return new RiskVerdict(RiskVerdictKind.Known, still);
        }

        // A wish that was placed is answered by the journal, whatever the limits say by now.
        if (await _reader.IsAnsweredAsync(order, account, cancellationToken).ConfigureAwait(false)) return new RiskVerdict(RiskVerdictKind.Known);
        if (account.Mode == TradingMode.Stopped) return new RiskVerdict(RiskVerdictKind.Refused, Reasons: [RiskErrors.Stopped(intent.Account)]);
        if (_books.Limits.MaxOrdersPerDay is not null && account.CountFrom() is { } from)
            account.Count(from, await _reader.CountAsync(intent.Account.Account, from, cancellationToken).ConfigureAwait(false));

        var wish = await WishAsync(account, order, cancellationToken).ConfigureAwait(false);
        var started = account.Now();
        var isNew = false;
        while (true)
        {
            var reading = await account.ReadAsync(isNew ? started : 0, _reader, intent.Account, cancellationToken).ConfigureAwait(false);
            var verdict = account.TryReserve(wish.Request);
            if (verdict.Kind == RiskVerdictKind.NeedsWorth)
            {
                wish = await wish.ValuedAsync(_valuer, cancellationToken).ConfigureAwait(false);
                verdict = account.TryReserve(wish.Request);
            }

            // Nobody is refused for what was true some seconds ago.
            if (verdict.Kind != RiskVerdictKind.Refused || isNew || reading.Began > started) return verdict;
            isNew = true;
        }
    }

    private async ValueTask<RiskWish> WishAsync(AccountRisk account, PreparedOrder order, CancellationToken cancellationToken)
    {
        switch (order.Intent)
        {
            case OrderIntent.New place:
                return RiskWish.Of(order, place.Plan, _valuer);
            case OrderIntent.Replace replace:
                var target = await Inner.GetOrderAsync(new OrderRef(replace.Account, replace.Target), cancellationToken).ConfigureAwait(false);
                return RiskWish.Of(order, target, replace.Change, account);
            default:
                throw WorthErrors.Of("This kind of intent is not known.");
        }
    }

    private async ValueTask<SubmitResult> SendAsync(AccountRisk account, Reservation reservation, PreparedOrder order, CancellationToken cancellationToken)
    {
        try
        {
            return await SendReservedAsync(account, reservation, order, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            account.EndSending(reservation);
        }
    }

    private async ValueTask<SubmitResult> SendReservedAsync(
        AccountRisk account, Reservation reservation, PreparedOrder order, CancellationToken cancellationToken)
    {
        SubmitResult result;
        try
        {
            result = await Inner.SubmitAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (JournalTrading.ProvesNothingLeft(exception, cancellationToken)) account.Release(reservation);
            else account.Doubt(reservation);
            throw;
        }

        switch (result)
        {
            case SubmitResult.Placed placed:
                account.Place(reservation, placed.Orders, !placed.VerdictPending, placed.Snapshot);
                break;
            case SubmitResult.OutcomeUnknown or SubmitResult.Rejected { Error.Effect: not Effect.None }:
                account.Doubt(reservation);
                break;
            default:
                // Rejected or asked: nothing is live. The answer to the question is judged anew.
                account.Release(reservation);
                break;
        }

        return result;
    }

    // The journal answers for a wish that was sent before. Whatever it says, what is reserved for it stays: only evidence frees it. Where it has no
    // answer, another caller is about to send the wish, or it was refused a moment ago: then it is a wish like any other, and judged.
    private async ValueTask<SubmitResult> RepeatAsync(AccountRisk account, Reservation? reservation, PreparedOrder order, CancellationToken cancellationToken)
    {
        SubmitResult? answer;
        try
        {
            answer = await _wishes.AnswerAsync(order.Intent, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return new SubmitResult.OutcomeUnknown(order, JournalErrors.NotRead(order.Intent));
        }

        if (answer is null)
        {
            if (reservation is null) return await SubmitAsync(order, cancellationToken).ConfigureAwait(false);
            var sending = reservation.State == ReservationState.Sending ? account.SentAsync(reservation) : Task.CompletedTask;
            var isBeingSent = !sending.IsCompleted;
            await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (isBeingSent || account.Find(order.Intent.ClientOrderId.Value) is null) return await SubmitAsync(order, cancellationToken).ConfigureAwait(false);
        }

        var result = answer ?? await Inner.SubmitAsync(order, cancellationToken).ConfigureAwait(false);
        if (result is SubmitResult.Placed placed && reservation is { State: ReservationState.Unknown })
            account.Place(reservation, placed.Orders, isJudged: false, placed.Snapshot);
        return result;
    }
}
