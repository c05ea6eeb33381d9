using Brokerage.Mock;
using Brokerage.Testing;
using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Brokerage.BrokerageErrorCode;

namespace Brokerage.Tests.Guards.Risk;

/// <summary>Which accounts are one account.</summary>
public sealed class RiskBooksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("one", EnvironmentKind.Live, "two", EnvironmentKind.Live, PositionSizeExceeded)]
    [InlineData("one", EnvironmentKind.Live, "two", EnvironmentKind.Paper, null)]
    [InlineData("one", EnvironmentKind.Paper, "two", EnvironmentKind.Sandbox, null)]
    [InlineData("one", EnvironmentKind.Simulated, "one", EnvironmentKind.Simulated, PositionSizeExceeded)]
    [InlineData("one", EnvironmentKind.Simulated, "two", EnvironmentKind.Simulated, null)]
    public async Task One_number_is_one_account_within_an_environment(
        string one, EnvironmentKind kind, string other, EnvironmentKind otherKind, BrokerageErrorCode? code)
    {
        TinyBroker first = Broker(one, kind), second = Broker(other, otherKind);
        var books = new RiskBooks(Options.Create(new RiskLimitOptions { MaxReadingAge = TimeSpan.FromMinutes(1) }), new FakeTimeProvider(), _ => null);
        Assert.Null(await CodeAsync(first, books, 300m));
        // What the second would see of the first's order if it were another account: nothing.
        Assert.Equal(code, await CodeAsync(second, books, 1m));
    }

    [Fact]
    public async Task A_mode_holds_for_one_environment_of_a_number()
    {
        var brokers = new[] { Broker("paper", EnvironmentKind.Paper), Broker("live", EnvironmentKind.Live), Broker("live-2", EnvironmentKind.Live) };
        var books = new RiskBooks(
            Options.Create(new RiskLimitOptions()), new FakeTimeProvider(), id => Array.Find(brokers, broker => broker.Connection == id)?.Environment);
        books.SetMode(brokers[1].Account, TradingMode.Stopped);
        Assert.Equal([TradingMode.Normal, TradingMode.Stopped, TradingMode.Stopped], brokers.Select(broker => books.ModeOf(broker.Account)));
        Assert.Null(await CodeAsync(brokers[0], books, 1m));
        Assert.Equal(RiskLimitExceeded, await CodeAsync(brokers[2], books, 1m));
        Assert.Throws<ArgumentException>(() => books.SetMode(Make.Ref("nobody"), TradingMode.Stopped));
    }

    [Fact]
    public async Task Two_exchanges_in_memory_do_not_share_an_account()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        services.AddBrokerage().UseRiskLimits(limits => limits.MaxPositionShare = null).AddMock("rich", Cash(50_000m)).AddMock("poor", Cash(50m));
        await using var provider = services.BuildServiceProvider();
        var orders = provider.GetRequiredService<IBrokerageService>().Orders;
        Assert.IsType<SubmitResult.Placed>(await orders.PlaceAsync(Order("rich"), Token));
        var refused = Assert.IsType<SubmitResult.Rejected>(await orders.PlaceAsync(Order("poor"), Token));
        Assert.Equal(InsufficientFunds, refused.Error.Code);

        static OrderIntent Order(string connection) => OrderIntent.Place(
            Make.Ref(connection, "1", "mock"), OrderSpec.Limit(Instrument.Parse("BRK.B"), Side.Buy, 1m, 400m));

        static Action<MockOptions> Cash(decimal cash) => options =>
        {
            options.PriceInterval = null;
            options.Accounts = [new Exchange.AccountOpening { Id = "1", Kind = MarginKind.Margin, Cash = cash }];
        };
    }

    private static TinyBroker Broker(string connection, EnvironmentKind kind) => new() { Account = Make.Ref(connection), Environment = Make.Environment(kind) };

    private static async Task<BrokerageErrorCode?> CodeAsync(TinyBroker broker, RiskBooks books, decimal units)
    {
        var trading = new RiskTrading(broker, broker, books, new MemoryOrderJournal());
        var order = TinyBroker.Prepared(OrderIntent.Place(broker.Account, OrderSpec.Limit(RiskScene.Of("ABC"), Side.Buy, units, 100m)));
        return (await trading.SubmitAsync(order, Token) as SubmitResult.Rejected)?.Error.Code;
    }
}
