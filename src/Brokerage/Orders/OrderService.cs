namespace Brokerage;

/// <summary>Leads each request to the trading role of the connection that it names.</summary>
internal sealed class OrderService(ConnectionManager connections, IOrderJournal journal, WishesUnderWay underWay, TimeProvider time) : IOrderService, IDisposable
{
    // Between the look whose an order is and the word that gives it to a wish nobody else may give it away.
    private readonly SemaphoreSlim _deciding = new(1, 1);
    private readonly WishBook _wishes = new(journal, time);

    public async Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(intent);
        var lease = await LeaseAsync(intent.Account, cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
            return await TradingOf(lease).PrepareAsync(intent, withPreview, cancellationToken).ConfigureAwait(false);
    }

    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        var (lease, refusal) = await TryLeaseAsync(order.Intent.Account, cancellationToken).ConfigureAwait(false);
        if (lease is null)
            return await _wishes.RefuseAsync(order, refusal!).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
            return await lease.Trading!.SubmitAsync(order, cancellationToken).ConfigureAwait(false);
    }

    public async Task<SubmitResult> PlaceAsync(OrderIntent intent, CancellationToken cancellationToken = default)
    {
        PreparedOrder prepared;
        try
        {
            prepared = await PrepareAsync(intent, withPreview: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is BrokerageException or IOException)
        {
            // Nothing was sent now; what of an earlier time, the journal knows.
            if (await EarlierAnswerAsync(intent).ConfigureAwait(false) is { } answer) return answer;
            throw;
        }

        return await SubmitAsync(prepared, cancellationToken).ConfigureAwait(false);
    }

    public async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        var (lease, refusal) = await TryLeaseAsync(order.Account, cancellationToken).ConfigureAwait(false);
        if (lease is null)
            return new CancelResult.Refused(refusal!);
        await using (lease.ConfigureAwait(false))
            return await lease.Trading!.CancelAsync(order, cancellationToken).ConfigureAwait(false);
    }

    public Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return ReadAsync(order.Intent.Account, trading => trading.FindAsync(order, cancellationToken), cancellationToken);
    }

    public Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return ReadAsync(order.Account, trading => trading.GetOrderAsync(order, cancellationToken), cancellationToken);
    }

    public Task<Snapshot<Order>> GetOpenOrdersAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        return ReadAsync(account, trading => trading.GetOpenOrdersAsync(account.Account, cancellationToken), cancellationToken);
    }

    public async Task<Page<Order>> GetHistoryAsync(
        ConnectionId connection, HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var lease = await connections.LeaseAsync(connection, cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
            return await TradingOf(lease).GetOrderHistoryAsync(query, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<JournalEntry>> ListUnknownAsync(AccountRef? account = null, CancellationToken cancellationToken = default)
    {
        var open = await journal.ListOpenAsync(account, cancellationToken).ConfigureAwait(false);
        return [.. open.Where(underWay.IsUnknown)];
    }

    public async Task<JournalEntry> ResolveAsync(
        ClientOrderId order, OrderDecision decision, string by, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var key = JournalEntry.KeyOf(order);
        var word = new JournalDecision(by, reason, time.GetUtcNow());
        var (state, orders) = decision is OrderDecision.Placed placed
            ? (JournalState.Placed, (IReadOnlyList<OrderAck>)[new OrderAck(OrderRole.Unknown, placed.Order)])
            : (JournalState.NotArrived, []);
        await _deciding.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await DecideAsync(order, key, state, orders, word, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _deciding.Release();
        }
    }

    public void Dispose() => _deciding.Dispose();

    private async Task<JournalEntry> DecideAsync(
        ClientOrderId order, string key, JournalState state, IReadOnlyList<OrderAck> orders, JournalDecision word, CancellationToken cancellationToken)
    {
        while (true)
        {
            var entry = await journal.FindAsync(key, cancellationToken).ConfigureAwait(false)
                ?? throw new ArgumentException($"The journal holds no wish '{order}'.", nameof(order));
            if (!underWay.IsUnknown(entry)) throw new InvalidOperationException($"'{order}' is {entry.State}: there is nothing to decide.");
            await RequireFreeAsync(entry, orders, cancellationToken).ConfigureAwait(false);

            // Only what the person saw is settled: meanwhile it may have been found, or proven absent and sent again.
            var settled = entry with
            {
                State = state, Decision = word, Orders = orders, Version = entry.Version + 1, ChangedAt = word.At,
                Error = state == JournalState.Placed ? null : entry.Error,
            };
            if (await journal.TryWriteAsync(settled, CancellationToken.None).ConfigureAwait(false)) return settled;
        }
    }

    // One order is the answer to one wish; of a change it may be the order itself that was changed.
    private async Task RequireFreeAsync(JournalEntry entry, IReadOnlyList<OrderAck> orders, CancellationToken cancellationToken)
    {
        foreach (var order in (entry with { Orders = orders }).OwnOrders)
        {
            var owner = await journal.FindByOrderAsync(new OrderRef(entry.Account, order), cancellationToken).ConfigureAwait(false);
            if (owner is not null && !string.Equals(owner.Key, entry.Key, StringComparison.Ordinal))
                throw new InvalidOperationException(JournalErrors.TakenBy(order, owner));
        }
    }

    private async Task<SubmitResult?> EarlierAnswerAsync(OrderIntent intent)
    {
        try
        {
            return await _wishes.AnswerAsync(intent, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new BrokerageException(JournalErrors.NotRead(intent), exception);
        }
    }

    private async Task<T> ReadAsync<T>(AccountRef account, Func<ITrading, Task<T>> read, CancellationToken cancellationToken)
    {
        var lease = await LeaseAsync(account, cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
            return await read(TradingOf(lease)).ConfigureAwait(false);
    }

    /// <summary>A lease whose connection trades, or the reason why there is none: nothing of the order has left in this call.</summary>
    private async Task<(ConnectionLease? Lease, BrokerageError? Refusal)> TryLeaseAsync(AccountRef account, CancellationToken cancellationToken)
    {
        ConnectionLease? lease = null;
        try
        {
            lease = await LeaseAsync(account, cancellationToken).ConfigureAwait(false);
            _ = TradingOf(lease);
            return (lease, null);
        }
        catch (BrokerageException exception)
        {
            if (lease is not null)
                await lease.DisposeAsync().ConfigureAwait(false);
            // Opening the connection may have ended in doubt; the order did not even begin.
            return (null, exception.Error with { Effect = Effect.None, Account = account });
        }
        catch (IOException)
        {
            // Opening reads the journal.
            return (null, JournalErrors.NotOpened(account.Broker) with { Account = account });
        }
    }

    private async Task<ConnectionLease> LeaseAsync(AccountRef account, CancellationToken cancellationToken)
    {
        var lease = await connections.TryLeaseAsync(account.Connection, cancellationToken).ConfigureAwait(false)
            ?? throw new BrokerageException(ConnectionErrors.NotKnown(account.Connection, account.Broker));
        if (lease.Broker == account.Broker)
            return lease;

        await lease.DisposeAsync().ConfigureAwait(false);
        throw new ArgumentException($"Connection '{account.Connection}' is to '{lease.Broker}', not to '{account.Broker}'.", nameof(account));
    }

    private static ITrading TradingOf(IBrokerageConnection connection) =>
        connection.Trading ?? throw new BrokerageException(new BrokerageError(
            BrokerageErrorCode.FeatureNotSupported, connection.Broker, $"'{connection.Broker}' takes no orders through this suite."));
}
