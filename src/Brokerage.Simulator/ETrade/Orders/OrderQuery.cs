using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Simulator.ETrade.Endpoints;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>The list of orders, newest first, and a single one.</summary>
internal sealed class OrderQuery(ETradeDesk desk)
{
    private const int DefaultPage = 25;
    private const int LargestPage = 100;
    private const int MostSymbols = 25;

    private readonly OrderMapping _mapping = new(desk);

    public JsonObject? List(Call call, AccountBook book)
    {
        var size = ETradeEndpoints.Number(call, "count", DefaultPage, 1, LargestPage, () => ETradeErrors.Parameter("count"));
        List<ListedOrder> rows = [.. Filtered(call, AfterMarker(call, [.. Rows(book)]))];
        var page = rows.Take(size).ToList();
        if (page.Count == 0)
        {
            return null;
        }

        var answer = new JsonObject();
        if (page.Count < rows.Count)
        {
            var marker = page[^1].Id.ToString(CultureInfo.InvariantCulture);
            answer["marker"] = marker;
            answer["next"] = Links.To($"/v1/accounts/{book.Key}/orders?marker={marker}&count={size}");
        }

        answer["Order"] = Tree.List(page.Select(row => row.Show(false)));
        return Tree.Rooted("OrdersResponse", answer);
    }

    /// <summary>One order with what happened to it; null where there is none.</summary>
    public JsonObject? One(AccountBook book, long id)
    {
        var found = desk.Numbers.Find(book.Id, id) is { } number
            ? desk.Exchange.FindOrder(book.Id, number) is { } order && order.Root == order.Id ? Row(book, order) : null
            : Ends(book).FirstOrDefault(row => row.Id == id);
        return found is null ? null : Tree.Rooted("OrdersResponse", new JsonObject { ["Order"] = new JsonArray(found.Show(true)) });
    }

    /// <summary>
    /// The marker is the last number of the page before, so that new orders do not shift what is left. It is looked for among all orders: the one
    /// that it names may have left what the filters let through.
    /// </summary>
    private static IEnumerable<ListedOrder> AfterMarker(Call call, List<ListedOrder> rows)
    {
        if (call.Query("marker") is not { } text)
        {
            return rows;
        }

        var marker = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ETradeErrors.Parameter("marker");
        var at = rows.FindIndex(row => row.Id == marker);
        return at < 0 ? [] : rows.Skip(at + 1);
    }

    private IEnumerable<ListedOrder> Rows(AccountBook book)
    {
        var orders = desk.Exchange.GetOrders(book.Id, new OrderFilter { RootsOnly = true }).Select(order => Row(book, order))
            .Where(row => row.Instruments.All(Products.IsNamed));
        return orders.Concat(Ends(book)).OrderByDescending(row => row.Time).ThenByDescending(row => row.Id);
    }

    private ListedOrder Row(AccountBook book, ExchangeOrder root) =>
        new(desk.Numbers.Of(root), root.ReceivedAt, _mapping.Parts(book, root), null, withEvents => _mapping.Row(book, root, withEvents));

    private IEnumerable<ListedOrder> Ends(AccountBook book) =>
        desk.Exchange.GetLedger(book.Id).Where(entry => entry.Kind is LedgerKind.OptionEvent)
            .SelectMany(entry => entry.Postings.Where(posting => posting.Account == book.Id && posting.Asset.Instrument is Instrument.Option)
                .Select(posting => new ListedOrder(Ids.OptionEvent(entry), entry.Time, [], posting.Asset.Instrument, _ => _mapping.Event(book, entry, posting))));

    private IEnumerable<ListedOrder> Filtered(Call call, IEnumerable<ListedOrder> rows)
    {
        var status = ETradeEndpoints.Word(
            call, "status", "", "", "OPEN", "EXECUTED", "CANCELLED", "INDIVIDUAL_FILLS", "CANCEL_REQUESTED", "EXPIRED", "REJECTED");
        var security = ETradeEndpoints.Word(call, "securityType", "", "", "EQ", "OPTN", "MF", "MMF");
        var action = ETradeEndpoints.Word(call, "transactionType", "", "", "ATNM", "BUY", "SELL", "SELL_SHORT", "BUY_TO_COVER", "MF_EXCHANGE");
        var session = ETradeEndpoints.Word(call, "marketSession", "", "", OrderWords.Regular, OrderWords.Extended);
        var symbols = call.QueryList("symbol");
        if (symbols.Count > MostSymbols)
        {
            throw ETradeErrors.Parameter("symbol");
        }

        if (ETradeEndpoints.Dates(call, "fromDate", "toDate", withNumbers: false) is var (from, to))
        {
            rows = rows.Where(row => NewYorkTime.DateAt(row.Time) is var day && day >= from && day <= to);
        }

        return rows
            .Where(row => status.Length == 0 || HasStatus(row, status))
            .Where(row => security.Length == 0 || row.Instruments.Any(instrument => string.Equals(Products.SecurityType(instrument), security, StringComparison.Ordinal)))
            .Where(row => action is "" or "ATNM" || row.Parts.Any(order => order.Legs.Any(leg => IsOf(leg.Leg, action))))
            .Where(row => session.Length == 0 || row.Parts.Any(order => string.Equals(OrderWords.Session(order.Spec!.Sessions), session, StringComparison.Ordinal)))
            .Where(row => symbols.Count == 0
                || row.Instruments.Any(instrument => symbols.Contains(Products.Symbol(desk.Listing(instrument)), StringComparer.OrdinalIgnoreCase)));
    }

    // The words of the filter are those of shares; an option's begin with them.
    private static bool IsOf(OrderLeg leg, string action) => leg.Instrument is Instrument.Option
        ? OrderWords.Action(leg).StartsWith(action, StringComparison.Ordinal)
        : string.Equals(OrderWords.Action(leg), action, StringComparison.Ordinal);

    private bool HasStatus(ListedOrder row, string status) =>
        row.Parts.Any(order => OrderWords.IsUnder(status, order, desk.Options.PartlyFilled)) || (row.Parts.Count == 0 && status is "EXECUTED");
}
