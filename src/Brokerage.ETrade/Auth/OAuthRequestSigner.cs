using Brokerage.Transport;

namespace Brokerage.ETrade.Auth;

/// <summary>Signs the requests of a sign-in, each with what it has: nothing yet, a request token with its verifier, or an access token.</summary>
internal sealed class OAuthRequestSigner(Func<OAuthKeys> keys, (string Name, string Value) extra, ETradeClock clock) : IRequestSigner
{
    public ValueTask<long> SignAsync(HttpRequestMessage message, BrokerRequest request, CancellationToken cancellationToken = default)
    {
        Sign(message, keys(), extra, clock);
        return new ValueTask<long>(0L);
    }

    // What these requests carry works once: they are signed anew by whoever began them.
    public ValueTask<bool> RenewAsync(long usedVersion, CancellationToken cancellationToken = default) => new(false);

    /// <summary>Signs a message as it stands, with a nonce of its own.</summary>
    public static void Sign(HttpRequestMessage message, OAuthKeys keys, (string Name, string Value) extra, ETradeClock clock)
    {
        Span<char> nonce = stackalloc char[OAuthNonce.Length];
        OAuthNonce.Write(nonce);
        message.Headers.TryAddWithoutValidation(
            "Authorization", OAuthSignature.Header(message.Method.Method, message.RequestUri!, keys, extra, clock.Now.ToUnixTimeSeconds(), nonce));
    }
}
