using System.Security.Cryptography;

namespace Brokerage;

/// <summary>Opens and seals: between the store, which sees no secrets, and those who use them. Thread-safe.</summary>
internal sealed class SecretVault(ITokenStore store, IKeyProvider keys)
{
    public ITokenStore Store => store;

    /// <summary>The secrets of a connection; null if none are stored.</summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.Misconfigured"/>: they cannot be opened.</exception>
    public async ValueTask<OpenedSecrets?> ReadAsync(SecretOwner owner, CancellationToken cancellationToken = default)
    {
        if (await store.ReadAsync(owner.Connection, cancellationToken).ConfigureAwait(false) is not { } record) return null;
        var plain = await OpenAsync(record, owner, cancellationToken).ConfigureAwait(false);
        try
        {
            return new OpenedSecrets(record, SecretCodec.Decode(plain));
        }
        catch (FormatException)
        {
            throw TokenErrors.Damaged(owner);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Stores secrets in the place of what was read; null if something else is stored by now.</summary>
    public async ValueTask<OpenedSecrets?> WriteAsync(
        SecretOwner owner, ConnectionSecrets secrets, SealedSecrets? replaces, CancellationToken cancellationToken = default)
    {
        var key = await keys.GetCurrentAsync(cancellationToken).ConfigureAwait(false);
        var plain = SecretCodec.Encode(secrets);
        try
        {
            var record = Seal(plain, owner, (replaces?.Version ?? 0) + 1, key);
            return await store.WriteAsync(record, replaces, cancellationToken).ConfigureAwait(false) ? new OpenedSecrets(record, secrets) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Notes how often these secrets were asked to be renewed; null if something else is stored by now.</summary>
    public async ValueTask<OpenedSecrets?> NoteAskedAsync(OpenedSecrets opened, int asked, CancellationToken cancellationToken = default)
    {
        var noted = opened.Record with { Asked = asked };
        return await store.WriteAsync(noted, opened.Record, cancellationToken).ConfigureAwait(false) ? opened with { Record = noted } : null;
    }

    /// <summary>Seals a record anew with the current key. False if somebody else has changed it meanwhile: then it is theirs.</summary>
    public async ValueTask<bool> RewrapAsync(SealedSecrets record, CancellationToken cancellationToken = default)
    {
        var key = await keys.GetCurrentAsync(cancellationToken).ConfigureAwait(false);
        var plain = await OpenAsync(record, record.Owner, cancellationToken).ConfigureAwait(false);
        try
        {
            return await store.WriteAsync(Seal(plain, record.Owner, record.Version, key) with { Asked = record.Asked }, record, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static SealedSecrets Seal(ReadOnlySpan<byte> plain, SecretOwner owner, long version, VaultKey key) =>
        new() { Owner = owner, Version = version, KeyId = key.Id, Envelope = SecretEnvelope.Seal(plain, owner, version, key) };

    // The envelope names its key; no other is tried.
    private async ValueTask<byte[]> OpenAsync(SealedSecrets record, SecretOwner owner, CancellationToken cancellationToken)
    {
        string? keyId = SecretEnvelope.KeyIdOf(record.Envelope.Span);
        VaultKey? key = keyId is null ? null : await keys.FindAsync(keyId, cancellationToken).ConfigureAwait(false);
        if (key is null) throw TokenErrors.UnknownKey(owner, keyId);
        try
        {
            return SecretEnvelope.Open(record.Envelope.Span, owner, record.Version, key);
        }
        catch (CryptographicException)
        {
            throw TokenErrors.Damaged(owner);
        }
    }
}
