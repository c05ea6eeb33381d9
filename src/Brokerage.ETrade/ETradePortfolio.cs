using System.Globalization;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>GET /v1/accounts/{key}/portfolio, page by page. An account without holdings is a 204; in the middle that is a page that is missing.</summary>
internal sealed class ETradePortfolio(ETradeSession session)
{
    private const int MostPages = 200;
    private static readonly string RowsPerPage = 200.ToString(CultureInfo.InvariantCulture);

    /// <summary>All rows, each once, with what <paramref name="map"/> makes of them; not whole where one cannot be read, or fewer pages came than there are.</summary>
    /// <param name="account">Whose they are.</param>
    /// <param name="map">Reads a row, by when it came.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Snapshot<T>> ReadAsync<T>(AccountId account, Func<PositionWire, AsOf, T> map, CancellationToken cancellationToken)
    {
        List<T> items = [];
        List<ItemFailure> failures = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pages = new HashSet<string>(StringComparer.Ordinal);
        AsOf? first = null;
        string? page = null;
        var there = 0;
        for (var read = 1; read <= MostPages; read++)
        {
            var (answer, asOf) = await PageAsync(account, page, cancellationToken).ConfigureAwait(false);
            var portfolios = answer?.PortfolioResponse?.AccountPortfolio ?? [];
            var rows = portfolios.Sum(portfolio => portfolio.Position?.Count ?? 0);
            there = Math.Max(there, portfolios.Max(portfolio => portfolio.TotalPages) ?? 0);
            if (first is null)
            {
                // Both would else grow several times over, and leave twice as much behind.
                first = asOf;
                items.EnsureCapacity(rows * Math.Clamp(there, 1, MostPages));
                seen.EnsureCapacity(items.Capacity);
            }

            // A position that moved between two pages comes twice; one without an id is taken as it comes.
            Take(portfolios.SelectMany(portfolio => portfolio.Position ?? []).Where(row => row.PositionId is not { } id || seen.Add(id)), row => map(row, asOf), items, failures);
            var isEmpty = rows == 0 && read > 1;
            var next = portfolios.Select(portfolio => portfolio.NextPageNo?.Trim()).FirstOrDefault(number => !string.IsNullOrEmpty(number));
            if (next is null || isEmpty || !pages.Add(next))
            {
                return new Snapshot<T>(items, there <= read && !isEmpty && failures.Count == 0, failures, first.Value);
            }

            page = next;
        }

        return new Snapshot<T>(items, IsComplete: false, failures, first!.Value);
    }

    private void Take<T>(IEnumerable<PositionWire> rows, Func<PositionWire, T> map, List<T> items, List<ItemFailure> failures)
    {
        foreach (var row in rows)
        {
            session.Symbols.Learn(row.Product, row.OsiKey);
            Rows.Take(row, map, one => one.PositionId, items, failures);
        }
    }

    private Task<(PortfolioAnswerWire? Value, AsOf AsOf)> PageAsync(AccountId account, string? page, CancellationToken cancellationToken) => session.GetAsync(
        "accounts.positions", ETradeSession.AccountsRate, EndpointPurpose.Trading, RequestPath.Of($"accounts/{account.Value}/portfolio"),
        [("count", RowsPerPage), ("view", "QUICK"), ("pageNumber", page)], ETradeJson.Default.PortfolioAnswerWire, account, cancellationToken);
}
