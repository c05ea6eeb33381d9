using Brokerage.Alpaca;
using Brokerage.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Readme;

/// <summary>The code of README.md, which a test compares with its text.</summary>
internal static class ReadmeSnippets
{
    public static async Task<UnifiedPortfolio> WithContainerAsync()
    {
        #region with-container
        var services = new ServiceCollection();
        services.AddBrokerage().AddMock("mock").AddMock("another");
        await using var provider = services.BuildServiceProvider();
        var brokerage = provider.GetRequiredService<IBrokerageService>();

        var portfolio = (await brokerage.Portfolio.ReadAsync()).In(EnvironmentKind.Simulated);
        foreach (var position in portfolio.Positions)
            Console.WriteLine($"{position.Quantity} {position.Instrument} at {position.AverageCost}, worth {position.MarketValue}");
        #endregion

        return portfolio;
    }

    public static async Task<(Balance Balance, SubmitResult Result)> WithoutContainerAsync()
    {
        #region without-container
        await using var simulator = await AlpacaSimulator.StartAsync(); // stands in for the broker, so that this runs anywhere
        var options = new AlpacaOptions { KeyId = simulator.Credentials.KeyId, SecretKey = new Secret(simulator.Credentials.SecretKey) };
        options.Environment = AlpacaAdapter.Simulated(simulator.Address, simulator.Address); // without this line: Alpaca's paper trading
        using var alpaca = new AlpacaAdapter(options);
        await using var broker = alpaca.Create();

        var account = (await broker.Accounts.GetAccountsAsync()).Items[0].Ref;
        var balance = await broker.Accounts.GetBalanceAsync(account.Account);
        var order = OrderSpec.Limit(Instrument.Parse("BRK.B"), Side.Buy, units: 1, price: 400m);
        var result = await broker.Trading!.PlaceAsync(OrderIntent.Place(account, order));
        Console.WriteLine($"{balance.NetLiquidation} {balance.Currency} before; the order is {result.GetType().Name}");
        #endregion

        return (balance, result);
    }
}
