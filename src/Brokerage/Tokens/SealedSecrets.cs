namespace Brokerage;

/// <summary>The secrets of one connection as a store keeps them: an envelope that only a key opens.</summary>
public sealed record SealedSecrets
{
    /// <summary>Whose they are, as the envelope says itself; here so that they can be found and sealed anew.</summary>
    public required SecretOwner Owner { get; init; }

    /// <summary>Grows by one with each renewal and each login. Sealed into the envelope as well.</summary>
    public required long Version { get; init; }

    /// <summary>The key that opens the envelope, as it says itself; here so that a store can list what another key still holds.</summary>
    public required string KeyId { get; init; }

    /// <summary>The sealed bytes.</summary>
    public required ReadOnlyMemory<byte> Envelope { get; init; }

    /// <summary>
    /// How often a renewal that spends these secrets was asked for without an answer that is known. Written before each attempt, so that no
    /// process and no restart goes on asking with what may be spent.
    /// </summary>
    public int Asked { get; init; }

    /// <summary>Whether both are the same state of the record: what a store compares before it writes.</summary>
    public bool IsSameAs(SealedSecrets? other) =>
        other is not null && Owner.Connection == other.Owner.Connection && Version == other.Version && Asked == other.Asked && string.Equals(KeyId, other.KeyId, StringComparison.Ordinal);

    /// <summary>The connection, version and key; never the envelope.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Owner.Connection.Value} {Version} ({KeyId})");
}
