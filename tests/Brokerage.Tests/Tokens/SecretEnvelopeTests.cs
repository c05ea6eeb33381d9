using System.Security.Cryptography;
using System.Text;

namespace Brokerage.Tests.Tokens;

public sealed class SecretEnvelopeTests
{
    private static readonly SecretOwner Owner = new("ann", BrokerId.Parse("alpaca"), "paper", ConnectionId.Parse("ann-1"));
    private static readonly VaultKey Key = new("k-2026", [.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("the canary sings in the mine");

    /// <summary>Sealed long ago by another program in another language: what opens here must open for ever.</summary>
    private const string SealedElsewhere = 
        "QktUMQEGay0yMDI2ZGVmZ2hpamtsbW5vY1ViVI6kkU3DFebIT3KdUIflmUNwcGqlC2BbP74vPK/Ma8FnTy8IbFNuFN22LkFcyMnK" +
        "y8zNzs/Q0dLTWr5lbzyJFFTs0VwkbmGtsLKaXbTUqN/GzKAGHACBae2a02IgkF1knpZ5TpI=";

    [Fact]
    public void What_was_sealed_opens() => Assert.Equal(Plain, SecretEnvelope.Open(SecretEnvelope.Seal(Plain, Owner, 7, Key), Owner, 7, Key));

    [Fact]
    public void What_another_process_sealed_opens() => Assert.Equal(Plain, SecretEnvelope.Open(Convert.FromBase64String(SealedElsewhere), Owner, 7, Key));

    [Fact]
    public void The_layout_is_the_documented_one()
    {
        var envelope = SecretEnvelope.Seal(Plain, Owner, 7, Key);

        Assert.Equal("BKT1"u8, envelope.AsSpan(0, 4));
        Assert.Equal((1, 6), (envelope[4], envelope[5]));
        Assert.Equal("k-2026"u8, envelope.AsSpan(6, 6));
        Assert.Equal(4 + 1 + 1 + 6 + (12 + 32 + 16) + 12 + Plain.Length + 16, envelope.Length);
        Assert.Equal("k-2026", SecretEnvelope.KeyIdOf(envelope));
    }

    [Fact]
    public void Every_flipped_bit_of_every_byte_is_refused()
    {
        var envelope = SecretEnvelope.Seal(Plain, Owner, 7, Key);
        for (var i = 0; i < envelope.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var damaged = envelope.ToArray();
                damaged[i] ^= (byte)(1 << bit);
                Assert.ThrowsAny<CryptographicException>(() => SecretEnvelope.Open(damaged, Owner, 7, Key));
            }
        }
    }

    [Fact]
    public void Cut_anywhere_or_lengthened_it_is_refused()
    {
        var envelope = SecretEnvelope.Seal(Plain, Owner, 7, Key);
        for (var length = 0; length < envelope.Length; length++)
            Assert.ThrowsAny<CryptographicException>(() => SecretEnvelope.Open(envelope.AsSpan(0, length), Owner, 7, Key));
        Assert.ThrowsAny<CryptographicException>(() => SecretEnvelope.Open([.. envelope, 0], Owner, 7, Key));
    }

    public static TheoryData<SecretOwner, long> OtherPlaces => new()
    {
        { Owner with { User = "bob" }, 7 },
        { Owner with { User = null }, 7 },
        { Owner with { User = "" }, 7 },
        { Owner with { Broker = BrokerId.Parse("etrade") }, 7 },
        { Owner with { Environment = "live" }, 7 },
        { Owner with { Connection = ConnectionId.Parse("ann-2") }, 7 },
        { Owner, 6 },
        // The same text, cut elsewhere.
        { Owner with { User = "anna", Broker = BrokerId.Parse("lpaca") }, 7 },
    };

    [Theory]
    [MemberData(nameof(OtherPlaces))]
    public void It_opens_nowhere_else(SecretOwner owner, long version)
    {
        var envelope = SecretEnvelope.Seal(Plain, Owner, 7, Key);
        Assert.ThrowsAny<CryptographicException>(() => SecretEnvelope.Open(envelope, owner, version, Key));
    }

    [Fact]
    public void No_user_and_the_user_without_a_name_are_two()
    {
        var envelope = SecretEnvelope.Seal(Plain, Owner with { User = null }, 1, Key);
        Assert.ThrowsAny<CryptographicException>(() => SecretEnvelope.Open(envelope, Owner with { User = "" }, 1, Key));
    }

    [Fact]
    public void Another_key_of_the_same_name_opens_nothing() =>
        Assert.ThrowsAny<CryptographicException>(() => SecretEnvelope.Open(SecretEnvelope.Seal(Plain, Owner, 7, Key), Owner, 7, VaultKey.Create(Key.Id)));

    [Fact]
    public void Sealed_twice_nothing_but_the_header_is_alike()
    {
        var (one, other) = (SecretEnvelope.Seal(Plain, Owner, 7, Key), SecretEnvelope.Seal(Plain, Owner, 7, Key));
        var alike = Enumerable.Range(12, one.Length - 12).Count(i => one[i] == other[i]);
        Assert.InRange(alike, 0, 12);
    }

    [Fact]
    public void The_secrets_do_not_show()
    {
        var envelope = SecretEnvelope.Seal(Plain, Owner, 7, Key);
        Assert.Equal(-1, envelope.AsSpan().IndexOf("canary"u8));
    }

    [Fact]
    public void Keys_say_what_is_wrong_with_them_and_never_what_they_are()
    {
        Assert.Throws<ArgumentException>(() => new VaultKey("short", [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new VaultKey(new string('k', 256), new byte[32]));
        var wrong = Assert.Throws<ArgumentException>(() => VaultKey.FromBase64("k", "c2VjcmV0"));
        Assert.DoesNotContain("c2VjcmV0", wrong.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => VaultKey.FromBase64("k", "no base64 at all!"));
        Assert.Throws<ArgumentException>(() => VaultKey.FromPassphrase("k", "too short", new byte[16]));
        Assert.Throws<ArgumentException>(() => VaultKey.FromPassphrase("k", "long enough, this one", new byte[15]));
        Assert.Equal("k-2026: ***", Key.ToString());
    }

    [Fact]
    public void The_same_passphrase_and_salt_give_the_same_key()
    {
        byte[] salt = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        var one = VaultKey.FromPassphrase("k", "correct horse battery staple", salt);
        var other = VaultKey.FromPassphrase("k", "correct horse battery staple", salt);
        Assert.Equal(Plain, SecretEnvelope.Open(SecretEnvelope.Seal(Plain, Owner, 1, one), Owner, 1, other));
    }
}
