using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Endpoints;

/// <summary>Holdings in pages and views, and the lots of one.</summary>
internal sealed class PortfolioEndpoints(ETradeDesk desk)
{
    private const int DefaultPage = 50;

    // What the server was seen to bear.
    private const int LargestPage = 65_535;

    private static readonly string[] Kept = ["sortBy", "sortOrder", "marketSession", "totalsRequired", "lotsRequired", "view"];

    private readonly PositionMapping _mapping = new(desk);

    public void Map(ETradeEndpoints endpoints)
    {
        endpoints.Map("GET", "/v1/accounts/{key}/portfolio", Module.Accounts, "portfolio", List);
        endpoints.Map("GET", "/v1/accounts/{key}/portfolio/{positionId}", Module.Accounts, "position lots", ShowLots);
    }

    private JsonObject? List(Call call)
    {
        var book = desk.Book(call.Route("key"));
        var size = ETradeEndpoints.Number(call, "count", DefaultPage, 1, LargestPage, () => ETradeErrors.Parameter("count"));
        var page = ETradeEndpoints.Number(call, "pageNumber", 1, 1, int.MaxValue, () => ETradeErrors.Parameter("pageNumber"));
        var view = ETradeEndpoints.Word(call, "view", "QUICK", "QUICK", "PERFORMANCE", "FUNDAMENTAL", "OPTIONSWATCH", "COMPLETE");
        _ = ETradeEndpoints.Word(call, "marketSession", "REGULAR", "REGULAR", "EXTENDED");
        var lots = Lots.Of(desk, book);
        var rows = Sorted(call, [.. Rows(book)], lots);
        var shown = rows.Skip((int)Math.Min((long)(page - 1) * size, int.MaxValue)).Take(size).ToList();
        if (shown.Count == 0)
        {
            return null;
        }

        var total = desk.Exchange.GetBalance(book.Id).Equity;
        var withLots = ETradeEndpoints.Flag(call, "lotsRequired");
        var portfolio = new JsonObject { ["accountId"] = book.Id.Value };
        var pages = (rows.Count + size - 1) / size;
        if (page < pages)
        {
            portfolio["next"] = Links.To($"/v1/accounts/{book.Key}/portfolio?pageNumber={page + 1}&count={size}{ETradeEndpoints.Kept(call, Kept)}");
            portfolio["nextPageNo"] = (page + 1).ToString(CultureInfo.InvariantCulture);
        }

        portfolio["totalPages"] = pages;
        portfolio["Position"] = Tree.List(shown.Select(row => Position(book, row, lots.Of(row), total, view, withLots)));
        var answer = new JsonObject();
        if (ETradeEndpoints.Flag(call, "totalsRequired"))
        {
            answer["Totals"] = Totals(book, rows, lots);
        }

        answer["AccountPortfolio"] = new JsonArray(portfolio);
        return Tree.Rooted("PortfolioResponse", answer);
    }

    private JsonObject? ShowLots(Call call)
    {
        var book = desk.Book(call.Route("key"));
        var id = ETradeEndpoints.Part(call, "positionId");
        if (Rows(book).FirstOrDefault(row => string.Equals(row.Id.ToString(CultureInfo.InvariantCulture), id, StringComparison.Ordinal)) is not { } found)
        {
            return null;
        }

        return Tree.Rooted("PositionLotsResponse", new JsonObject { ["shortType"] = found.Quantity < 0m ? 1 : 0, ["PositionLot"] = LotsOf(found, Lots.Of(desk, book).Of(found)) });
    }

    private JsonObject Position(AccountBook book, PositionRow row, IReadOnlyList<Lot> lots, decimal total, string view, bool withLots)
    {
        var position = _mapping.Position(book, row, lots, total, view);
        if (withLots)
        {
            position["PositionLot"] = LotsOf(row, lots);
        }

        return position;
    }

    private JsonArray LotsOf(PositionRow row, IReadOnlyList<Lot> lots) => Tree.List(lots.Select((lot, index) => _mapping.Lot(row, lot, index + 1)));

    private IEnumerable<PositionRow> Rows(AccountBook book)
    {
        var isMargin = desk.IsMargin(book);
        return desk.Exchange.GetPositions(book.Id).Where(held => Products.IsNamed(held.Instrument)).SelectMany(held => PositionRow.Of(book, held, isMargin));
    }

    private static List<PositionRow> Sorted(Call call, List<PositionRow> rows, Lots lots)
    {
        var descending = ETradeEndpoints.Word(call, "sortOrder", "DESC", "ASC", "DESC") is "DESC";
        Func<PositionRow, IComparable>? by = call.Query("sortBy")?.ToUpperInvariant() switch
        {
            null => null,
            "SYMBOL" or "TYPE_NAME" or "EXCHANGE_NAME" or "CURRENCY" or "DATE_ACQUIRED" => row => Products.Symbol(row.Held.Listing),
            "QUANTITY" or "LONG_OR_SHORT" => row => row.Quantity,
            "PRICEPAID" => row => row.Held.AverageCost,
            "MARKET_VALUE" => row => row.Value,
            "TOTAL_GAIN" or "TOTAL_GAIN_PCT" => row => row.Value - PositionMapping.CostOf(row, lots.Of(row)),
            "DAYS_GAIN" or "DAYS_GAIN_PCT" => row => row.Held.DayProfit,
            "LAST_TRADE" or "BI" or "BID" or "ASK" => row => row.Held.Price,
            // The interface has its own spelling of this one and knows no other.
            "INSTRINIC_VALUE" or "VOLUME" or "WEEK_52_HIGH" or "WEEK_52_LOW" => row => row.Held.Price,
            _ => throw ETradeErrors.Parameter("sortBy"),
        };
        return by is null ? rows : descending ? [.. rows.OrderByDescending(by)] : [.. rows.OrderBy(by)];
    }

    private JsonObject Totals(AccountBook book, List<PositionRow> rows, Lots lots)
    {
        var (value, cost) = (rows.Sum(row => row.Value), rows.Sum(row => PositionMapping.CostOf(row, lots.Of(row))));
        var today = rows.Sum(row => row.PartOf(row.Held.DayProfit));
        return new JsonObject
        {
            ["todaysGainLoss"] = Tree.Money(today),
            ["todaysGainLossPct"] = Tree.Percent(today, Math.Abs(value - today)),
            ["totalMarketValue"] = Tree.Money(value),
            ["totalGainLoss"] = Tree.Money(value - cost),
            ["totalGainLossPct"] = Tree.Percent(value - cost, Math.Abs(cost)),
            ["totalPricePaid"] = Tree.Money(rows.Sum(row => row.Cost)),
            ["cashBalance"] = Tree.Money(desk.Exchange.GetBalance(book.Id).Cash),
        };
    }
}
