using System.Text.Json;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Testing;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>What a row of the portfolio has cost, and the lots that it is made of.</summary>
public sealed class LotTests
{
    [Fact]
    public async Task Commissions_and_fees_are_in_the_cost_and_not_in_the_price_paid()
    {
        await using var etrade = await TestETrade.StartAsync(opening: TestETrade.Opening() with { Commissions = BrokerCommissions.ETrade });
        var call = etrade.Simulator.Exchange.GetOptionChain(TestETrade.Apple).First(option => option.Option.IsCall).Option;
        foreach (var (action, quantity) in new[] { ("BUY_OPEN", "3"), ("SELL_CLOSE", "1") })
        {
            await etrade.OrderAsync(new Ticket { Type = "OPTN", PriceType = "MARKET", Legs = [(action, quantity, Ticket.Option(call))] });
        }

        var truth = etrade.Simulator.Exchange.FindPosition(etrade.AccountId, call)!;
        var row = (await RowsAsync(etrade)).Single(one => AccountTests.Text(one.GetProperty("Product"), "securityType") is "OPTN");
        var (paid, commissions, fees, cost) = (Number(row, "pricePaid"), Number(row, "commissions"), Number(row, "otherFees"), Number(row, "totalCost"));
        Assert.Equal((truth.AverageCost, 1.3m), (paid, commissions));
        Assert.Equal((200m * paid) + commissions + fees, cost);
        Assert.Equal(decimal.Round(cost / 200m, 4), Number(row, "costPerShare"));
        Assert.Equal(Number(row, "marketValue") - cost, Number(row, "totalGain"));
        Assert.Equal((1.3m, 2m), (Number(row, "todayCommissions"), Number(row, "todayQuantity")));

        var lot = Assert.Single(await LotsAsync(etrade, row));
        Assert.Equal((3m, 2m, cost, 0.0065m), (Number(lot, "originalQty"), Number(lot, "remainingQty"), Number(lot, "totalCost"), Number(lot, "commPerShare")));
    }

    [Fact]
    public async Task Of_a_short_row_they_lessen_what_it_brought()
    {
        var perShare = new AccountOpening { Kind = MarginKind.Margin, Cash = 50_000m, Commissions = BrokerCommissions.IbkrFixed };
        await using var etrade = await TestETrade.StartAsync(opening: perShare);
        await etrade.OrderAsync(Ticket.Stock("SELL_SHORT", 10, "MARKET"));

        var row = Assert.Single(await RowsAsync(etrade));
        var taken = Number(row, "commissions") + Number(row, "otherFees");
        Assert.True(taken > 0m);
        Assert.Equal(etrade.Simulator.Exchange.GetOrders(etrade.AccountId)[0].Fees, taken);
        Assert.Equal(-1_899.8m + taken, Number(row, "totalCost"));
        Assert.Equal(decimal.Round(Number(row, "totalCost") / -10m, 4), Number(row, "costPerShare"));
        Assert.Equal(189.98m, Number(row, "pricePaid"));
    }

    [Fact]
    public async Task Lots_carry_the_ratio_of_a_split()
    {
        await using var etrade = await TestETrade.StartAsync();
        Buy(etrade, TestETrade.Berkshire, 3m);
        etrade.Simulator.Exchange.Split(TestETrade.Berkshire, 3, 2);
        etrade.Simulator.Exchange.Split(TestETrade.Berkshire, 2);

        var row = Assert.Single(await RowsAsync(etrade));
        var lots = await LotsAsync(etrade, row);
        Assert.Equal(
            [(36m, 36m, decimal.Round(402.25m / 3m, 4)), (9m, 9m, decimal.Round(430.10m / 3m, 4))],
            lots.Select(lot => (Number(lot, "originalQty"), Number(lot, "remainingQty"), Number(lot, "price"))));
        AddUp(row, lots);

        var history = (await etrade.GetAsync(etrade.Account + "/transactions.json")).GetProperty("TransactionListResponse").GetProperty("Transaction");
        Assert.Equal(
            [("Stock Split", 22.5m, 0m), ("Stock Split", 7.5m, 0m)],
            history.EnumerateArray().Take(2).Select(line => (AccountTests.Text(line, "transactionType"), Number(line.GetProperty("brokerage"), "quantity"), Number(line, "amount"))));
    }

