using System.Text.Json;

namespace Brokerage.Abstractions.Tests.SignIn;

public sealed class SecretCodecTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 30, 0, TimeSpan.Zero);

    private static ConnectionSecrets Example { get; } = new()
    {
        Scheme = "oauth2",
        Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["refresh"] = new("r-1"), ["access"] = new("a-1") },
        LoggedInAt = Monday,
        IssuedAt = Monday.AddHours(1),
        AccessEndsAt = Monday.AddHours(1.5),
        LoginEndsAt = Monday.AddDays(7),
        Subject = "user-1",
        Scopes = ["trading", "data"],
    };

    [Fact]
    public void Ten_thousand_bags_of_secrets_come_back_as_they_were()
    {
        foreach (var seed in Seeds.Take(20))
        {
            var make = new RandomContract(seed);
            for (var i = 0; i < Portion.Of(500); i++)
            {
                var secrets = make.Secrets();
                var bytes = SecretCodec.Encode(secrets);
                var back = SecretCodec.Decode(bytes);
                Assert.True(bytes.AsSpan().SequenceEqual(SecretCodec.Encode(back)), $"seed {seed}, case {i}");
                Assert.Equal(secrets.Values.Keys.Order(StringComparer.Ordinal), back.Values.Keys.Order(StringComparer.Ordinal));
                Assert.All(secrets.Values, pair => Assert.Equal(pair.Value.Reveal(), back.Values[pair.Key].Reveal()));
                Assert.Equal(secrets.LoggedInAt, back.LoggedInAt);
                Assert.Equal(secrets.IssuedAt, back.IssuedAt);
                Assert.Equal(secrets.AccessEndsAt, back.AccessEndsAt);
                Assert.Equal(secrets.LoginEndsAt, back.LoginEndsAt);
                Assert.Equal(secrets.Subject, back.Subject);
                Assert.Equal(secrets.Scopes, back.Scopes);
            }
        }
    }

    [Fact]
    public void The_bytes_never_change() =>
        Assert.Equal(
            "424b533100000006" + "6f6175746832" + "00000002"
            + "00000006" + "616363657373" + "00000003" + "612d31"
            + "00000007" + "72656672657368" + "00000003" + "722d31"
            + Convert.ToHexStringLower(BigEndian(Monday)) + Convert.ToHexStringLower(BigEndian(Monday.AddHours(1)))
            + "01" + Convert.ToHexStringLower(BigEndian(Monday.AddHours(1.5))) + "01" + Convert.ToHexStringLower(BigEndian(Monday.AddDays(7)))
            + "01" + "00000006" + "757365722d31" + "00000002" + "00000007" + "74726164696e67" + "00000004" + "64617461",
            Convert.ToHexStringLower(SecretCodec.Encode(Example)));

    [Fact]
    public void Every_truncation_is_refused_and_the_message_holds_nothing()
    {
        var bytes = SecretCodec.Encode(Example);
        for (var length = 0; length < bytes.Length; length++)
        {
            var thrown = Assert.Throws<FormatException>(() => SecretCodec.Decode(bytes.AsSpan(0, length)));
            Assert.DoesNotContain("a-1", thrown.Message, StringComparison.Ordinal);
        }

        Assert.Throws<FormatException>(() => SecretCodec.Decode([.. bytes, 0]));
    }

    [Fact]
    public void A_secret_never_prints()
    {
        var secret = new Secret("canary-8f3a");
        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(secret), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", new SignInTicket("k", secret, Monday).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", new SignInAnswer.Code(secret).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "canary", new SignInAnswer.Callback(new Uri("https://app.example/cb?code=canary-8f3a")).ToString(), StringComparison.Ordinal);
        Assert.Equal("canary-8f3a", secret.Reveal());
    }

    [Fact]
    public void Secrets_name_what_they_hold_and_never_show_it()
    {
        Assert.Equal("oauth2: access, refresh", Example.ToString());
        Assert.DoesNotContain("a-1", new VersionedSecrets(Example, 3).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("a-1", new SignInResult.SignedIn(Example).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("a-1", new RefreshResult.Renewed(Example).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_secret_is_the_operators_matter()
    {
        Assert.Equal("a-1", Example.Require("access", BrokerId.Parse("mock")).Reveal());
        var thrown = Assert.Throws<BrokerageException>(() => Example.Require("key", BrokerId.Parse("mock")));
        Assert.Equal(BrokerageErrorCode.Misconfigured, thrown.Code);
        Assert.Equal(RecoveryAction.TellOperator, thrown.Error.Recovery);
    }

    [Fact]
    public async Task A_fixed_key_that_is_refused_cannot_be_renewed()
    {
        var source = new FixedSecretSource(BrokerId.Parse("mock"), Example);
        Assert.Same(Example, (await source.GetAsync(TestContext.Current.CancellationToken)).Secrets);
        var thrown = await Assert.ThrowsAsync<BrokerageException>(async () => await source.RenewAsync(1, TestContext.Current.CancellationToken));
        Assert.Equal(BrokerageErrorCode.AuthRevoked, thrown.Code);
    }

    private static byte[] BigEndian(DateTimeOffset time)
    {
        var bytes = BitConverter.GetBytes(time.UtcTicks);
        if (BitConverter.IsLittleEndian) Array.Reverse(bytes);
        return bytes;
    }
}
