using System.Security.Cryptography;
using System.Text;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Access;

/// <summary>Keys and tokens. Keys belong to one account of one environment; any other key is refused, a live one on paper too.</summary>
internal sealed class AlpacaAccess(AlpacaCredentials credentials, OAuthGrants grants)
{
    public const string Trading = "trading";
    public const string Data = "data";
    public const string AccountWrite = "account:write";

    public Caller? Find(Call call)
    {
        if (call.Header("Authorization") is { } authorization && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return ByToken(authorization["Bearer ".Length..].Trim());
        }

        return ByKey(call.Header("APCA-API-KEY-ID"), call.Header("APCA-API-SECRET-KEY"));
    }

    public Caller? ByKey(string? keyId, string? secretKey) =>
        Equal(keyId, credentials.KeyId) && Equal(secretKey, credentials.SecretKey) ? new Caller(credentials.KeyId, null) : null;

    public Caller? ByToken(string? token) => token is null ? null : grants.Find(token);

    private static bool Equal(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
