namespace Brokerage.TestSupport.Stores;

/// <summary>What every store of orders holds.</summary>
public abstract class OrderStoreTests
{
    private static readonly AccountRef Account = new(ConnectionId.Parse("one"), BrokerId.Parse("alpaca"), AccountId.Parse("A"));
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 3, 4, 17, 0, 0, 123, TimeSpan.Zero).AddTicks(4567);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_field_comes_back()
    {
        var store = await CreateAsync();
        foreach (var order in new[] { Full("7"), Bare("8") })
        {
            await store.KeepAsync([order], Token);
            Same(order, await store.FindAsync(order.Ref, Token));
        }

        Assert.Null(await store.FindAsync(Bare("9").Ref, Token));
        Assert.Null(await store.FindAsync(Bare("7").Ref with { Account = Account with { Account = AccountId.Parse("B") } }, Token));
    }

    [Fact]
    public async Task All_terms_of_a_price_come_back()
    {
        var store = await CreateAsync();
        PriceTerms[] prices =
        [
            new PriceTerms.Market(), new PriceTerms.Limit(0.01m), new PriceTerms.Stop(1.5m, TriggerBasis.Mark), new PriceTerms.StopLimit(2m, 1.9m, TriggerBasis.Bid),
            new PriceTerms.Trailing(0.5m, InPercent: true), new PriceTerms.Trailing(0.5m, InPercent: false, 0.1m, TriggerBasis.Last), new PriceTerms.Other("peg to mid"),
        ];
        foreach (var price in prices)
        {
            await store.KeepAsync([Bare("1") with { Price = price }], Token);
            Assert.Equal(price, (await store.FindAsync(Bare("1").Ref, Token))!.Price);
        }
    }

    [Fact]
    public async Task The_later_reading_stays_in_whatever_order_they_come()
    {
        var store = await CreateAsync();
        var early = Bare("1") with { SubmittedAt = Now };
        var late = early with { State = new Raw<OrderState>(OrderState.Filled, "filled"), Filled = 5m, AsOf = new AsOf(Now.AddSeconds(1)) };

        await store.KeepAsync([late], Token);
        await store.KeepAsync([early], Token);
        Same(late, await store.FindAsync(late.Ref, Token));

        // Of the same moment the one that comes last.
        await store.KeepAsync([late with { Filled = 6m }], Token);
        Assert.Equal(6m, (await store.FindAsync(late.Ref, Token))!.Filled);
    }

    [Fact]
    public async Task What_a_clock_has_dated_that_was_ahead_gives_way()
    {
        var store = await CreateAsync();
        var now = TimeProvider.System.GetUtcNow();
        var ahead = Bare("1") with { AsOf = new AsOf(now.AddDays(1)) };
        await store.KeepAsync([ahead], Token);

        await store.KeepAsync([ahead with { Filled = 5m, AsOf = new AsOf(now) }], Token);

        Assert.Equal(5m, (await store.FindAsync(ahead.Ref, Token))!.Filled);
    }

    [Fact]
    public async Task What_belongs_to_an_order_comes_with_it_and_may_be_told_alone()
    {
        var store = await CreateAsync();
        var bracket = Bare("1") with { Shape = new Raw<OrderShape>(OrderShape.Bracket), Children = [Bare("2") with { Parent = Id("1") }, Bare("3") with { Parent = Id("1") }] };
        await store.KeepAsync([bracket], Token);
        var filled = Bare("3") with { State = new Raw<OrderState>(OrderState.Filled), Filled = 2m, AsOf = new AsOf(Now.AddSeconds(1)), Parent = Id("1") };

        await store.KeepAsync([filled], Token);

        var found = Assert.Single(await store.ListAsync(Account, null, 10, Token));
        Same(bracket with { Children = [bracket.Children[0], filled] }, found);
        Same(filled, await store.FindAsync(filled.Ref, Token));
        // Read anew without its children it still has them.
        await store.KeepAsync([bracket with { Children = [], AsOf = new AsOf(Now.AddSeconds(2)) }], Token);
        Assert.Equal(2, (await store.FindAsync(bracket.Ref, Token))!.Children.Count);
    }

    [Fact]
    public async Task Orders_are_listed_latest_first_and_in_parts()
    {
        var store = await CreateAsync();
        var orders = Enumerable.Range(1, 7).Select(number => Bare($"{number}") with { SubmittedAt = Now.AddMinutes(number == 6 ? 5 : number) }).ToList();
        await store.KeepAsync(orders, Token);
        await store.KeepAsync([Bare("1") with { Ref = new OrderRef(Account with { Account = AccountId.Parse("B") }, Id("1")) }], Token);

        var first = await store.ListAsync(Account, null, 4, Token);
        var rest = await store.ListAsync(Account, first[^1].Ref.Order, 4, Token);

        Assert.Equal(["7", "6", "5", "4"], first.Select(order => order.Ref.Order.Value));
        Assert.Equal(["3", "2", "1"], rest.Select(order => order.Ref.Order.Value));
        Assert.Empty(await store.ListAsync(Account, rest[^1].Ref.Order, 4, Token));
        Assert.Empty(await store.ListAsync(Account, Id("never seen"), 4, Token));
    }

    [Fact]
    public async Task Without_a_time_of_its_own_an_order_stands_where_it_was_first_seen()
    {
        var store = await CreateAsync();
        await store.KeepAsync([Bare("1"), Bare("2") with { AsOf = new AsOf(Now.AddSeconds(1)) }], Token);
        await store.KeepAsync([Bare("1") with { AsOf = new AsOf(Now.AddSeconds(9)) }], Token);

        Assert.Equal(["2", "1"], (await store.ListAsync(Account, null, 9, Token)).Select(order => order.Ref.Order.Value));
    }

    [Fact]
    public async Task What_has_not_ended_is_listed_until_it_has()
    {
        var store = await CreateAsync();
        var other = Bare("1") with { Ref = new OrderRef(Account with { Connection = ConnectionId.Parse("two") }, Id("1")) };
        var ended = Bare("3") with { State = new Raw<OrderState>(OrderState.Cancelled) };
        await store.KeepAsync([Bare("1"), Bare("2"), ended, other], Token);
        Assert.Equal(["2", "1"], (await store.ListOpenAsync(Account.Connection, Token)).Select(order => order.Ref.Order.Value));

        await store.KeepAsync([Bare("2") with { State = new Raw<OrderState>(OrderState.Filled) }], Token);
        Assert.Equal(["1"], (await store.ListOpenAsync(Account.Connection, Token)).Select(order => order.Ref.Order.Value));
    }

    [Fact]
    public async Task Orders_that_name_each_other_as_parents_hang_nobody()
    {
        var store = await CreateAsync();
        await store.KeepAsync([Bare("1") with { Parent = Id("2") }, Bare("2") with { Parent = Id("1") }, Bare("3") with { Parent = Id("3") }], Token);

        Assert.NotNull(await store.FindAsync(Bare("1").Ref, Token));
        Assert.Empty((await store.FindAsync(Bare("3").Ref, Token))!.Children);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_nothing_else()
    {
        var store = await CreateAsync();
        var other = Bare("1") with { Ref = new OrderRef(Account with { Connection = ConnectionId.Parse("two") }, Id("1")) };
        await store.KeepAsync([Bare("1"), other], Token);

        await store.DeleteAsync(Account.Connection, Token);

        Assert.Null(await store.FindAsync(Bare("1").Ref, Token));
        Assert.NotNull(await store.FindAsync(other.Ref, Token));
    }

    /// <summary>A store of its own for each test.</summary>
    protected abstract Task<IOrderStore> CreateAsync();

    protected static Order Full(string id) => new()
    {
        Ref = new OrderRef(Account, Id(id)),
        ClientOrderId = ClientOrderId.Parse("w-" + id),
        WireId = $"w-{id}.1",
        IsAddressable = false,
        State = new Raw<OrderState>(OrderState.PartiallyFilled, "partially_filled"),
        Shape = new Raw<OrderShape>(OrderShape.Single, "simple"),
        Role = OrderRole.Entry,
        Legs =
        [
            new OrderLegState
            {
                Leg = new OrderLeg(Instrument.Parse("BTC/USD"), Side.Buy, PositionEffect.Open, 2),
                Order = Id("leg"),
                RawAction = "buy",
                Quantity = 0.5m,
                Filled = 0.000000000000000001m,
                AveragePrice = 60_000.01m,
            },
        ],
        Quantity = new OrderQuantity.Cash(new Money(100.10m, Currency.Usd)),
        Filled = 0.000000000000000001m,
        AveragePrice = 60_000.01m,
        Price = new PriceTerms.Limit(60_001m),
        Currency = Currency.Usd,
        TimeInForce = new TimeInForce(TimeInForceKind.GoodTillDate, new DateOnly(2026, 4, 1), "gtd"),
        Sessions = Sessions.Regular | Sessions.Post,
        AllOrNone = true,
        Replaces = Id("5"),
        ReplacedBy = Id("6"),
        Reasons = [new BrokerageError(BrokerageErrorCode.InsufficientFunds, BrokerId.Parse("alpaca"), "Not enough — ü.") { BrokerCode = "403", BrokerText = "no" }],
        Fees = [new Fee("commission", Money.Usd(1m)), new Fee("exchange", Money.Usd(0.25m))],
        Executions =
        [
            new Execution { Id = "x-1", Quantity = 1m, Price = 2m, CumulativeAfter = 1m, Time = Now, Commission = Money.Usd(0.5m) },
            new Execution { IsDerived = true, LegIndex = 1, Quantity = -1m, Price = 2m, CumulativeAfter = 0m, Corrects = "x-1" },
        ],
        SubmittedAt = Now.AddMinutes(-1),
        ClosedAt = Now,
        AsOf = new AsOf(Now, Now.AddTicks(-1)),
    };

    private static Order Bare(string id) => new()
    {
        Ref = new OrderRef(Account, Id(id)),
        State = new Raw<OrderState>(OrderState.Working),
        Shape = new Raw<OrderShape>(OrderShape.Unknown),
        Legs = [],
        Filled = 0m,
        Price = null,
        TimeInForce = null,
        AsOf = new AsOf(Now),
    };

    private static OrderId Id(string id) => OrderId.Parse(id);

    private static void Same(Order expected, Order? found)
    {
        Assert.NotNull(found);
        Assert.Equal(expected.Legs, found.Legs);
        Assert.Equal(expected.Fees, found.Fees);
        Assert.Equal(expected.Executions, found.Executions);
        Assert.Equal(expected.Reasons.Select(Text), found.Reasons.Select(Text));
        Assert.Equal(expected.Children.Count, found.Children.Count);
        for (var at = 0; at < found.Children.Count; at++) Same(expected.Children[at], found.Children[at]);
        // Lists compare by what they hold above, by their identity below.
        Assert.Equal(expected, found with { Legs = expected.Legs, Fees = expected.Fees, Executions = expected.Executions, Reasons = expected.Reasons, Children = expected.Children });
    }

    private static string Text(BrokerageError error) => $"{error.Code} {error.Broker} {error.Message} {error.Effect} {error.BrokerCode} {error.BrokerText}";
}
