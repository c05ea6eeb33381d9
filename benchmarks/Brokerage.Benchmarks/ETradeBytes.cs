using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Brokerage.ETrade.Wire;

namespace Brokerage.Benchmarks;

/// <summary>
/// What E*TRADE would answer, made up: an account, its positions and its orders, in the pages that it cuts them into. The rows have the fields
/// of the recorded ones.
/// </summary>
internal static partial class ETradeBytes
{
    public const string Key = "b7Qm2Vx9TzR4wLpB6sYnKA";
    public const int PositionsPerPage = 200;
    public const int OrdersPerPage = 100;

    private static readonly string[] Statuses = ["EXECUTED", "EXECUTED", "OPEN", "INDIVIDUAL_FILLS", "CANCELLED", "EXPIRED"];

    private static readonly string[] PriceTypes = ["LIMIT", "MARKET", "LIMIT", "STOP", "STOP_LIMIT", "LIMIT", "TRAILING_STOP_PRCT"];

    public static DateTimeOffset Now { get; } = new(2026, 3, 16, 15, 30, 0, TimeSpan.Zero);

    public static byte[] Accounts { get; } = Encoding.UTF8.GetBytes($$"""
        {"AccountListResponse":{"Accounts":{"Account":[{"accountId":"84417733","accountIdKey":"{{Key}}","accountMode":"MARGIN","accountDesc":"Brokerage",
         "accountName":"","accountType":"INDIVIDUAL","institutionType":"BROKERAGE","accountStatus":"ACTIVE","closedDate":0}]} } }
        """);

    public static byte[][] Positions(int count) => [.. Enumerable.Range(0, count).Chunk(PositionsPerPage).Select((rows, page) =>
        Encoding.UTF8.GetBytes($$"""
            {"PortfolioResponse":{"AccountPortfolio":[{"accountId":"84417733",{{(rows[^1] + 1 < count ? $"\"nextPageNo\":\"{page + 2}\"," : "")}}
             "totalPages":{{count / PositionsPerPage}},"Position":[{{string.Join(',', rows.Select(Position))}}]}]} }
            """))];

    public static byte[][] Orders(int count) => [.. Enumerable.Range(0, count).Chunk(OrdersPerPage).Select((rows, page) =>
        Encoding.UTF8.GetBytes($$"""
            {"OrdersResponse":{{{(rows[^1] + 1 < count ? $"\"marker\":\"{90_000 - rows[^1]}_{page + 1}\"," : "")}}"Order":[{{string.Join(',', rows.Select(Order))}}]} }
            """))];

    /// <summary>The same answers in XML.</summary>
    public static byte[][] Xml(byte[][] pages) => [.. pages.Select(page => XmlBody.Of(page).ToArray())];

    /// <summary>Finds the page that an address asks for.</summary>
    public static Func<Uri, byte[]> Answers(byte[] accounts, byte[][] positions, byte[][] orders) => address =>
    {
        string path = address.AbsolutePath;
        if (path.Contains("/list", StringComparison.Ordinal)) return accounts;
        string query = address.Query;
        return path.Contains("/portfolio", StringComparison.Ordinal) ? positions[Number(PageNumber().Match(query), 1) - 1] : orders[Number(Marker().Match(query), 0)];
    };

    private static int Number(Match match, int none) => match.Success ? match.Groups["page"].ValueSpan[0] - '0' : none;

