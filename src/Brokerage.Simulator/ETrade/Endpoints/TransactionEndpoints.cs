using System.Text.Json.Nodes;
using Brokerage.Markets;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Endpoints;

/// <summary>
/// The history of an account. Its pages have the flaws that were recorded: <c>moreTransactions</c> is false though more are there, and the last
/// line of a page is the first of the next.
/// </summary>
internal sealed class TransactionEndpoints(ETradeDesk desk)
{
    private const int LargestPage = 50;
    private const int Years = 2;

    private static readonly string[] Kept = ["startDate", "endDate", "sortOrder"];

    private readonly TransactionMapping _mapping = new(desk);

    public void Map(ETradeEndpoints endpoints)
    {
        endpoints.Map("GET", "/v1/accounts/{key}/transactions", Module.Accounts, "transactions", List);
        endpoints.Map("GET", "/v1/accounts/{key}/transactions/{transactionId}", Module.Accounts, "transaction details", Details);
    }

    private JsonObject? List(Call call)
    {
        var book = desk.Book(call.Route("key"));
        var size = ETradeEndpoints.Number(call, "count", LargestPage, 1, LargestPage, ETradeErrors.TransactionCount);
        var rows = Wanted(call, book);
        if (rows.Count == 0)
        {
            return null;
        }

        var from = Begin(call, rows, size);
        var page = rows.Skip(from).Take(size).ToList();
        var answer = new JsonObject();
        if (from + page.Count < rows.Count)
        {
            var marker = TransactionMapping.Marker(page[^1]);
            answer["next"] = Links.To($"/v1/accounts/{book.Key}/transactions?marker={marker}&count={size}{ETradeEndpoints.Kept(call, Kept)}");
            answer["marker"] = marker;
        }

        answer["pageMarkers"] = PageMarker(page[0]);
        answer["moreTransactions"] = false;
        answer["transactionCount"] = page.Count;
        answer["totalCount"] = rows.Count;
        answer["Transaction"] = Tree.List(page.Select(row => _mapping.Row(book, row)));
        return Tree.Rooted("TransactionListResponse", answer);
    }

    // Opaque, and only known to be there: given back, it is taken for the beginning of its page.
    private static string PageMarker(TransactionRow row) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(row.Id));

    /// <summary>The marker's own line comes again, unless pages have a single line: then nobody would ever get on.</summary>
    private static int Begin(Call call, List<TransactionRow> rows, int size)
    {
        if (call.Query("pageMarker") is { } first)
        {
            return rows.FindIndex(row => string.Equals(PageMarker(row), first, StringComparison.Ordinal)) is >= 0 and var place ? place : throw ETradeErrors.Parameter("pageMarker");
        }

        if (call.Query("marker") is not { } marker)
        {
            return 0;
        }

        var at = rows.FindIndex(row => string.Equals(TransactionMapping.Marker(row), marker, StringComparison.Ordinal));
        return at < 0 ? throw ETradeErrors.Parameter("marker") : size == 1 ? at + 1 : at;
    }

    private List<TransactionRow> Wanted(Call call, AccountBook book)
    {
        if (call.Query("marker") is not null && call.Query("pageMarker") is not null)
        {
            throw ETradeErrors.TwoMarkers();
        }

        var order = call.Query("sortOrder")?.ToUpperInvariant() ?? "DESC";
        if (order is not ("ASC" or "DESC"))
        {
            throw ETradeErrors.SortOrder();
        }

        var rows = TransactionRow.Of(desk, book);
        if (ETradeEndpoints.Dates(call, "startDate", "endDate") is var (from, to))
        {
            var today = NewYorkTime.DateAt(desk.Now);
            if (from < today.AddYears(-Years))
            {
                throw ETradeErrors.DateOutOfRange();
            }

            rows = rows.Where(row => NewYorkTime.DateAt(row.Entry.Time) is var day && day >= from && day <= to);
        }

        return [.. order is "ASC" ? rows : rows.Reverse()];
    }

    private JsonObject Details(Call call)
    {
        var book = desk.Book(call.Route("key"));
        var id = ETradeEndpoints.Part(call, "transactionId");
        var row = TransactionRow.Of(desk, book).FirstOrDefault(row => string.Equals(row.Id, id, StringComparison.Ordinal)) ?? throw ETradeErrors.Transaction();
        return Tree.Rooted("TransactionDetailsResponse", _mapping.Details(book, row));
    }
}
