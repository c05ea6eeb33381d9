using Brokerage.Exchange;
using Brokerage.Kill.Tests.Scenes;
using Brokerage.Simulator;

namespace Brokerage.Kill.Tests.Worlds;

/// <summary>The broker of one scene over its exchange, and what it lets in.</summary>
internal sealed class SimulatedBroker : IAsyncDisposable
{
    private readonly IAsyncDisposable _simulator;
    private readonly Func<ExchangeOrder, OrderId> _wireIdOf;

    private SimulatedBroker(IAsyncDisposable simulator, Uri address, AccountId account, string[] keys, Func<ExchangeOrder, OrderId> wireIdOf) =>
        (_simulator, Address, Account, Keys, _wireIdOf) = (simulator, address, account, keys, wireIdOf);

    public Uri Address { get; }

    /// <summary>The account, as the exchange names it.</summary>
    public AccountId Account { get; }

    /// <inheritdoc cref="Errand.Keys"/>
    public string[] Keys { get; }

    public static async Task<SimulatedBroker> StartAsync(Scene scene, SimulatedExchange exchange, AccountId account, Uri signedFor)
    {
        if (scene.Broker is not Broker.ETrade)
        {
            var alpaca = await AlpacaSimulator.StartAsync(new AlpacaSimulatorOptions { Exchange = exchange, Account = account });
            return new SimulatedBroker(
                alpaca, alpaca.Address, account, [alpaca.Credentials.KeyId, alpaca.Credentials.SecretKey], static order => order.Id);
        }

        var etrade = await ETradeSimulator.StartAsync(new ETradeSimulatorOptions
        {
            Exchange = exchange,
            Accounts = [new ETradeAccount { Account = account }],
            SignedOrigins = [signedFor],
            // A run over midnight in New York is not a login's end.
            TokenDays = 2,
        });
        var access = etrade.SignIn();
        return new SimulatedBroker(
            etrade, etrade.Address, account, [etrade.Credentials.ConsumerKey, etrade.Credentials.ConsumerSecret, access.Token, access.Secret], etrade.WireIdOf);
    }

    /// <summary>The id that the wire gives an order of the exchange.</summary>
    public OrderId WireIdOf(ExchangeOrder order) => _wireIdOf(order);

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();
}
