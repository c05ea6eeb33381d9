using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Brokerage.Markets;
using Brokerage.Testing;

namespace Brokerage.Exchange.Tests;

/// <summary>Random operations of every kind, and what must hold after them.</summary>
public sealed class LedgerLoadTests
{
    private const ulong FixedSeed = 20260304;

    [Theory]
    [InlineData(MarketMode.Open)]
    [InlineData(MarketMode.Calendar)]
    public void The_ledger_balances_after_many_random_operations(MarketMode market) => Check(Run(FixedSeed, 4_000, market, slow: false), FixedSeed);

    [Fact]
    public void It_balances_where_everything_takes_time() => Check(Run(FixedSeed, 4_000, MarketMode.Open, slow: true), FixedSeed);

    [Fact]
    public void It_balances_for_the_seed_of_this_commit()
    {
        var seed = CounterRandom.NameOf(Environment.GetEnvironmentVariable("BROKERAGE_SEED") ?? "1");
        Check(Run(seed, 4_000, MarketMode.Open, slow: true), seed);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void It_balances_after_a_million() => Check(Run(FixedSeed, 1_000_000, MarketMode.Open, slow: true), FixedSeed);

    [Fact]
    public void The_same_seed_gives_the_same_history_and_another_seed_another()
    {
        var one = Fingerprint(Run(3, 2_000, MarketMode.Open, slow: true).Exchange);
        Assert.Equal(one, Fingerprint(Run(3, 2_000, MarketMode.Open, slow: true).Exchange));
        Assert.NotEqual(one, Fingerprint(Run(4, 2_000, MarketMode.Open, slow: true).Exchange));
    }

    private static RandomTrader Run(ulong seed, int operations, MarketMode market, bool slow)
    {
        var clock = new FakeTimeProvider(Desk.Start);
        var exchange = new SimulatedExchange(new ExchangeOptions
        {
            Seed = seed,
            Clock = clock,
            Market = market,
            StepInterval = TimeSpan.FromSeconds(1),
            EventHistory = 20_000, // all of a short run; of a million only the last, or memory would be what is measured
            Delays = slow
                ? new ExchangeDelays { Acknowledge = TimeSpan.FromMilliseconds(300), Cancel = TimeSpan.FromMilliseconds(700), Replace = TimeSpan.FromMilliseconds(900) }
                : new ExchangeDelays(),
        });
        var trader = new RandomTrader(exchange, clock, seed, rareness: Math.Max(5, operations / 200));
        trader.Run(operations);
        return trader;
    }

    private static void Check(RandomTrader trader, ulong seed)
    {
        var context = $"seed {seed}: {trader.Summary}";
        Ledgers.MustBalance(trader.Exchange, context);
        foreach (var account in trader.Exchange.GetAccounts())
        {
            MustBeSound(trader.Exchange, account, context);
        }

        Assert.True(trader.Filled > 0 && trader.Cancelled > 0 && trader.Replaced > 0 && trader.Refused > 0, context);
        Assert.True(trader.LateFilled > 0 || seed != FixedSeed, context); // a short run of another seed may have had no occasion
        Assert.True(trader.MostTaken <= 1m, $"more was filled than the book showed: {trader.MostTaken}. {context}");
        trader.Exchange.Dispose();
    }

    private static void MustBeSound(SimulatedExchange exchange, ExchangeAccount account, string context)
    {
        var balance = exchange.GetBalance(account.Id);
        if (account.Opening.Kind == MarginKind.Cash)
        {
            // Corrections alone may take a cash account below zero; this run has none for cash accounts.
            Assert.True(balance.Cash >= 0m, $"{account.Id} has {balance.Cash}. {context}");
            Assert.All(exchange.GetPositions(account.Id).Where(one => one.Instrument is not Instrument.Option), one => Assert.True(one.Quantity > 0m, $"{one}. {context}"));
        }

        foreach (var order in exchange.GetOrders(account.Id))
        {
            Assert.True(order.Quantity is null or >= 0m, $"{order} asks for less than nothing. {context}");
            Assert.True(order.Quantity is null || order.Filled <= order.Quantity, $"{order} is filled beyond its quantity. {context}");
            var sum = order.Executions.Where(one => one.LegIndex == 0 && !order.Executions.Any(other => string.Equals(other.Corrects, one.Id, StringComparison.Ordinal))).Sum(one => one.Quantity);
            Assert.True(order.Legs.Count == 0 || sum == order.Legs[0].Filled, $"{order}: executions of {sum}. {context}");
        }

        foreach (var order in exchange.GetOrders(account.Id, new OrderFilter { IsOpen = true }))
        {
            exchange.Cancel(account.Id, order.Id);
        }
    }

    /// <summary>Everything that a customer could see, and the ledger, as one number.</summary>
    private static string Fingerprint(SimulatedExchange exchange)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var one in exchange.GetOrderEvents())
        {
            Add(hash, string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Sequence}|{one.Time.UtcTicks}|{one.Cause}|{one.Order.Id}|{one.Order.State}|{one.Order.Filled}|{one.Order.AveragePrice}|{one.Execution?.Id}|{one.Execution?.Price}"));
        }

        foreach (var posting in exchange.GetLedger().SelectMany(entry => entry.Postings))
        {
            Add(hash, string.Create(CultureInfo.InvariantCulture, $"{posting.Owner}|{posting.Account}|{posting.Asset}|{posting.Amount}"));
        }

        exchange.Dispose();
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string line) => hash.AppendData(Encoding.UTF8.GetBytes(line));
}
