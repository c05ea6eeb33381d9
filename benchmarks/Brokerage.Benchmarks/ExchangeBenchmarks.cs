using BenchmarkDotNet.Attributes;
using Brokerage.Exchange;

namespace Brokerage.Benchmarks;

/// <summary>
/// Orders through the exchange, against the least that a person would write by hand for the same outcome: check the cash, take from the best
/// price, move cash and shares, remember the order. The difference is what the exchange adds: states and their events, a double-entry ledger,
/// views for every event, reservations, time.
/// </summary>
[MemoryDiagnoser]
public class ExchangeBenchmarks
{
    private const int Orders = 1_000;
    private static readonly Instrument Apple = new Instrument.Equity("AAPL");
    private static readonly OrderPlan Buy = new OrderPlan.Single(OrderSpec.Market(Apple, Side.Buy, 1m));
    private static readonly OrderPlan Sell = new OrderPlan.Single(OrderSpec.Market(Apple, Side.Sell, 1m));
    private static readonly OrderPlan Resting = new OrderPlan.Single(OrderSpec.Limit(Apple, Side.Buy, 1m, 100m));
    private SimulatedExchange _exchange = null!;
    private AccountId _account;
    private HandWritten _byHand = null!;

    [IterationSetup]
    public void Open()
    {
        _exchange?.Dispose();
        _exchange = new SimulatedExchange(new ExchangeOptions { StepInterval = null, EventHistory = 10_000 });
        _exchange.SetQuote(Apple, 189.99m, 190.01m, 1_000_000m, 1_000_000m);
        _account = _exchange.OpenAccount(new AccountOpening { Cash = 1_000_000m }).Id;
        StartByHand();
    }

    /// <summary>A fresh start for the hand-written side alone.</summary>
    public void StartByHand() => _byHand = new HandWritten();

    [IterationCleanup]
    public void Close() => _exchange.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = 2 * Orders, Description = "market orders, by hand")]
    public decimal ByHand()
    {
        for (var i = 0; i < Orders; i++)
        {
            _byHand.Market(Side.Buy, 1m);
            _byHand.Market(Side.Sell, 1m);
        }

        return _byHand.Cash;
    }

    [Benchmark(OperationsPerInvoke = 2 * Orders, Description = "market orders, exchange")]
    public decimal MarketOrders()
    {
        for (var i = 0; i < Orders; i++)
        {
            _exchange.Submit(new OrderTicket { Account = _account, Plan = Buy });
            _exchange.Submit(new OrderTicket { Account = _account, Plan = Sell });
        }

        return _exchange.GetBalance(_account).Cash;
    }

    [Benchmark(OperationsPerInvoke = 2 * Orders, Description = "limit orders and cancels, by hand")]
    public decimal LimitsAndCancelsByHand()
    {
        for (var i = 0; i < Orders; i++)
        {
            _byHand.Cancel(_byHand.Rest(1m, 100m));
        }

        return _byHand.Cash;
    }

    [Benchmark(OperationsPerInvoke = 2 * Orders, Description = "limit orders and cancels, exchange")]
    public int LimitsAndCancels()
    {
        var accepted = 0;
        for (var i = 0; i < Orders; i++)
        {
            var receipt = _exchange.Submit(new OrderTicket { Account = _account, Plan = Resting });
            accepted += _exchange.Cancel(_account, receipt.Order!.Id).IsAccepted ? 1 : 0;
        }

        return accepted;
    }

    [Benchmark(OperationsPerInvoke = Orders, Description = "price steps of 22 listings")]
    public decimal Steps()
    {
        _exchange.Step(Orders);
        return _exchange.GetQuote(Apple).Last;
    }

    private sealed class HandWritten
    {
        private readonly List<(int Id, Side Side, decimal Quantity, decimal Price)> _fills = [];
        private readonly SortedDictionary<(decimal Price, int Id), decimal> _bids = [];
        private readonly Dictionary<int, decimal> _prices = [];
        private decimal _reserved;
        private int _orders;
        private decimal _shares;
        private decimal _bidSize = 1_000_000m;
        private decimal _askSize = 1_000_000m;

        public decimal Cash { get; private set; } = 1_000_000m;

        /// <summary>A bid below the market: reserve, remember, stand in the book.</summary>
        public int Rest(decimal quantity, decimal price)
        {
            if (Cash - _reserved < quantity * price)
            {
                return 0;
            }

            var id = ++_orders;
            _reserved += quantity * price;
            _prices.Add(id, price);
            _bids.Add((price, id), quantity);
            return id;
        }

        public bool Cancel(int id)
        {
            if (!_prices.TryGetValue(id, out var price) || !_bids.Remove((price, id), out var quantity))
            {
                return false;
            }

            _reserved -= quantity * price;
            return true;
        }

        public bool Market(Side side, decimal quantity)
        {
            var price = side == Side.Buy ? 190.01m : 189.99m;
            if (side == Side.Buy ? Cash < quantity * price || _askSize < quantity : _shares < quantity || _bidSize < quantity)
            {
                return false;
            }

            var signed = side == Side.Buy ? quantity : -quantity;
            _askSize -= side == Side.Buy ? quantity : 0m;
            _bidSize -= side == Side.Sell ? quantity : 0m;
            Cash -= decimal.Round(signed * price, 2);
            _shares += signed;
            _fills.Add((_fills.Count, side, quantity, price));
            return true;
        }
    }
}
