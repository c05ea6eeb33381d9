using System.Globalization;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Markets;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>The accounts of a login: their figures, holdings and history.</summary>
internal sealed class ETradeAccounts(ETradeSession session) : IAccounts
{
    private static readonly string TransactionsPerPage = 50.ToString(CultureInfo.InvariantCulture);

    private readonly ETradePortfolio _portfolio = new(session);

    public async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        var known = await session.ReadAccountsAsync(cancellationToken).ConfigureAwait(false);
        return new Snapshot<Account>([.. known.Items.Select(account => account.Account)], known.IsComplete, known.Failures, known.AsOf);
    }

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var known = await session.AccountAsync(account, cancellationToken).ConfigureAwait(false);
        if (!AccountMapping.IsBrokerage(known.Wire))
        {
            // Balances are of the brokerage's accounts; of the bank's none is told.
            return AccountMapping.ToBalance(new BalanceWire(), known.Wire.AccountMode, known.Ref, new AsOf(session.Clock.GetUtcNow()));
        }

        var (answer, asOf) = await session.GetAsync(
            "accounts.balance", ETradeSession.AccountsRate, EndpointPurpose.Trading, RequestPath.Of($"accounts/{account.Value}/balance"),
            [("instType", "BROKERAGE"), ("realTimeNAV", "true")], ETradeJson.Default.BalanceAnswerWire, account, cancellationToken).ConfigureAwait(false);
        return answer?.BalanceResponse is { } wire
            ? AccountMapping.ToBalance(wire, known.Wire.AccountMode, known.Ref, asOf)
            : throw ETradeErrors.Unreadable("no balance");
    }

    public async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var known = await session.AccountAsync(account, cancellationToken).ConfigureAwait(false);
        if (!AccountMapping.IsBrokerage(known.Wire))
        {
            return Snapshot<Position>.Complete([], new AsOf(session.Clock.GetUtcNow()));
        }

        var rows = await _portfolio.ReadAsync(
            account, (row, asOf) => (PositionMapping.ToPosition(row, known.Ref, asOf), row.PositionId), cancellationToken).ConfigureAwait(false);
        return new Snapshot<Position>(PositionMapping.Apart(rows.Items), rows.IsComplete, rows.Failures, rows.AsOf);
    }

    public async Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var cursor = HistoryCursor.Read(query, "t");
        var stretch = HistoryStretch.Of(query, session.Now).From(cursor);
        var known = await session.AccountAsync(query.Account, cancellationToken).ConfigureAwait(false);
        if (stretch.IsEmpty)
        {
            return new Page<Transaction>([], Next: null, stretch.OldestAvailable, []);
        }

        var (answer, asOf) = await session.GetAsync(
            "accounts.transactions", ETradeSession.AccountsRate, EndpointPurpose.Trading, RequestPath.Of($"accounts/{query.Account.Value}/transactions"),
            [
                ("startDate", Times.Text(stretch.First)), ("endDate", Times.Text(stretch.Last)), ("sortOrder", "DESC"),
                ("count", TransactionsPerPage), ("marker", cursor?.Marker),
            ],
            ETradeJson.Default.TransactionListAnswerWire, query.Account, cancellationToken).ConfigureAwait(false);
        var list = answer?.TransactionListResponse;

        // Without its rows a page says nothing: of none it is a 204.
        var rows = list is null ? [] : list.Transaction ?? throw ETradeErrors.Unreadable("a page of transactions without its rows");

        // The last row of a page comes again as the first of the next; a page that begins as the one before is that page.
        var isRepeated = cursor?.FirstId is { } first && rows is [var row0, ..] && string.Equals(row0.TransactionId, first, StringComparison.Ordinal);
        var fresh = isRepeated ? [] : rows.Where(row => row.TransactionId is null || !string.Equals(row.TransactionId, cursor?.LastId, StringComparison.Ordinal)).ToList();
        var (items, failures) = Rows.Read(fresh, row => TransactionMapping.ToTransaction(row, known.Ref, asOf.Received), row => row.TransactionId);
        var inside = items.Where(item => IsInside(item, query)).ToList();
        var next = fresh.Count == 0 ? null : Next(list, rows[0].TransactionId, rows[^1].TransactionId, cursor, stretch, query);
        return new Page<Transaction>(inside, next, stretch.OldestAvailable, failures);
    }

    // Whether there are more its own flag does not say reliably: a marker does, which may stand in the next page's address alone.
    private static string? Next(TransactionListWire? list, string? firstId, string? lastId, HistoryCursor? cursor, HistoryStretch stretch, HistoryQuery query)
    {
        var marker = Marker.Of(list?.Marker, list?.Next);
        var leadsOn = marker is not null && !string.Equals(marker, cursor?.Marker, StringComparison.Ordinal);
        return leadsOn ? new HistoryCursor(marker!, stretch.First, stretch.Last, firstId, lastId).Write("t", query) : null;
    }

    // Of most rows the day alone is told.
    private static bool IsInside(Transaction row, HistoryQuery query) => (row.Time, row.Date) switch
    {
        ({ } time, _) => time >= query.From && time < query.To,
        (_, { } day) => day >= NewYorkTime.DateAt(query.From) && NewYorkTime.At(day, TimeOnly.MinValue) < query.To,
        _ => true,
    };
}
