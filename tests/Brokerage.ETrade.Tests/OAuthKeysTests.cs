using Brokerage.ETrade.Auth;

namespace Brokerage.ETrade.Tests;

/// <summary>What is kept between two signatures, and what is new in each.</summary>
public sealed class OAuthKeysTests
{
    private static readonly Uri Address = new("https://api.example.test/v1/accounts/list.json?a=1");
    private static readonly (string, Secret) Consumer = ("key", new Secret("consumer"));

    [Fact]
    public void Keys_are_kept_while_the_secrets_say_the_same_and_no_longer()
    {
        var first = Keys(Secrets("token", "secret"), null);

        Assert.Same(first, Keys(Secrets("token", "secret"), first));
        Assert.NotSame(first, Keys(Secrets("other", "secret"), first));
        Assert.NotSame(first, Keys(Secrets("token", "other"), first));
        Assert.NotSame(first, ETradeSecrets.Keys(Secrets("token", "secret"), ("key", new Secret("another")), ETradeAdapter.Sandbox, Sample.Now, first));
        Assert.NotSame(first, ETradeSecrets.Keys(Secrets("token", "secret"), ("another", new Secret("consumer")), ETradeAdapter.Sandbox, Sample.Now, first));
    }

    [Fact]
    public void Kept_keys_of_a_day_that_is_over_sign_nothing()
    {
        var secrets = Secrets("token", "secret");
        var kept = Keys(secrets, null);

        var error = Assert.Throws<BrokerageException>(() => ETradeSecrets.Keys(secrets, Consumer, ETradeAdapter.Sandbox, Sample.Now.AddDays(1), kept)).Error;
        Assert.Equal(BrokerageErrorCode.AuthExpired, error.Code);
    }

    [Fact]
    public void Many_at_once_sign_what_one_would()
    {
        var keys = Keys(Secrets("token", "secret"), null);
        string[] alone = [.. Enumerable.Range(0, 64).Select(i => Sign(Keys(Secrets("token", "secret"), null), i))];
        var together = new string[alone.Length];

        Parallel.For(0, alone.Length, i => together[i] = Sign(keys, i));

        Assert.Equal(alone, together);
    }

    [Fact]
    public void No_two_nonces_are_the_same()
    {
        var nonces = new string[2_000];
        Parallel.For(0, nonces.Length, i => nonces[i] = string.Create(OAuthNonce.Length, 0, (to, _) => OAuthNonce.Write(to)));

        Assert.Equal(nonces.Length, nonces.Distinct(StringComparer.Ordinal).Count());
        Assert.All(nonces, nonce => Assert.All(nonce, letter => Assert.True(char.IsAsciiHexDigitLower(letter))));
    }

    private static string Sign(OAuthKeys keys, int time) => OAuthSignature.Header("GET", Address, keys, ("", ""), time, "nonce");

    private static OAuthKeys Keys(ConnectionSecrets secrets, OAuthKeys? known) => ETradeSecrets.Keys(secrets, Consumer, ETradeAdapter.Sandbox, Sample.Now, known);

    private static ConnectionSecrets Secrets(string token, string secret) => ETradeSecrets.Of(
        new OAuthPair(new Secret(token), new Secret(secret)), ETradeAdapter.Sandbox, Sample.Now.AddHours(5), Sample.Now, subject: null);
}
