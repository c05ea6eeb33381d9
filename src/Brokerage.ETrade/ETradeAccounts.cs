using System.Globalization;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Markets;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>The accounts of a login: their figures, holdings and history.</summary>
internal sealed class ETradeAccounts(ETradeSession session) : IAccounts
{
    private const int MostPages = 200;
    private static readonly string PositionsPerPage = 200.ToString(CultureInfo.InvariantCulture);
    private static readonly string TransactionsPerPage = 50.ToString(CultureInfo.InvariantCulture);

    public async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        var known = await session.ReadAccountsAsync(cancellationToken).ConfigureAwait(false);
        return new Snapshot<Account>([.. known.Items.Select(account => account.Account)], known.IsComplete, known.Failures, known.AsOf);
    }

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var known = await session.AccountAsync(account, cancellationToken).ConfigureAwait(false);
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
        List<(Position, string?)> positions = [];
        List<ItemFailure> failures = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        AsOf? first = null;
        string? page = null;
        for (var count = 0; count < MostPages; count++)
        {
            var (answer, asOf) = await PortfolioAsync(account, page, cancellationToken).ConfigureAwait(false);
            first ??= asOf;
            var portfolios = answer?.PortfolioResponse?.AccountPortfolio ?? [];

            // A position that moved between two pages comes twice; one without an id is taken as it comes.
            var fresh = portfolios.SelectMany(portfolio => portfolio.Position ?? []).Where(row => row.PositionId is not { } id || seen.Add(id)).ToList();
            var (items, unread) = Rows.Read(fresh, row => (PositionMapping.ToPosition(row, known.Ref, asOf), row.PositionId), row => row.PositionId);
            positions.AddRange(items);
            fresh.ForEach(row => session.Symbols.Learn(row.Product, row.OsiKey));
            failures.AddRange(unread);
            var next = portfolios.Select(portfolio => portfolio.NextPageNo?.Trim()).FirstOrDefault(number => !string.IsNullOrEmpty(number));
            if (next is null || fresh.Count == 0 || string.Equals(next, page, StringComparison.Ordinal))
            {
                return new Snapshot<Position>(PositionMapping.Apart(positions), failures.Count == 0, failures, first.Value);
            }

            page = next;
        }

        return new Snapshot<Position>(PositionMapping.Apart(positions), IsComplete: false, failures, first!.Value);
    }

    public async Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var stretch = HistoryStretch.Of(query, session.Now);
        var cursor = HistoryCursor.Read(query.Cursor, "t", stretch);
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
        var rows = list?.Transaction ?? [];

        // The last row of a page comes again as the first of the next; a page that begins as the one before is that page.
        var isRepeated = cursor?.FirstId is { } first && rows is [var row0, ..] && string.Equals(row0.TransactionId, first, StringComparison.Ordinal);
        var fresh = isRepeated ? [] : rows.Where(row => row.TransactionId is null || !string.Equals(row.TransactionId, cursor?.LastId, StringComparison.Ordinal)).ToList();
        var (items, failures) = Rows.Read(fresh, row => TransactionMapping.ToTransaction(row, known.Ref, asOf.Received), row => row.TransactionId);
        var inside = items.Where(item => IsInside(item, query)).ToList();
        var next = fresh.Count == 0 ? null : Next(list, rows[0].TransactionId, rows[^1].TransactionId, cursor, stretch);
        return new Page<Transaction>(inside, next, stretch.OldestAvailable, failures);
    }

    private Task<(PortfolioAnswerWire? Value, AsOf AsOf)> PortfolioAsync(AccountId account, string? page, CancellationToken cancellationToken) => session.GetAsync(
        "accounts.positions", ETradeSession.AccountsRate, EndpointPurpose.Trading, RequestPath.Of($"accounts/{account.Value}/portfolio"),
        [("count", PositionsPerPage), ("view", "QUICK"), ("pageNumber", page)], ETradeJson.Default.PortfolioAnswerWire, account, cancellationToken);

    // Whether there are more its own flag does not say reliably: a marker does, which may stand in the next page's address alone.
    private static string? Next(TransactionListWire? list, string? firstId, string? lastId, HistoryCursor? cursor, HistoryStretch stretch)
    {
        var marker = Marker.Of(list?.Marker, list?.Next);
        var leadsOn = marker is not null && !string.Equals(marker, cursor?.Marker, StringComparison.Ordinal);
        return leadsOn ? new HistoryCursor(marker!, firstId, lastId).Write("t", stretch) : null;
    }

    // Of most rows the day alone is told.
    private static bool IsInside(Transaction row, HistoryQuery query) => (row.Time, row.Date) switch
    {
        ({ } time, _) => time >= query.From && time < query.To,
        (_, { } day) => day >= NewYorkTime.DateAt(query.From) && NewYorkTime.At(day, TimeOnly.MinValue) < query.To,
        _ => true,
    };
}
