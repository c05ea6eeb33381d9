using Brokerage.Alpaca.Auth;

namespace Brokerage.Alpaca;

/// <summary>The context of a connection that the settings describe whole: a key pair and its environment.</summary>
internal static class AlpacaContexts
{
    private const string OwnKey = "own-key";

    public static BrokerageConnectionContext FromOptions(AlpacaOptions options, ConnectionId connection, string application, TimeProvider clock)
    {
        if (options is not { KeyId: { Length: > 0 } keyId, SecretKey: { } secretKey })
        {
            throw AlpacaSecrets.Misconfigured("The settings hold no key pair. Set KeyId and SecretKey, or create a connection from a context.");
        }

        AlpacaSecrets.RequireKeyFits(keyId, options.Environment);
        var secrets = AlpacaSecrets.FromKeys(keyId, secretKey, clock.GetUtcNow());
        return new BrokerageConnectionContext
        {
            Connection = connection,
            Environment = options.Environment,
            Application = application.Length == 0 ? OwnKey : application,
            Secrets = new FixedSecretSource(AlpacaAdapter.BrokerId, secrets),
            AllowLiveOrders = options.AllowLiveOrders,
        };
    }
}
