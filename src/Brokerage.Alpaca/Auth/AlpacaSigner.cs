using System.Net.Http.Headers;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Auth;

/// <summary>Two headers for keys, a bearer token for OAuth; on the trading and on the data host alike.</summary>
internal sealed class AlpacaSigner(ISecretSource secrets, BrokerEnvironment environment) : SecretSigner(secrets)
{
    protected override void Sign(HttpRequestMessage message, BrokerRequest request, ConnectionSecrets secrets)
    {
        switch (secrets.Scheme)
        {
            case AlpacaSecrets.KeyScheme:
                var keyId = AlpacaSecrets.Require(secrets, AlpacaSecrets.KeyId);
                AlpacaSecrets.RequireKeyFits(keyId, environment);
                message.Headers.TryAddWithoutValidation("APCA-API-KEY-ID", keyId);
                message.Headers.TryAddWithoutValidation("APCA-API-SECRET-KEY", AlpacaSecrets.Require(secrets, AlpacaSecrets.SecretKey));
                return;
            case AlpacaSecrets.OAuthScheme:
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AlpacaSecrets.Require(secrets, AlpacaSecrets.AccessToken));
                return;
            default:
                throw AlpacaSecrets.Misconfigured($"Alpaca has no credentials of scheme '{secrets.Scheme}'.");
        }
    }
}
