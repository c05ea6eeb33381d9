using Brokerage.Alpaca;
using Brokerage.Exchange;
using Brokerage.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Composition;

/// <summary>A broker over HTTP beside one in memory, as an application composes them.</summary>
public sealed class AlpacaCompositionTests : IAsyncLifetime
{
    private static readonly Instrument Berkshire = Instrument.Parse("BRK.B");
    private AlpacaSimulator _simulator = null!;
    private ServiceProvider _provider = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IBrokerageService Brokerage => _provider.GetRequiredService<IBrokerageService>();

    public async ValueTask InitializeAsync()
    {
        _simulator = await AlpacaSimulator.StartAsync(
            new AlpacaSimulatorOptions
            {
                Opening = new AccountOpening { Kind = MarginKind.Margin, Cash = 50_000m, Holdings = [new OpeningHolding(Berkshire, 10m, 400m)] },
            },
            Token);
        var services = new ServiceCollection();
        // A real clock and a real socket: a busy machine must not turn a read into a failure.
        services.AddBrokerage(options => options.PortfolioDeadline = TimeSpan.FromMinutes(1))
            .AddAlpaca("wire", options =>
            {
                options.Environment = AlpacaAdapter.Simulated(_simulator.Address, _simulator.Address);
                options.KeyId = _simulator.Credentials.KeyId;
                options.SecretKey = new Secret(_simulator.Credentials.SecretKey);
            })
            .AddMock("memory", options =>
            {
                options.PriceInterval = null;
                options.ClassShareSeparator = '-';
                options.Accounts = [new AccountOpening { Id = "MOCK-1", Cash = 1_000m, Holdings = [new OpeningHolding(Berkshire, 30m, 420m)] }];
            });
        _provider = services.BuildServiceProvider(validateScopes: true);
    }

    [Fact]
    public async Task One_holding_is_read_over_the_wire_and_from_memory()
    {
        var portfolio = await ReadAsync();

        var position = Assert.Single(portfolio.Positions);
        Assert.Equal((Berkshire, 40m, 415m), (position.Instrument, position.Quantity, position.AverageCost));
        Assert.Equal(["alpaca", "mock"], position.Breakdown.Select(part => part.Account.Broker.Value));
        Assert.True(portfolio.IsComplete);
        Assert.Contains(_simulator.Requests.ToList(), request => request.Path.StartsWith("/v2/positions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_over_the_wire_ends_in_the_exchanges_own_ledger()
    {
        var account = (await ReadAsync()).Summaries[0].Accounts[0].Account;
        var limit = decimal.Round(_simulator.Exchange.GetQuote(Berkshire).Ask!.Value * 1.01m, 2);

        var placed = Assert.IsType<SubmitResult.Placed>(
            await Brokerage.Orders.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, 2m, limit)), Token));
        var order = await Brokerage.Orders.GetOrderAsync(new OrderRef(account, placed.Orders[0].Order!.Value), Token);
        var after = await ReadAsync();

        Assert.Equal((OrderState.Filled, 2m), (order.State.Value, order.Filled));
        var held = _simulator.Exchange.GetLedgerTotals()
            .Single(posting => posting.Account == _simulator.Account && posting.Asset.Instrument == Berkshire);
        Assert.Equal((12m, 12m), (held.Amount, after.Positions[0].Breakdown[0].Quantity));
        Assert.Equal(_simulator.Exchange.GetBalance(_simulator.Account).Cash, after.Summaries[0].Accounts[0].Cash);
    }

    [Fact]
    public async Task A_server_that_stops_leaves_the_other_broker_standing()
    {
        await ReadAsync();

        await _simulator.DisposeAsync();
        var degraded = await ReadAsync();

        Assert.Equal(30m, Assert.Single(degraded.Positions).Quantity);
        var failure = Assert.Single(degraded.Failures);
        Assert.Equal(("wire", BrokerageErrorCode.ConnectionFailed), (failure.Connection.Value, failure.Error.Code));
        Assert.Equal([ConnectionState.Error, ConnectionState.Active], degraded.Summaries.Select(summary => summary.State));
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    private async Task<UnifiedPortfolio> ReadAsync() =>
        (await Brokerage.Portfolio.ReadAsync(cancellationToken: Token)).In(EnvironmentKind.Simulated);
}
