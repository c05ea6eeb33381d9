using Brokerage.Conformance;
using Brokerage.Exchange;

namespace Brokerage.TestSupport;

/// <summary>A simulated exchange as the books that the kit reads.</summary>
internal static class ExchangeBooks
{
    /// <summary>The account that is opened.</summary>
    public static readonly AccountId Account = AccountId.Parse("CONFORM-4471");

    /// <summary>The contract that it holds.</summary>
    public static readonly Instrument.Option Contract = new("AAPL", new DateOnly(2026, 12, 18), 210m, IsCall: true);

    private static readonly Instrument Apple = Instrument.Parse("AAPL");

    /// <summary>An open market whose prices stand still, and the account that the kit asks for.</summary>
    public static (SimulatedExchange Exchange, AccountOpening Opening) Open(TimeProvider clock)
    {
        var exchange = new SimulatedExchange(new ExchangeOptions { Clock = clock, StepInterval = null, Seed = 11 });
        exchange.ListOptions(new OptionListing { Underlying = Apple, Expiries = [Contract.Expires], Strikes = [200m, Contract.Strike, 220m] });
        var opening = new AccountOpening
        {
            Id = Account.Value,
            Kind = MarginKind.Margin,
            Cash = 60_000m,
            Holdings =
            [
                new OpeningHolding(Instrument.Parse("BRK.B"), 12m, 402.50m), new OpeningHolding(Apple, -5m, 198.20m), new OpeningHolding(Contract, 1m, 6.15m),
            ],
        };
        exchange.OpenAccount(opening);
        return (exchange, opening);
    }

    public static int ChangesIn(SimulatedExchange exchange) =>
        exchange.GetOrders(Account, new OrderFilter { RootsOnly = true }).Count(order => order.Replaces is null)
        + exchange.GetOrderEvents(account: Account).Count(change => change.Cause is OrderCause.CancelRequested or OrderCause.ReplaceRequested);

    public static (decimal Bid, decimal Ask) QuoteOf(SimulatedExchange exchange, Instrument instrument)
    {
        var quote = exchange.GetQuote(instrument);
        return (quote.Bid ?? quote.Last, quote.Ask ?? quote.Last);
    }

    /// <summary>The books; <paramref name="idOf"/> gives the id by which the broker's wire knows an order.</summary>
    public static TrueAccount Read(SimulatedExchange exchange, AccountId account, Func<ExchangeOrder, OrderId>? idOf = null)
    {
        var balance = exchange.GetBalance(account);
        return new TrueAccount
        {
            Cash = balance.Cash,
            Equity = balance.Equity,
            BuyingPower = balance.BuyingPower,
            Holdings =
            [
                .. exchange.GetPositions(account).Where(held => held.Quantity != 0m)
                    .Select(held => new TrueHolding(held.Instrument, held.Quantity, held.AverageCost, held.Price, held.Listing.Multiplier)),
            ],
            // What only holds other orders together has no legs of its own.
            Orders = [.. exchange.GetOrders(account).Where(order => order.Legs.Count > 0).OrderBy(order => order.Number).Select(order => OrderOf(order, idOf))],
        };
    }

    private static TrueOrder OrderOf(ExchangeOrder order, Func<ExchangeOrder, OrderId>? idOf) => new()
    {
        Id = idOf?.Invoke(order) ?? order.Id,
        Instrument = order.Legs[0].Leg.Instrument,
        Side = order.Legs[0].Leg.Side,
        Quantity = order.Quantity,
        Filled = order.Filled,
        AveragePrice = order.AveragePrice,
        State = order.State,
        Price = order.Spec?.Price,
        TimeInForce = order.Spec?.TimeInForce,
    };
}
