using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Brokerage;

/// <summary>
/// The sealed form of secrets: AES-256-GCM under a data key of its own, which is sealed in turn by the key that the header names.
/// <c>"BKT1" | algorithm | length of key id | key id | nonce(12) | data key(32) + tag(16) | nonce(12) | secrets | tag(16)</c>.
/// Both seals cover, as additional data, format, algorithm, key id, user, broker, environment, connection and version, each with its length.
/// </summary>
internal static class SecretEnvelope
{
    private const byte Aes256Gcm = 1;
    private const int NonceLength = 12, TagLength = 16;
    private const int WrapLength = NonceLength + VaultKey.Length + TagLength;

    private static ReadOnlySpan<byte> Magic => "BKT1"u8;

    public static byte[] Seal(ReadOnlySpan<byte> secrets, SecretOwner owner, long version, VaultKey key)
    {
        var id = Encoding.UTF8.GetBytes(key.Id);
        var header = Magic.Length + 2 + id.Length;
        var envelope = new byte[header + WrapLength + NonceLength + secrets.Length + TagLength];
        Magic.CopyTo(envelope);
        envelope[Magic.Length] = Aes256Gcm;
        envelope[Magic.Length + 1] = (byte)id.Length;
        id.CopyTo(envelope, Magic.Length + 2);

        var additional = Additional(owner, version, id);
        Span<byte> dataKey = stackalloc byte[VaultKey.Length];
        try
        {
            RandomNumberGenerator.Fill(dataKey);
            Encrypt(key.Bytes, dataKey, envelope.AsSpan(header, WrapLength), additional);
            Encrypt(dataKey, secrets, envelope.AsSpan(header + WrapLength), additional);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }

        return envelope;
    }

    /// <summary>The id of the key that seals it; null if these bytes are no envelope.</summary>
    public static string? KeyIdOf(ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length < Magic.Length + 2 || !envelope.StartsWith(Magic) || envelope[Magic.Length] != Aes256Gcm) return null;
        var length = envelope[Magic.Length + 1];
        var smallest = Magic.Length + 2 + length + WrapLength + NonceLength + TagLength;
        return length == 0 || envelope.Length < smallest ? null : Encoding.UTF8.GetString(envelope.Slice(Magic.Length + 2, length));
    }

    /// <summary>What was sealed. The caller clears it.</summary>
    /// <exception cref="CryptographicException">Not a bit of it is as it was sealed, or it was sealed for another owner, version or key.</exception>
    public static byte[] Open(ReadOnlySpan<byte> envelope, SecretOwner owner, long version, VaultKey key)
    {
        if (KeyIdOf(envelope) is not { } keyId || !string.Equals(keyId, key.Id, StringComparison.Ordinal)) throw new CryptographicException("This is no envelope of that key.");
        var id = Encoding.UTF8.GetBytes(keyId);
        ReadOnlySpan<byte> wrapped = envelope.Slice(Magic.Length + 2 + id.Length, WrapLength);
        ReadOnlySpan<byte> content = envelope[(Magic.Length + 2 + id.Length + WrapLength)..];
        var additional = Additional(owner, version, id);
        var secrets = new byte[content.Length - NonceLength - TagLength];
        Span<byte> dataKey = stackalloc byte[VaultKey.Length];
        try
        {
            Decrypt(key.Bytes, wrapped, dataKey, additional);
            Decrypt(dataKey, content, secrets, additional);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }

        return secrets;
    }

    private static void Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, Span<byte> target, ReadOnlySpan<byte> additional)
    {
        using var cipher = new AesGcm(key, TagLength);
        Span<byte> nonce = target[..NonceLength];
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plain, target.Slice(NonceLength, plain.Length), target[(NonceLength + plain.Length)..], additional);
    }

    private static void Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> source, Span<byte> plain, ReadOnlySpan<byte> additional)
    {
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(source[..NonceLength], source.Slice(NonceLength, plain.Length), source[(NonceLength + plain.Length)..], plain, additional);
    }

    /// <summary>Each part with its length before it: joined as text, "ab" of "c" would be "a" of "bc".</summary>
    private static byte[] Additional(SecretOwner owner, long version, byte[] keyId)
    {
        using var target = new MemoryStream();
        Append(target, Magic);
        Append(target, [Aes256Gcm]);
        Append(target, keyId);
        // "No user" is not the user with an empty name.
        Append(target, owner.User is { } user ? [1, .. Encoding.UTF8.GetBytes(user)] : [0]);
        Append(target, Encoding.UTF8.GetBytes(owner.Broker.Value));
        Append(target, Encoding.UTF8.GetBytes(owner.Environment));
        Append(target, Encoding.UTF8.GetBytes(owner.Connection.Value));
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, version);
        Append(target, number);
        return target.ToArray();
    }

    private static void Append(MemoryStream target, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        target.Write(length);
        target.Write(part);
    }
}
