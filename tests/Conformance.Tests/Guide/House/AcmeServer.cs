using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Brokerage.Exchange;

namespace Brokerage.Conformance.Tests.Guide.House;

#region server
/// <summary>Acme in memory: its three endpoints over an exchange whose books can be read. Written from the manual, never from the adapter.</summary>
internal sealed class AcmeServer(SimulatedExchange exchange, AccountId account) : HttpMessageHandler
{
    public (HttpStatusCode Status, string Body)? Misbehaviour { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (status, body) = Misbehaviour ?? (HttpStatusCode.OK, request.RequestUri!.AbsolutePath switch
        {
            "/v1/account" => Account(),
            "/v1/positions" => $"[{string.Join(',', exchange.GetPositions(account).Select(Position))}]",
            _ => $"[{string.Join(',', SymbolsOf(request.RequestUri).Select(Quote).OfType<string>())}]",
        });
        return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
    #endregion

    private static IEnumerable<string> SymbolsOf(Uri address) => Uri.UnescapeDataString(address.Query["?symbols=".Length..]).Split(',');

    private string Account()
    {
        var (balance, status) = (exchange.GetBalance(account), exchange.FindAccount(account)!.Status);
        return Json(
            ("id", "A-1"), ("number", account.Value), ("status", status == AccountStatus.Active ? "open" : "frozen"), ("type", "margin"), ("cash", balance.Cash),
            ("available", balance.AvailableCash), ("buying_power", balance.BuyingPower), ("equity", balance.Equity), ("invested", balance.LongMarketValue + balance.ShortMarketValue),
            ("new_since_the_manual", "whatever"));
    }

    private static string Position(ExchangePosition held) => Json(
        ("symbol", held.Instrument.ToString()!.Replace('.', '/')), ("quantity", held.Quantity), ("cost", held.AverageCost), ("price", held.Price), ("value", held.Quantity * held.Price));

    private string? Quote(string symbol)
    {
        var instrument = new Instrument.Equity(symbol.Replace('/', '.'));
        if (exchange.FindListing(instrument) is null)
        {
            return null;
        }

        var quote = exchange.GetQuote(instrument);
        return Json(
            ("symbol", symbol), ("bid", quote.Bid), ("ask", quote.Ask), ("bid_size", quote.BidSize), ("ask_size", quote.AskSize), ("last", quote.Last),
            ("previous_close", quote.PreviousClose), ("time", quote.Time.ToString("O", CultureInfo.InvariantCulture)));
    }

    private static string Json(params (string Name, object? Value)[] members) => "{" + string.Join(',', members.Where(one => one.Value is not null)
        .Select(one => $"\"{one.Name}\":\"{JsonEncodedText.Encode(Convert.ToString(one.Value, CultureInfo.InvariantCulture)!)}\"")) + "}";
}
