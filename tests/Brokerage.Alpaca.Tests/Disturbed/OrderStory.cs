namespace Brokerage.Alpaca.Tests;

/// <summary>A day of orders, drawn from a seed: placed singly and as brackets, filled in parts, replaced and cancelled, while the market moves.</summary>
internal sealed class OrderStory(SimulatedHouse house, Random random)
{
    private const decimal Price = 430m;

    private readonly List<OrderRef> _orders = [];
    private AccountRef? _account;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How many orders the exchange has filled at least in part.</summary>
    public int Fills => Filled(house).Count(order => order.Value > 0m);

    /// <summary>What the exchange has filled of each order that the wire shows.</summary>
    public static IReadOnlyDictionary<OrderId, decimal> Filled(SimulatedHouse house) =>
        house.Alpaca.Exchange.GetOrders(house.Alpaca.Account).Where(order => order.Spec is not null).ToDictionary(house.Alpaca.WireIdOf, order => order.Filled);

    public async Task StepAsync()
    {
        switch (random.Next(7))
        {
            case 0 or 1:
                await PlaceAsync(OrderSpec.Limit(Sample.BrkB, Side.Buy, random.Next(1, 9), Price + random.Next(-3, 2)));
                break;
            case 2:
                await PlaceAsync(OrderSpec.Limit(Sample.BrkB, Side.Sell, random.Next(1, 3), Price + random.Next(-1, 4)));
                break;
            case 3 when _orders.Count > 0:
                await house.AdvanceAsync(house.Trading.CancelAsync(_orders[random.Next(_orders.Count)], Token));
                break;
            case 4 when _orders.Count > 0:
                var change = new OrderChange(Price: new PriceTerms.Limit(Price + random.Next(-3, 2)));
                await AskAsync(OrderIntent.Modify(_orders[random.Next(_orders.Count)], change));
                break;
            case 5:
                var (units, entry) = (random.Next(1, 5), Price + random.Next(-2, 2));
                await AskAsync(OrderIntent.Place(await AccountAsync(), OrderPlan.Bracket(
                    OrderSpec.Limit(Sample.BrkB, Side.Buy, units, entry),
                    OrderSpec.Limit(Sample.BrkB, Side.Sell, units, Price + 2m),
                    OrderSpec.One(Sample.BrkB, Side.Sell, units, new PriceTerms.Stop(Price - 4m)))));
                break;
            default:
                Move(random.Next(1, 5));
                break;
        }
    }

    /// <summary>Nothing is left that could go on.</summary>
    public async Task EndAsync()
    {
        Move(2m);
        await house.AdvanceAsync(house.Trading.CancelAllAsync((await AccountAsync()).Account, Token));
    }

    // So few are offered that most orders are filled in parts.
    private void Move(decimal size)
    {
        var middle = Price + random.Next(-2, 3);
        house.Alpaca.Exchange.SetQuote(Sample.BrkB, middle - 0.10m, middle + 0.10m, size, size);
    }

    private async Task PlaceAsync(OrderSpec spec) => await AskAsync(OrderIntent.Place(await AccountAsync(), spec));

    private async Task AskAsync(OrderIntent intent)
    {
        try
        {
            if (await house.AdvanceAsync(house.Trading.PlaceAsync(intent, Token)) is SubmitResult.Placed { Snapshot: { } order })
            {
                _orders.Add(order.Ref);
            }
        }
        catch (BrokerageException)
        {
            // Too late to change it: that is part of the day.
        }
    }

    private async Task<AccountRef> AccountAsync() => _account ??= await house.AccountAsync();
}
