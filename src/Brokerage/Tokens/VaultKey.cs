using System.Diagnostics;
using System.Security.Cryptography;

namespace Brokerage;

/// <summary>A key that seals other keys: 32 random bytes with a name. Never prints its bytes.</summary>
[DebuggerDisplay("{Id}: ***")]
public sealed class VaultKey
{
    /// <summary>The length of a key in bytes.</summary>
    public const int Length = 32;

    /// <summary>The longest id in UTF-8 bytes.</summary>
    public const int MaxIdLength = 255;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _bytes;

    /// <summary>A key from its bytes, which are copied.</summary>
    /// <param name="id">Its name, which stands in every envelope; 1 to <see cref="MaxIdLength"/> bytes of UTF-8. No secret.</param>
    /// <param name="bytes">32 random bytes.</param>
    public VaultKey(string id, ReadOnlySpan<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (System.Text.Encoding.UTF8.GetByteCount(id) > MaxIdLength) throw new ArgumentException($"A key's id has at most {MaxIdLength} bytes.", nameof(id));
        if (bytes.Length != Length) throw new ArgumentException($"A key has {Length} bytes.", nameof(bytes));
        (Id, _bytes) = (id, bytes.ToArray());
    }

    /// <summary>The key's name.</summary>
    public string Id { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A new random key.</summary>
    public static VaultKey Create(string id) => new(id, RandomNumberGenerator.GetBytes(Length));

    /// <summary>A key as configuration holds it: 32 bytes in base64, as <c>openssl rand -base64 32</c> prints them.</summary>
    /// <exception cref="ArgumentException">It is not that. The message holds nothing of it.</exception>
    public static VaultKey FromBase64(string id, string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        Span<byte> bytes = stackalloc byte[Length + 4];
        try
        {
            if (!Convert.TryFromBase64String(base64, bytes, out int length) || length != Length)
                throw new ArgumentException($"The key '{id}' is not {Length} bytes in base64.", nameof(base64));
            return new VaultKey(id, bytes[..Length]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>
    /// A key derived from a passphrase (PBKDF2-SHA256, 600,000 rounds). A passphrase is weaker than a random key: whoever steals the store
    /// can try many. The salt is no secret, but without it the key is lost: keep it beside the store.
    /// </summary>
    /// <param name="id">The key's name.</param>
    /// <param name="passphrase">At least 12 characters.</param>
    /// <param name="salt">At least 16 random bytes, always the same for this key.</param>
    public static VaultKey FromPassphrase(string id, string passphrase, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        if (passphrase.Length < 12) throw new ArgumentException("A passphrase has at least 12 characters.", nameof(passphrase));
        if (salt.Length < 16) throw new ArgumentException("A salt has at least 16 bytes.", nameof(salt));
        var derived = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, iterations: 600_000, HashAlgorithmName.SHA256, Length);
        try
        {
            return new VaultKey(id, derived);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    /// <summary>The id; never the bytes.</summary>
    public override string ToString() => $"{Id}: ***";
}
