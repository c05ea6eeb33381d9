using Brokerage.Markets;
using Brokerage.Testing;

namespace Brokerage.Exchange.Tests;

/// <summary>Does at random everything that can be done to an exchange, and watches what the book gives.</summary>
internal sealed class RandomTrader
{
    private static readonly TimeInForce[] Durations =
    [
        TimeInForce.Day, TimeInForce.GoodTillCancelled, TimeInForce.ImmediateOrCancel, TimeInForce.FillOrKill, TimeInForce.AtOpen, TimeInForce.AtClose,
        TimeInForce.GoodTill(new DateOnly(2026, 3, 5)), TimeInForce.GoodTill(new DateOnly(2099, 12, 31)),
    ];

    private readonly FakeTimeProvider _clock;
    private readonly CounterRandom _random;
    private readonly List<AccountId> _accounts = [];
    private readonly List<Instrument> _instruments;
    private readonly List<Instrument.Option> _options;
    private readonly List<(AccountId Account, OrderId Order)> _orders = [];
    private readonly List<(string Id, decimal Quantity, decimal Price)> _executions = [];
    private ulong _index;
    private readonly int _rareness;
    private int _client;

    /// <param name="exchange">The exchange.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="seed">The seed of what is done.</param>
    /// <param name="rareness">How rarely a long while passes at once; they take long to walk through.</param>
    public RandomTrader(SimulatedExchange exchange, FakeTimeProvider clock, ulong seed, int rareness = 20)
    {
        _rareness = rareness;
        Exchange = exchange;
        _clock = clock;
        _random = new CounterRandom(seed, "trader");
        var foreign = DefaultListings.Stock("SIE", "Siemens", 150m, "XETR") with { Instrument = new Instrument.Equity("SIE", "XETR"), Currency = Currency.Eur };
        exchange.List(foreign);
        exchange.ListOptions(new OptionListing { Underlying = Desk.Apple, Expiries = [new DateOnly(2026, 6, 18)], StrikesEachSide = 3 });
        _instruments = [Desk.Apple, Desk.Spy, Desk.Bitcoin, new Instrument.Equity("F"), foreign.Instrument];
        _options = [.. exchange.GetOptionChain(Desk.Apple).Select(one => one.Option)];
        foreach (var commissions in new ICommissionModel[] { NoCommission.Instance, BrokerCommissions.IbkrFixed, BrokerCommissions.Alpaca, BrokerCommissions.Schwab })
        {
            Open(MarginKind.Cash, commissions, keeps: false);
            Open(MarginKind.Margin, commissions, keeps: true);
        }

        exchange.OnOrderEvent(Watch);
    }

    public SimulatedExchange Exchange { get; }

    public int Filled { get; private set; }

    public int Cancelled { get; private set; }

    public int Replaced { get; private set; }

    public int Refused { get; private set; }

    public int LateFilled { get; private set; }

    /// <summary>The greatest part of what the market maker showed that was taken between two quotes; beyond 1 the book gave more than it had.</summary>
    public decimal MostTaken { get; private set; }

    public string Summary => $"{Filled} fills, {Cancelled} cancels, {Replaced} replacements, {Refused} refusals, {LateFilled} late fills, {_client} orders";

    public void Run(int operations)
    {
        for (var i = 0; i < operations; i++)
        {
            switch (Draw(100))
            {
                case < 55:
                    Place();
                    break;
                case < 70:
                    Cancel();
                    break;
                case < 80:
                    Replace();
                    break;
                case < 93:
                    _clock.Advance(TimeSpan.FromMilliseconds(100 + Draw(900)));
                    break;
                case < 97:
                    Exchange.Post(_accounts[(int)Draw(_accounts.Count)], new Money(Draw(100_000) / 100m, Currency.Usd));
                    break;
                default:
                    Meddle();
                    break;
            }
        }
    }

    private void Meddle()
    {
        var instrument = _instruments[(int)Draw(_instruments.Count)];
        switch (Draw(7))
        {
            case 6:
                FillOneLate();
                break;
            case 0:
                Exchange.Halt(instrument);
                break;
            case 1:
                _instruments.ForEach(Exchange.Resume);
                break;
            case 2 when _executions.Count > 0:
                CorrectOne();
                break;
            case 3:
                CheckBook();
                break;
            case 4 when Draw(_rareness) == 0:
                _clock.Advance(TimeSpan.FromMinutes(20));
                break;
            default:
                Exchange.Step();
                break;
        }
    }

    private void CorrectOne()
    {
        var at = (int)Draw(_executions.Count);
        var (id, quantity, price) = _executions[at];
        _executions.RemoveAt(at);
        var less = Draw(3) == 0 ? 0m : quantity;
        Exchange.CorrectExecution(id, less, price + 0.01m);
    }

