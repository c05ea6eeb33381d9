using System.Text.Json.Nodes;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Endpoints;

/// <summary>The user's accounts and their money.</summary>
internal sealed class AccountEndpoints(ETradeDesk desk)
{
    public void Map(ETradeEndpoints endpoints)
    {
        endpoints.Map("GET", "/v1/accounts/list", Module.Accounts, "account list", _ => List());
        endpoints.Map("GET", "/v1/accounts/{key}/balance", Module.Accounts, "balance", Balance);
    }

    private JsonObject List() => Tree.Rooted("AccountListResponse", new JsonObject
    {
        ["Accounts"] = new JsonObject { ["Account"] = Tree.List(desk.Books.Select(book => AccountMapping.Account(book, desk.Read(book)))) },
    });

    private JsonObject Balance(Call call)
    {
        var book = desk.Book(call.Route("key"));
        if (!string.Equals(call.Query("instType"), AccountMapping.Institution, StringComparison.OrdinalIgnoreCase))
        {
            throw ETradeErrors.InstitutionType();
        }

        // The type is the list's own and may be left out; another one was never seen to be refused.
        return Tree.Rooted("BalanceResponse", AccountMapping.Balance(book, desk.Read(book), desk.Exchange.GetBalance(book.Id)));
    }
}
