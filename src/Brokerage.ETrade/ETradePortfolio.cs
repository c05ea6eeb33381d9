using System.Globalization;
using Brokerage.ETrade.Wire;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>GET /v1/accounts/{key}/portfolio, page by page. An account without holdings is a 204; in the middle that is a page that is missing.</summary>
internal sealed class ETradePortfolio(ETradeSession session)
{
    private const int MostPages = 200;
    private static readonly string RowsPerPage = 200.ToString(CultureInfo.InvariantCulture);

    /// <summary>All rows, each once, with when it came; not whole where fewer pages came than there are.</summary>
    public async Task<(IReadOnlyList<(PositionWire Wire, AsOf AsOf)> Rows, bool IsWhole, AsOf AsOf)> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        List<(PositionWire, AsOf)> all = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pages = new HashSet<string>(StringComparer.Ordinal);
        AsOf? first = null;
        string? page = null;
        var there = 0;
        for (var read = 1; read <= MostPages; read++)
        {
            var (answer, asOf) = await PageAsync(account, page, cancellationToken).ConfigureAwait(false);
            first ??= asOf;
            var portfolios = answer?.PortfolioResponse?.AccountPortfolio ?? [];
            var rows = portfolios.SelectMany(portfolio => portfolio.Position ?? []).ToList();

            // A position that moved between two pages comes twice; one without an id is taken as it comes.
            all.AddRange(rows.Where(row => row.PositionId is not { } id || seen.Add(id)).Select(row => (row, asOf)));
            rows.ForEach(row => session.Symbols.Learn(row.Product, row.OsiKey));

            there = Math.Max(there, portfolios.Max(portfolio => portfolio.TotalPages) ?? 0);
            var isEmpty = rows.Count == 0 && read > 1;
            var next = portfolios.Select(portfolio => portfolio.NextPageNo?.Trim()).FirstOrDefault(number => !string.IsNullOrEmpty(number));
            if (next is null || isEmpty || !pages.Add(next))
            {
                return (all, there <= read && !isEmpty, first.Value);
            }

            page = next;
        }

        return (all, false, first!.Value);
    }

    private Task<(PortfolioAnswerWire? Value, AsOf AsOf)> PageAsync(AccountId account, string? page, CancellationToken cancellationToken) => session.GetAsync(
        "accounts.positions", ETradeSession.AccountsRate, EndpointPurpose.Trading, RequestPath.Of($"accounts/{account.Value}/portfolio"),
        [("count", RowsPerPage), ("view", "QUICK"), ("pageNumber", page)], ETradeJson.Default.PortfolioAnswerWire, account, cancellationToken);
}
