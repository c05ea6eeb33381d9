using System.Globalization;

namespace Brokerage;

/// <summary>What must be kept between the two halves of a sign-in. Storable; taken once.</summary>
/// <param name="Key">What a callback is found by: the state, the request token, or an id of our own.</param>
/// <param name="Data">The adapter's own: a request token's secret, a code verifier, the redirect address.</param>
/// <param name="ExpiresAt">When it ends (UTC): the broker's own expiry where there is one.</param>
public sealed record SignInTicket(string Key, Secret Data, DateTimeOffset ExpiresAt)
{
    /// <summary>When it ends; never the key, by which whoever has it could end another's sign-in.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{nameof(SignInTicket)} until {ExpiresAt:O}");
}
