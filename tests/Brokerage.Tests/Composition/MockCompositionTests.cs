using Brokerage.Exchange;
using Brokerage.Mock;
using Brokerage.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Composition;

/// <summary>Mock brokers in a container, as an application composes them.</summary>
public sealed class MockCompositionTests : IAsyncDisposable
{
    private static readonly Instrument Berkshire = Instrument.Parse("BRK.B");
    private readonly FakeTimeProvider _clock = new();
    private readonly ServiceProvider _provider;

    public MockCompositionTests()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddBrokerage()
            .AddMock("dot", options => Hold(options, 10m, 400m))
            .AddMock("dash", options =>
            {
                Hold(options, 30m, 420m);
                options.ClassShareSeparator = '-';
            });
        _provider = services.BuildServiceProvider(validateScopes: true);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IBrokerageService Brokerage => _provider.GetRequiredService<IBrokerageService>();

    [Fact]
    public async Task One_holding_at_two_brokers_that_spell_it_differently()
    {
        var position = Assert.Single((await ReadAsync()).Positions);

        Assert.Equal((Berkshire, 40m, 415m), (position.Instrument, position.Quantity, position.AverageCost));
        Assert.Equal(["dot", "dash"], position.Breakdown.Select(part => part.Account.Connection.Value));
        Assert.Equal("Berkshire Hathaway Inc. Class B", position.Info!.Description);
    }

    [Fact]
    public async Task An_order_through_the_service_changes_the_portfolio_by_what_was_filled()
    {
        var before = await ReadAsync();
        var account = before.Summaries[1].Accounts[0].Account;

        var result = await Brokerage.Orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, 5m, 1_000m)), Token);
        var placed = Assert.IsType<SubmitResult.Placed>(result);
        var order = await Brokerage.Orders.GetOrderAsync(new OrderRef(account, placed.Orders[0].Order!.Value), Token);
        var after = await ReadAsync();

        Assert.Equal((OrderState.Filled, 5m), (order.State.Value, order.Filled));
        Assert.Equal(45m, Assert.Single(after.Positions).Quantity);
        var paid = order.Executions.Sum(execution => execution.Quantity * execution.Price);
        Assert.Equal(before.Totals[0].Cash.Total - paid, after.Totals[0].Cash.Total);
        Assert.Equal(((30m * 420m) + paid) / 35m, after.Positions[0].Breakdown[1].AverageCost!.Value, 6);
    }

    [Fact]
    public async Task A_broker_that_goes_down_and_comes_back()
    {
        await ReadAsync();
        await using var lease = await Brokerage.Connections.LeaseAsync(ConnectionId.Parse("dot"), Token);
        var faults = lease.GetService<MockFaults>()!;

        faults.IsDown = true;
        var degraded = await ReadAsync();
        faults.IsDown = false;
        var healed = await ReadAsync();

        Assert.Equal(30m, Assert.Single(degraded.Positions).Quantity);
        Assert.Equal(BrokerageErrorCode.ConnectionFailed, Assert.Single(degraded.Failures).Error.Code);
        Assert.Equal([ConnectionState.Error, ConnectionState.Active], degraded.Summaries.Select(summary => summary.State));
        Assert.Equal(40m, Assert.Single(healed.Positions).Quantity);
        Assert.True(healed.IsComplete);
    }

    [Fact]
    public async Task Closing_an_idle_connection_loses_nothing()
    {
        var account = (await ReadAsync()).Summaries[0].Accounts[0].Account;
        var order = OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, 1m, 1m));
        Assert.IsType<SubmitResult.Placed>(await Brokerage.Orders.PlaceAsync(order, Token));

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Single((await Brokerage.Orders.GetOpenOrdersAsync(account, Token)).Items);
    }

    [Fact]
    public async Task The_same_account_over_two_logins_counts_once()
    {
        using var exchange = new SimulatedExchange(new ExchangeOptions { Clock = _clock, StepInterval = null });
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddBrokerage().AddMock("hers", options => options.Exchange = exchange).AddMock("his", options => options.Exchange = exchange);
        await using var provider = services.BuildServiceProvider();

        var reading = await provider.GetRequiredService<IBrokerageService>().Portfolio.ReadAsync(cancellationToken: Token);

        var portfolio = reading.In(EnvironmentKind.Simulated);
        Assert.All(portfolio.Positions, position => Assert.Single(position.Breakdown));
        Assert.Equal(exchange.GetBalance(exchange.GetAccounts()[0].Id).Equity, Assert.Single(portfolio.Totals).Value.Total);
        Assert.Equal(2, portfolio.Summaries.Count);
    }

    [Fact]
    public async Task Wrong_settings_of_one_broker_harm_it_alone()
    {
        var services = new ServiceCollection();
        services.AddBrokerage().AddMock("well").AddMock("ill", options => options.Volatility = -1m);
        await using var provider = services.BuildServiceProvider();

        var reading = await provider.GetRequiredService<IBrokerageService>().Portfolio.ReadAsync(cancellationToken: Token);

        Assert.NotEmpty(reading.In(EnvironmentKind.Simulated).Positions);
        var failure = Assert.Single(reading.Failures);
        Assert.Equal(("ill", BrokerageErrorCode.Misconfigured), (failure.Connection.Value, failure.Error.Code));
        Assert.Contains("volatility", failure.Error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Settings_of_the_suite_are_checked()
    {
        var services = new ServiceCollection();
        services.AddBrokerage(options => options.PortfolioDeadline = TimeSpan.Zero);
        using var provider = services.BuildServiceProvider();

        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => provider.GetRequiredService<IBrokerageService>());
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private async Task<UnifiedPortfolio> ReadAsync() =>
        (await Brokerage.Portfolio.ReadAsync(cancellationToken: Token)).In(EnvironmentKind.Simulated);

    private static void Hold(MockOptions options, decimal quantity, decimal cost)
    {
        options.PriceInterval = null;
        options.Accounts = [new AccountOpening { Id = "MOCK-1", Kind = MarginKind.Margin, Cash = 50_000m, Holdings = [new OpeningHolding(Berkshire, quantity, cost)] }];
    }
}
