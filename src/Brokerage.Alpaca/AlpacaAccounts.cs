using System.Globalization;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>The one account of a credential: its figures, holdings and history.</summary>
internal sealed class AlpacaAccounts(AlpacaSession session) : IAccounts
{
    private const int PageSize = 100;

    public async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        var reading = await session.ReadAccountAsync(cancellationToken).ConfigureAwait(false);
        return Snapshot<Account>.Complete([reading.Account], reading.AsOf);
    }

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var reading = await session.ReadAccountAsync(cancellationToken).ConfigureAwait(false);
        session.Require(account, reading.Account);
        return AccountMapping.ToBalance(reading.Wire, reading.Account.Ref, reading.AsOf);
    }

    public async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var known = await session.AccountAsync(account, cancellationToken).ConfigureAwait(false);
        var (rows, asOf) = await session.GetAsync(
            "positions.list", EndpointPurpose.Trading, "v2/positions", AlpacaJson.Default.IReadOnlyListPositionWire, cancellationToken).ConfigureAwait(false);
        return Rows.ToSnapshot(rows, row => PositionMapping.ToPosition(row, known.Ref, known.BaseCurrency, asOf), row => row.Symbol, asOf);
    }

    public async Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        // A page's token is the id of its last row: a time, two colons, an id. Alpaca answers anything else with an empty page.
        if (query.Cursor?.Contains("::", StringComparison.Ordinal) == false)
        {
            throw AlpacaErrors.WrongCursor();
        }

        var known = await session.AccountAsync(query.Account, cancellationToken).ConfigureAwait(false);
        var path = RequestPath.WithQuery(
            "v2/account/activities",
            ("after", query.From > DateTimeOffset.MinValue ? Text(query.From.AddTicks(-1)) : null),   // exclusive at Alpaca, inclusive here
            ("until", Text(query.To)),
            ("direction", "desc"),
            ("page_size", PageSize.ToString(CultureInfo.InvariantCulture)),
            ("page_token", query.Cursor));
        var (rows, _) = await session.GetAsync(
            "activities.list", EndpointPurpose.Trading, path, AlpacaJson.Default.IReadOnlyListActivityWire, cancellationToken).ConfigureAwait(false);
        var (items, failures) = Rows.Read(rows, row => ActivityMapping.ToTransaction(row, known.Ref, known.BaseCurrency), row => row.Id);
        // The token of the next page is the last row's id; only a full page can have one.
        return new Page<Transaction>(items, rows.Count < PageSize ? null : rows[^1]?.Id, OldestAvailable: null, failures);
    }

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