    /// <summary>A fill that the market made before it heard of the cancel.</summary>
    private void FillOneLate()
    {
        if (_orders.Count == 0)
        {
            return;
        }

        var (account, order) = Recent();
        if (Exchange.FindOrder(account, order) is { State: OrderState.Cancelled or OrderState.Expired, Legs: [var leg], Quantity: { } asked } found
            && asked > found.Filled && _margin.Contains(account) && Exchange.FindListing(leg.Leg.Instrument) is not null)
        {
            Exchange.FillLate(account, order, asked - found.Filled);
            LateFilled++;
        }
    }

    /// <summary>Takes more than a fixed book shows and sees what it got.</summary>
    private void CheckBook()
    {
        Exchange.Resume(Desk.Spy);
        var mark = decimal.Round(Exchange.GetQuote(Desk.Spy).Last, 2);
        var size = 1m + Draw(50);
        Exchange.SetQuote(Desk.Spy, mark - 0.01m, mark + 0.01m, size, size);
        var before = Exchange.GetLedgerTotals().Where(one => one.Owner == LedgerOwner.Street && one.Asset.Instrument == Desk.Spy).Sum(one => one.Amount);
        for (var i = 0; i < 3; i++)
        {
            Submit(new OrderPlan.Single(Desk.Buy(Desk.Spy, size)));
        }

        var after = Exchange.GetLedgerTotals().Where(one => one.Owner == LedgerOwner.Street && one.Asset.Instrument == Desk.Spy).Sum(one => one.Amount);
        MostTaken = Math.Max(MostTaken, (before - after) / size);
        Exchange.ReleasePrice(Desk.Spy);
    }

    private void Place()
    {
        var plan = Draw(20) switch
        {
            0 => Bracket(),
            1 => new OrderPlan.OneCancels([new OrderPlan.Single(Spec()), new OrderPlan.Single(Spec())]),
            2 => new OrderPlan.OneTriggers(Spec(), new OrderPlan.Single(Spec())),
            3 => new OrderPlan.Single(Combination()),
            _ => new OrderPlan.Single(Spec()),
        };
        Submit(plan);
    }

    private void Submit(OrderPlan plan)
    {
        var receipt = Exchange.Submit(new OrderTicket
        {
            Account = _accounts[(int)Draw(_accounts.Count)],
            Plan = plan,
            ClientId = $"r{++_client}",
            RecordRejection = Draw(2) == 0,
        });
        if (!receipt.IsAccepted)
        {
            Refused++;
            return;
        }

        foreach (var order in receipt.Orders)
        {
            _orders.Add((order.Account, order.Id));
        }
    }

    private void Cancel()
    {
        if (Draw(40) == 0)
        {
            CancelAll(_accounts[(int)Draw(_accounts.Count)]);
        }
        else if (_orders.Count > 0)
        {
            var (account, order) = Recent();
            Refused += Exchange.Cancel(account, order).IsAccepted ? 0 : 1;
        }
    }

    private void CancelAll(AccountId account)
    {
        foreach (var order in Exchange.GetOrders(account, new OrderFilter { IsOpen = true }))
        {
            Exchange.Cancel(account, order.Id);
        }
    }

    private void Replace()
    {
        if (_orders.Count == 0)
        {
            return;
        }

        var (account, order) = Recent();
        if (Exchange.FindOrder(account, order) is not { Legs.Count: > 0 } found)
        {
            return;
        }

        var mark = decimal.Round(Exchange.GetQuote(found.Legs[0].Leg.Instrument).Mark * (99m + Draw(3)) / 100m, 2);
        var change = new OrderChange(
            TotalQuantity: Draw(2) == 0 ? 1m + Draw(200) : null,
            Price: found.Spec!.Price is PriceTerms.Limit && found.Legs.Count == 1 ? new PriceTerms.Limit(Math.Max(0.01m, mark)) : null);
        var receipt = Exchange.Replace(account, order, change);
        Replaced += receipt.IsAccepted ? 1 : 0;
        if (receipt.IsAccepted)
        {
            _orders.Add((account, receipt.Replacement.Id));
        }
    }

    private (AccountId Account, OrderId Order) Recent() => _orders[_orders.Count - 1 - (int)Draw(Math.Min(_orders.Count, 80))];

