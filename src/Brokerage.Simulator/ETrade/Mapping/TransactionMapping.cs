using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Markets;
using Brokerage.Simulator.ETrade.Wire;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>Lines of the history as the wire has them. A blank stands where there is nothing to say.</summary>
internal sealed class TransactionMapping(ETradeDesk desk)
{
    private const string None = " ";

    public JsonObject Row(AccountBook book, TransactionRow row)
    {
        var tree = Head(book, row);
        tree["transactionType"] = row.Type;
        tree["memo"] = None;
        tree["imageFlag"] = false;
        tree["instType"] = AccountMapping.Institution;
        tree["storeId"] = 0;
        // Lower case and an object, though documented as a list in upper case.
        tree["brokerage"] = Brokerage(row, "product", withDetails: true);
        tree["detailsURI"] = Links.To($"/v1/accounts/{book.Key}/transactions.json/{row.Id}?storeId=0");
        return tree;
    }

    public JsonObject Details(AccountBook book, TransactionRow row)
    {
        var tree = Head(book, row);
        tree["Category"] = new JsonObject { ["categoryId"] = "0", ["parentId"] = "0", ["categoryName"] = "", ["parentName"] = "" };
        tree["Brokerage"] = Brokerage(row, "Product", withDetails: false);
        return tree;
    }

    public static string Marker(TransactionRow row) => row.Id + "_" + row.Entry.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private JsonObject Head(AccountBook book, TransactionRow row) => new()
    {
        ["transactionId"] = row.Id,
        ["accountId"] = book.Id.Value,
        ["transactionDate"] = Times.Milliseconds(row.Entry.Time),
        ["postDate"] = PostDate(row),
        ["amount"] = Tree.Money(row.Amount),
        ["description"] = row.Listing is { } listing ? Products.Description(listing) : (row.Entry.Text ?? row.Type).ToUpperInvariant(),
        ["description2"] = None,
    };

    // What is of today is not posted yet.
    private JsonNode PostDate(TransactionRow row)
    {
        var day = NewYorkTime.DateAt(row.Entry.Time);
        return day >= NewYorkTime.DateAt(desk.Now) ? JsonValue.Create(0) : Times.Milliseconds(day);
    }

    private JsonObject Brokerage(TransactionRow row, string product, bool withDetails)
    {
        var tree = new JsonObject
        {
            ["transactionType"] = row.Type,
            [product] = row.Listing is { } listing ? Products.Short(listing, withId: false) : new JsonObject(),
            ["quantity"] = Tree.Number(row.Quantity),
            ["price"] = Tree.Money(row.Price),
            ["settlementCurrency"] = row.Listing?.Currency.Code ?? "USD",
            ["paymentCurrency"] = row.Listing?.Currency.Code ?? "USD",
            ["fee"] = Tree.Money(row.Fees),
            ["memo"] = None,
            ["checkNo"] = None,
            ["orderNo"] = row.Execution is { } execution ? desk.Numbers.Of(execution.Account, execution.Order).ToString(CultureInfo.InvariantCulture) : None,
        };
        if (withDetails)
        {
            tree["displaySymbol"] = row.Listing is { } shown ? Products.Symbol(shown) : None;
            tree["settlementDate"] = row.Execution is null ? JsonValue.Create(0) : Times.Milliseconds(row.Entry.SettlesOn);
        }

        return tree;
    }
}
