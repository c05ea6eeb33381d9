using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Brokerage;

/// <summary>Seals tickets for the time between the two halves of a sign-in: they hold request-token secrets and code verifiers.</summary>
internal sealed class TicketVault(IKeyProvider keys)
{
    // Not a version of anything: no record of secrets has it.
    private const long Version = 0;

    /// <summary>What a ticket is found by. Its key comes in addresses and must not be readable in the store.</summary>
    public static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("ticket\0" + key)));

    public static string SessionOf(Secret session) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("session\0" + session.Reveal())));

    public async ValueTask<byte[]> SealAsync(SignInTicket ticket, SecretOwner owner, CancellationToken cancellationToken)
    {
        var key = await keys.GetCurrentAsync(cancellationToken).ConfigureAwait(false);
        var plain = Encode(ticket);
        try
        {
            return SecretEnvelope.Seal(plain, owner, Version, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.Misconfigured"/>: it cannot be opened.</exception>
    public async ValueTask<SignInTicket> OpenAsync(ReadOnlyMemory<byte> envelope, SecretOwner owner, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var keyId = SecretEnvelope.KeyIdOf(envelope.Span);
        var key = keyId is null ? null : await keys.FindAsync(keyId, cancellationToken).ConfigureAwait(false);
        if (key is null) throw TokenErrors.UnknownKey(owner, keyId);
        try
        {
            var plain = SecretEnvelope.Open(envelope.Span, owner, Version, key);
            var length = BinaryPrimitives.ReadInt32BigEndian(plain);
            var ticket = new SignInTicket(
                Encoding.UTF8.GetString(plain, sizeof(int), length), new Secret(Encoding.UTF8.GetString(plain.AsSpan(sizeof(int) + length))), expiresAt);
            CryptographicOperations.ZeroMemory(plain);
            return ticket;
        }
        catch (CryptographicException)
        {
            throw TokenErrors.Damaged(owner);
        }
    }

    private static byte[] Encode(SignInTicket ticket)
    {
        var key = Encoding.UTF8.GetBytes(ticket.Key);
        var data = Encoding.UTF8.GetBytes(ticket.Data.Reveal());
        var plain = new byte[sizeof(int) + key.Length + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(plain, key.Length);
        key.CopyTo(plain, sizeof(int));
        data.CopyTo(plain, sizeof(int) + key.Length);
        CryptographicOperations.ZeroMemory(data);
        return plain;
    }
}