    private OrderPlan Bracket()
    {
        var (instrument, units) = (_instruments[(int)Draw(_instruments.Count)], 1m + Draw(50));
        var quote = Exchange.GetQuote(instrument);
        var mark = decimal.Round(quote.Mark, 2);
        var good = TimeInForce.GoodTillCancelled;
        return OrderPlan.Bracket(
            Desk.Buy(instrument, units, Draw(2) == 0 ? null : Desk.Limit(mark), good),
            Desk.Sell(instrument, units, Desk.Limit(decimal.Round(mark * 1.001m, 2) + 0.01m), good),
            Desk.Sell(instrument, units, new PriceTerms.Stop(decimal.Round(mark * 0.999m, 2)), good));
    }

    private OrderSpec Combination()
    {
        var (one, two) = (_options[(int)Draw(_options.Count)], _options[(int)Draw(_options.Count)]);
        return new OrderSpec
        {
            Legs = [new OrderLeg(one, Draw(2) == 0 ? Side.Buy : Side.Sell, PositionEffect.Unspecified), new OrderLeg(two, Draw(2) == 0 ? Side.Buy : Side.Sell, PositionEffect.Unspecified)],
            Quantity = new OrderQuantity.Units(1m + Draw(3)),
            Price = Draw(2) == 0 ? new PriceTerms.Market() : new PriceTerms.Limit((Draw(2_000) - 1_000) / 100m),
            TimeInForce = Durations[Draw(4)],
        };
    }

    private OrderSpec Spec()
    {
        var instrument = Draw(6) == 0 ? _options[(int)Draw(_options.Count)] : _instruments[(int)Draw(_instruments.Count)];
        var side = Draw(5) < 3 ? Side.Buy : Side.Sell;
        var mark = Exchange.GetQuote(instrument).Mark;
        var units = instrument is Instrument.Crypto ? (1m + Draw(100)) / 100m : 1m + Draw(instrument is Instrument.Option ? 5 : 300);
        units = instrument is Instrument.Equity && Draw(5) == 0 ? units + (Draw(1_000_000_000) / 1_000_000_000m) : units;
        var spec = side == Side.Buy ? Desk.Buy(instrument, units, Price(mark, side)) : Desk.Sell(instrument, units, Price(mark, side));
        spec = spec with { TimeInForce = Durations[Draw(Durations.Length)], AllOrNone = Draw(10) == 0 };
        return Draw(12) == 0 ? spec with { Quantity = new OrderQuantity.Cash(new Money(1m + (Draw(100_000) / 100m), Currency.Usd)), AllOrNone = false } : spec;
    }

    private PriceTerms Price(decimal mark, Side side)
    {
        var near = Math.Max(0.01m, decimal.Round(mark * (995m + Draw(11)) / 1_000m, 2));
        var beyond = Math.Max(0.01m, decimal.Round(mark * (side == Side.Buy ? 1.0005m : 0.9995m), 2));
        return Draw(8) switch
        {
            0 => new PriceTerms.Stop(beyond),
            1 => new PriceTerms.StopLimit(beyond, near),
            2 => new PriceTerms.Trailing(Math.Max(0.01m, decimal.Round(mark * 0.0005m, 2)), InPercent: false),
            3 => new PriceTerms.Trailing(0.0005m, InPercent: true, Draw(2) == 0 ? 0.01m : null),
            4 or 5 => new PriceTerms.Market(),
            _ => new PriceTerms.Limit(near),
        };
    }

    private void Watch(ExchangeOrderEvent one)
    {
        Filled += one.Cause == OrderCause.Fill ? 1 : 0;
        Cancelled += one.Cause == OrderCause.Cancelled ? 1 : 0;
        var canBeCorrected = one is { Cause: OrderCause.Fill, Execution: not null, Order.Legs.Count: 1 }
            && Exchange.Options.EventHistory > 0 && _margin.Contains(one.Order.Account);
        if (canBeCorrected && _executions.Count < 500)
        {
            _executions.Add((one.Execution!.Id, one.Execution.Quantity, one.Execution.Price));
        }
    }

    private readonly HashSet<AccountId> _margin = [];

    private void Open(MarginKind kind, ICommissionModel commissions, bool keeps)
    {
        var id = Exchange.OpenAccount(new AccountOpening
        {
            Kind = kind,
            Cash = 250_000m,
            Commissions = commissions,
            ReplaceKeepsId = keeps,
            OptionLevel = kind == MarginKind.Margin ? 4 : 3,
            OtherCash = [new Money(10_000m, Currency.Eur)],
            Holdings = [new OpeningHolding(Desk.Apple, 500m, 150m)],
        }).Id;
        _accounts.Add(id);
        if (kind == MarginKind.Margin)
        {
            _margin.Add(id);
        }
    }

    private long Draw(long below) => _random.Below(_index++, below);
}