    [Theory]
    [InlineData(true)]   // a call that was written takes shares away, below what was held
    [InlineData(false)]  // a put brings them
    public async Task Lots_know_what_an_assignment_brought_and_took(bool isCall)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 12, 15, 0, 0, TimeSpan.Zero));
        var opening = TestETrade.Opening() with { Cash = 500_000m, OptionLevel = 4, Holdings = [new OpeningHolding(TestETrade.Apple, 60m, 150m)] };
        await using var etrade = await TestETrade.StartAsync(options => options with { Market = MarketMode.Calendar }, time, opening, forDays: true);
        var exchange = etrade.Simulator.Exchange;
        var contract = exchange.GetOptionChain(TestETrade.Apple).Select(one => one.Option).Where(one => one.IsCall == isCall).MinBy(one => Math.Abs(one.Strike - 190m))!;
        Buy(etrade, TestETrade.Apple, 10m);
        Assert.Equal(OrderState.Filled, exchange.Submit(new OrderTicket { Account = etrade.AccountId, Plan = new OrderPlan.Single(OrderSpec.Market(contract, Side.Sell, 1m)) }).Order!.State);
        var worth = isCall ? contract.Strike + 40m : contract.Strike - 40m;
        exchange.SetQuote(TestETrade.Apple, worth - 0.02m, worth + 0.02m, 500m, 400m);

        time.Advance(NewYorkTime.At(contract.Expires.AddDays(1), new TimeOnly(10, 0)) - time.GetUtcNow());
        var access = etrade.Simulator.SignIn();
        etrade.SignedIn = etrade.Consumer with { Token = access.Token, TokenSecret = access.Secret };

        var row = Assert.Single(await RowsAsync(etrade));
        Assert.Equal(isCall ? -30m : 170m, Number(row, "quantity"));
        var lots = await LotsAsync(etrade, row);
        Assert.Equal(isCall ? [-30m] : [60m, 10m, 100m], lots.Select(lot => Number(lot, "remainingQty")));
        Assert.Equal(worth, Number(lots[^1], "price"));
        AddUp(row, lots);
    }

    [Fact]
    public async Task The_oldest_goes_first_and_a_correction_changes_its_own_lot()
    {
        await using var etrade = await TestETrade.StartAsync();
        Buy(etrade, TestETrade.Apple, 10m);
        var execution = Assert.Single(etrade.Simulator.Exchange.GetExecutions(etrade.AccountId));
        etrade.Time.Advance(TimeSpan.FromSeconds(30));
        Buy(etrade, TestETrade.Apple, 5m);
        etrade.Simulator.Exchange.CorrectExecution(execution.Id, 8m, 190.02m);
        etrade.Simulator.Exchange.Submit(new OrderTicket { Account = etrade.AccountId, Plan = new OrderPlan.Single(OrderSpec.Market(TestETrade.Apple, Side.Sell, 3m)) });

        var row = (await RowsAsync(etrade)).Single(one => AccountTests.Text(one.GetProperty("Product"), "symbol") is "AAPL");
        var lots = await LotsAsync(etrade, row);
        Assert.Equal([(8m, 5m), (5m, 5m)], lots.Select(lot => (Number(lot, "originalQty"), Number(lot, "remainingQty"))));
        Assert.Equal(execution.Time.ToUnixTimeMilliseconds(), lots[0].GetProperty("acquiredDate").GetInt64());
        AddUp(row, lots);
    }

    private static void AddUp(JsonElement row, IReadOnlyList<JsonElement> lots)
    {
        Assert.Equal(Number(row, "quantity"), lots.Sum(lot => Number(lot, "remainingQty")));
        Assert.InRange(lots.Sum(lot => Number(lot, "totalCost")) - Number(row, "totalCost"), -0.001m, 0.001m);
    }

    private static void Buy(TestETrade etrade, Instrument instrument, decimal units) => Assert.Equal(
        OrderState.Filled,
        etrade.Simulator.Exchange.Submit(new OrderTicket { Account = etrade.AccountId, Plan = new OrderPlan.Single(OrderSpec.Market(instrument, Side.Buy, units)) }).Order!.State);

    private static async Task<IReadOnlyList<JsonElement>> RowsAsync(TestETrade etrade) =>
        [.. (await etrade.GetAsync(etrade.Account + "/portfolio.json")).GetProperty("PortfolioResponse").GetProperty("AccountPortfolio")[0].GetProperty("Position").EnumerateArray()];

    private static async Task<IReadOnlyList<JsonElement>> LotsAsync(TestETrade etrade, JsonElement row) =>
        [.. (await etrade.GetAsync($"{etrade.Account}/portfolio/{row.GetProperty("positionId").GetInt64()}.json")).GetProperty("PositionLotsResponse").GetProperty("PositionLot").EnumerateArray()];

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();
}
