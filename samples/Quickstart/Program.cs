// Two brokers as one portfolio: an Alpaca that is simulated on loopback and read over HTTP, and a Mock in memory. No key, no network.
using Brokerage;
using Brokerage.Alpaca;
using Brokerage.Exchange;
using Brokerage.Simulator;
using Microsoft.Extensions.DependencyInjection;

var berkshire = Instrument.Parse("BRK.B");
await using var simulator = await AlpacaSimulator.StartAsync(new AlpacaSimulatorOptions
{
    Opening = new AccountOpening
    {
        Kind = MarginKind.Margin,
        Cash = 20_000m,
        Holdings = [new OpeningHolding(berkshire, 5m, 402.5m), new OpeningHolding(Instrument.Parse("MSFT"), 8m, 371.2m)],
    },
});

var services = new ServiceCollection();
services.AddBrokerage(options => options.PortfolioDeadline = TimeSpan.FromSeconds(30))
    .AddAlpaca("alpaca", options =>
    {
        options.Environment = AlpacaAdapter.Simulated(simulator.Address, simulator.Address);
        options.KeyId = simulator.Credentials.KeyId;
        options.SecretKey = new Secret(simulator.Credentials.SecretKey);
    })
    .AddMock("mock", options => options.ClassShareSeparator = '-'); // a broker that writes BRK-B
await using var provider = services.BuildServiceProvider();
var brokerage = provider.GetRequiredService<IBrokerageService>();

var before = await PrintAsync("Before");
var account = before.Summaries.Single(summary => summary.Broker == AlpacaAdapter.BrokerId).Accounts[0].Account;

await using var alpaca = await brokerage.Connections.LeaseAsync(account.Connection);
var quote = (await alpaca.MarketData!.GetQuotesAsync([berkshire])).Items[0];
var limit = Math.Round(quote.Ask!.Value * 1.002m, 2);
Console.WriteLine($"Buying 2 {berkshire} at Alpaca for at most {limit} USD; the ask is {quote.Ask}.");

var result = await brokerage.Orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(berkshire, Side.Buy, units: 2m, price: limit)));
if (result is not SubmitResult.Placed { Orders: [{ Order: { } id }, ..] })
{
    Console.Error.WriteLine($"Not placed: {result}");
    return 1;
}

var order = await brokerage.Orders.GetOrderAsync(new OrderRef(account, id));
for (var looks = 0; !order.IsFinal && looks < 100; looks++)
{
    await Task.Delay(100);
    order = await brokerage.Orders.GetOrderAsync(order.Ref);
}

Console.WriteLine($"{order.State.Value}: {order.Filled} at {order.AveragePrice} USD.\n");
await PrintAsync("After");
return order.State.Value == OrderState.Filled ? 0 : 1;

async Task<UnifiedPortfolio> PrintAsync(string title)
{
    var portfolio = (await brokerage.Portfolio.ReadAsync()).In(EnvironmentKind.Simulated);
    Console.WriteLine($"{title,-10} {"quantity",12} {"average cost",14} {"value",14} {"profit",12}  where");
    foreach (var position in portfolio.Positions)
    {
        var where = string.Join(", ", position.Breakdown.Select(part => $"{part.Account.Broker} {part.Quantity:0.##}"));
        Console.WriteLine(
            $"{position.Instrument,-10} {position.Quantity,12:0.##} {position.AverageCost,14:0.00} {position.MarketValue.Known,14:0.00} {position.UnrealizedProfit.Known,12:0.00}  {where}");
    }

    foreach (var total in portfolio.Totals)
        Console.WriteLine($"{total.Currency,-10} value {total.Value.Known:0.00}, cash {total.Cash.Known:0.00}, profit {total.UnrealizedProfit.Known:0.00}");
    foreach (var failure in portfolio.Failures)
        Console.WriteLine($"! {failure.Connection}: {failure.Error.Message}");
    Console.WriteLine();
    return portfolio;
}
