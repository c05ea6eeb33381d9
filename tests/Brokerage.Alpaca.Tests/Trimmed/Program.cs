// A console program that is published trimmed, and then trades: what the trimmer took away would be missed here.
using Brokerage;
using Brokerage.Alpaca;

var web = new Uri(args[0]);
var options = new AlpacaOptions
{
    KeyId = args[3],
    SecretKey = new Secret(args[4]),
    Environment = AlpacaAdapter.Simulated(web, web, new Uri(args[1]), new Uri(args[2])),
};
using var adapter = new AlpacaAdapter(options);
await using var alpaca = adapter.Create();
using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
var (token, trading, prices) = (patience.Token, alpaca.Trading!, alpaca.MarketData!);

var account = (await alpaca.Accounts.GetAccountsAsync(token)).Items[0].Ref;
Say("account", (await alpaca.Accounts.GetBalanceAsync(account.Account, token)).Cash > 0m);
Say("positions", (await alpaca.Accounts.GetPositionsAsync(account.Account, token)).Items is [{ Quantity: 12m }]);
var apple = new Instrument.Equity("AAPL");
var placed = (SubmitResult.Placed)await trading.PlaceAsync(OrderIntent.Place(account, OrderSpec.Market(apple, Side.Buy, 2m)), token);
Say("order", (await trading.GetOrderAsync(placed.Snapshot!.Ref, token)) is { State.Value: OrderState.Filled, Filled: 2m });
var bracket = OrderPlan.Bracket(
    OrderSpec.Limit(apple, Side.Buy, 1m, 50m), OrderSpec.Limit(apple, Side.Sell, 1m, 900m), OrderSpec.One(apple, Side.Sell, 1m, new PriceTerms.Stop(40m)));
await trading.PlaceAsync(OrderIntent.Place(account, bracket), token);
Say("bracket", (await trading.GetOpenOrdersAsync(account.Account, token)).Items is [{ Shape.Value: OrderShape.Bracket, Children.Count: 2 }]);
Say("refusal", await trading.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(apple, Side.Buy, 9_000_000m, 50m)), token) is SubmitResult.Rejected { Error.Code: BrokerageErrorCode.InsufficientFunds });
var day = (await prices.GetExpirationsAsync(apple, token)).Items[0];
var contract = (await prices.GetOptionChainAsync(apple, day, cancellationToken: token)).Items[0].Quote.Instrument;
Say("quotes", (await prices.GetQuotesAsync([apple, contract], token)).IsComplete);

var seen = new HashSet<Instrument>();
await foreach (var item in alpaca.Streaming!.QuotesAsync([apple, contract], token))
{
    if (item.Signal == StreamSignal.Data && seen.Add(item.Value.Instrument) && seen.Count == 2)
    {
        break;
    }
}

Say("streams", seen.Count == 2);
Say("extras", (await alpaca.GetService<IAlpacaExtras>()!.GetSettingsAsync(token)).FractionalTrading == true);

static void Say(string what, bool holds) => Console.WriteLine($"{(holds ? "ok" : "FAIL")} {what}");
