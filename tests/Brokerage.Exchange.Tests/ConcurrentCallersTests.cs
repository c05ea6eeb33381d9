using System.Collections.Concurrent;
using Brokerage.Markets;

namespace Brokerage.Exchange.Tests;

/// <summary>
/// Several threads on one exchange. How they interleave differs from run to run; what is asserted holds for every interleaving, so the verdict
/// does not.
/// </summary>
public sealed class ConcurrentCallersTests
{
    private const int Threads = 4, Operations = 600;

    [Fact]
    public async Task Random_operations_from_several_threads_leave_sound_books_and_no_gap_in_the_events()
    {
        foreach (var seed in Seeds.Take(2))
        {
            using var desk = new Desk(step: TimeSpan.FromMilliseconds(250));
            var accounts = new[] { MarginKind.Cash, MarginKind.Margin, MarginKind.Cash }
                .Select(kind => desk.Exchange.OpenAccount(new AccountOpening { Kind = kind, Cash = 50_000m, Commissions = BrokerCommissions.IbkrFixed }).Id)
                .Append(desk.Account).ToList();
            var told = new ConcurrentQueue<ExchangeOrderEvent>();
            using var subscription = desk.Exchange.OnOrderEvent(told.Enqueue);
            using var start = new Barrier(Threads);
            var callers = Enumerable.Range(0, Threads).Select(caller => Task.Factory.StartNew(
                () => new Caller(desk, accounts, caller, seed).Run(start, Operations),
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default));

            // A guard against hanging alone: what is waited for takes a second or two.
            await Task.WhenAll(callers).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            MustBeSound(desk.Exchange, told, $"seed {seed}");
        }
    }

    private static void MustBeSound(SimulatedExchange exchange, ConcurrentQueue<ExchangeOrderEvent> told, string context)
    {
        Ledgers.MustBalance(exchange, context);
        Assert.True(told.Count > Operations, $"{told.Count} events. {context}");
        Assert.Equal(Enumerable.Range(1, (int)exchange.LastSequence).Select(one => (long)one), told.Select(one => one.Sequence));
        foreach (var account in exchange.GetAccounts())
        {
            var isCash = account.Opening.Kind == MarginKind.Cash;
            Assert.True(!isCash || exchange.GetBalance(account.Id).Cash >= 0m, $"{account.Id} is below zero. {context}");
            Assert.True(!isCash || exchange.GetPositions(account.Id).All(one => one.Quantity > 0m), $"{account.Id} is short. {context}");
            foreach (var order in exchange.GetOrders(account.Id))
            {
                Assert.True(order.Quantity is null || order.Filled <= order.Quantity, $"{order} is filled beyond its quantity. {context}");
                Assert.True(order.Executions.Sum(one => one.Quantity) == order.Filled, $"{order} is not what was executed. {context}");
            }
        }

        Assert.Equal(told.Count(one => one.Cause == OrderCause.Fill), exchange.GetAccounts().Sum(one => exchange.GetOrders(one.Id).Sum(order => order.Executions.Count)));
    }

    /// <summary>One thread's share. Each draws from a stream of its own, and each uses every account.</summary>
    private sealed class Caller(Desk desk, List<AccountId> accounts, int number, ulong seed)
    {
        private readonly CounterRandom _random = new(seed, $"caller {number}");
        private readonly List<(AccountId Account, OrderId Order)> _orders = [];
        private ulong _index;

        private SimulatedExchange Exchange => desk.Exchange;

        public void Run(Barrier start, int operations)
        {
            start.SignalAndWait();
            for (var i = 0; i < operations; i++)
            {
                Do(accounts[(int)Draw(accounts.Count)]);
            }
        }

        private void Do(AccountId account)
        {
            switch (Draw(12))
            {
                case < 5:
                    Place(account);
                    break;
                case 5 when _orders.Count > 0:
                    var (of, order) = _orders[(int)Draw(_orders.Count)];
                    Exchange.Cancel(of, order);
                    break;
                case 6 when _orders.Count > 0:
                    var (owner, old) = _orders[(int)Draw(_orders.Count)];
                    Exchange.Replace(owner, old, new OrderChange(TotalQuantity: 1m + Draw(60)));
                    break;
                case 7 when number == 0:
                    desk.Clock.Advance(TimeSpan.FromMilliseconds(300)); // one thread moves the clock; the others see its steps happen
                    break;
                case 8:
                    Exchange.Post(account, new Money(1m + Draw(100), Currency.Usd));
                    break;
                case 9:
                    Exchange.Step();
                    break;
                default:
                    Look(account);
                    break;
            }
        }

        private void Place(AccountId account)
        {
            var instrument = Draw(2) == 0 ? Desk.Apple : Desk.Spy;
            var mark = decimal.Round(Exchange.GetQuote(instrument).Mark * (99m + Draw(3)) / 100m, 2);
            var price = Draw(2) == 0 ? null : Desk.Limit(mark);
            var spec = Draw(3) < 2 ? Desk.Buy(instrument, 1m + Draw(40), price) : Desk.Sell(instrument, 1m + Draw(40), price);
            var receipt = Exchange.Submit(new OrderTicket { Account = account, Plan = new OrderPlan.Single(spec), ClientId = $"{number}-{_index}" });
            if (receipt.IsAccepted)
            {
                _orders.Add((account, receipt.Order.Id));
            }
        }

        /// <summary>What is read while others write is one moment of the exchange, not a mixture of two.</summary>
        private void Look(AccountId account)
        {
            foreach (var asset in Exchange.GetLedgerTotals().GroupBy(one => one.Asset))
            {
                Assert.Equal(0m, asset.Sum(one => one.Amount));
            }

            Assert.All(Exchange.GetOrders(account), order => Assert.Equal(order.Filled, order.Executions.Sum(one => one.Quantity)));
            Exchange.GetBars(Desk.Apple, TimeSpan.FromMinutes(1), Desk.Start, Desk.Start.AddHours(1));
        }

        private long Draw(long below) => _random.Below(_index++, below);
    }
}