    private static string Position(int i)
    {
        bool isOption = i % 10 == 3, isShort = i % 9 == 4;
        decimal quantity = (isShort ? -1 : 1) * (10m + i), price = 25.5m + (i % 300), paid = price - 1.25m, units = quantity * (isOption ? 100m : 1m);
        decimal commissions = isOption ? 6.5m : 0m, fees = isOption ? 0.02m : 0m, cost = (units * paid) + commissions + fees;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"positionId":{{27_005_000 + i}},"symbolDescription":"A company and its shares","dateAcquired":1335250800000,"pricePaid":{{paid}},"commissions":{{commissions}},
             "otherFees":{{fees}},"quantity":{{quantity}},"positionIndicator":"{{(isShort ? "TYPE5" : "TYPE2")}}","positionType":"{{(isShort ? "SHORT" : "LONG")}}",
             "daysGain":{{units * 0.5m}},"daysGainPct":1.9801,"marketValue":{{units * price}},"totalCost":{{cost}},"totalGain":{{(units * price) - cost}},"totalGainPct":5.1546,
             "pctOfPortfolio":0.0018,"costPerShare":{{decimal.Round(cost / units, 4)}},"todayCommissions":0,"todayFees":0,"todayPricePaid":0,"todayQuantity":0,
             "lotsDetails":"https://apisb.etrade.com/v1/accounts/{{Key}}/portfolio/{{27_005_000 + i}}","quoteDetails":"https://apisb.etrade.com/v1/market/quote/SYM{{i}}",
             {{(isOption ? $"\"osiKey\":\"{Osi(i)}\"," : "")}}"Product":{{Product(i, isOption)}},
             "Quick":{"lastTrade":{{price}},"lastTradeTime":1343160240,"change":0.5,"changePct":1.9801,"volume":431591} }
            """);
    }

    private static string Order(int i)
    {
        string state = Statuses[i / 10 % Statuses.Length];
        return (i % 10) switch
        {
            3 => Order(i, "OPTN", Detail(i, null, state, Option(i, "BUY_OPEN", state))),
            7 => Order(i, "SPREADS", Detail(i, null, state, Option(i, "BUY_OPEN", state) + "," + Option(i + 12, "SELL_OPEN", state), "NET_DEBIT")),
            8 => Order(i, "ONE_CANCELS_ALL", Detail(i, 1, "OPEN", Share(i, "SELL", "OPEN"), "LIMIT") + "," + Detail(i, 2, "OPEN", Share(i, "SELL", "OPEN"), "STOP")),
            _ => Order(i, "EQ", Detail(i, null, state, Share(i, i % 4 == 1 ? "SELL" : "BUY", state))),
        };
    }

    private static string Order(int i, string type, string details) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"orderId":{{90_000 - i}},"details":"https://apisb.etrade.com/v1/accounts/{{Key}}/orders/{{90_000 - i}}","orderType":"{{type}}","OrderDetail":[{{details}}]}
        """);

    private static string Detail(int i, int? number, string state, string legs, string? priceType = null)
    {
        string type = priceType ?? PriceTypes[i % PriceTypes.Length];
        decimal price = 25.5m + (i % 300);
        bool hasLimit = type is "LIMIT" or "STOP_LIMIT" or "NET_DEBIT", hasStop = type.Contains("STOP", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {{{(number is { } own ? $"\"orderNumber\":{own}," : "")}}"placedTime":{{Placed(i)}},{{(state == "EXECUTED" ? $"\"executedTime\":{Placed(i) + 2000}," : "")}}
             "orderValue":{{price * 10m}},"status":"{{state}}","orderTerm":"{{(i % 5 == 2 ? "GOOD_UNTIL_CANCEL" : "GOOD_FOR_DAY")}}","priceType":"{{type}}",
             "limitPrice":{{(hasLimit ? price : 0m)}},"stopPrice":{{(hasStop ? type.EndsWith("PRCT", StringComparison.Ordinal) ? 2.5m : price - 1m : 0m)}},
             "marketSession":"REGULAR","allOrNone":false,"netPrice":0,"netBid":0,"netAsk":0,"gcd":0,"ratio":"",
             {{(state == "CANCELLED" && i % 4 == 0 ? $"\"replacedByOrderId\":{90_001 - i}," : "")}}"Instrument":[{{legs}}]}
            """);
    }

    private static string Share(int i, string action, string state) => Instrument(i, isOption: false, action, state);

    private static string Option(int i, string action, string state) => Instrument(i, isOption: true, action, state);

    private static string Instrument(int i, bool isOption, string action, string state)
    {
        decimal quantity = 10m, filled = state == "EXECUTED" ? quantity : state == "INDIVIDUAL_FILLS" ? 3m : 0m;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"symbolDescription":"A company and its shares","orderAction":"{{action}}","quantityType":"QUANTITY","orderedQuantity":{{quantity}},"filledQuantity":{{filled}},
             {{(filled > 0m ? $"\"averageExecutionPrice\":{25.5m + (i % 300)}," : "")}}"estimatedCommission":{{(isOption ? 6.5m : 0m)}},"estimatedFees":0.02,
             {{(isOption ? $"\"osiKey\":\"{Osi(i)}\"," : "")}}"Product":{{Product(i, isOption)}} }
            """);
    }

    private static string Product(int i, bool isOption) => isOption
        ? $$"""{"symbol":"{{Root(i)}}","securityType":"OPTN","callPut":"{{(i % 2 == 0 ? "PUT" : "CALL")}}","expiryYear":2027,"expiryMonth":{{1 + (i % 12)}},"expiryDay":15,"strikePrice":{{25 + (i % 200)}},"productId":{"symbol":"{{Root(i)}}"} }"""
        : $$"""{"symbol":"SYM{{i}}","securityType":"EQ","expiryYear":0,"expiryMonth":0,"expiryDay":0,"strikePrice":0,"productId":{"symbol":"SYM{{i}}"} }""";

    private static string Osi(int i) => $"{Root(i).PadRight(6, '-')}27{1 + (i % 12):00}15{(i % 2 == 0 ? 'P' : 'C')}{(25 + (i % 200)) * 1000:00000000}";

    // No contract is held twice.
    private static string Root(int i) => $"OPT{i / 100}";

    // Within the hours of the week before.
    private static long Placed(int i) => new DateTimeOffset(2026, 3, 9 + (i % 5), 15, i % 60, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [GeneratedRegex("pageNumber=(?<page>[1-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex PageNumber();

    [GeneratedRegex("marker=[0-9]+_(?<page>[0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Marker();
}
