namespace Brokerage;

/// <summary>The listing that a rotation of keys walks, for stores that hold everything at hand.</summary>
internal static class OtherKeys
{
    public static IReadOnlyList<SealedSecrets> Select(IEnumerable<SealedSecrets> records, string keyId, ConnectionId? after, int limit) =>
    [
        .. records
            .Where(record => !string.Equals(record.KeyId, keyId, StringComparison.Ordinal))
            .Where(record => after is not { } last || string.CompareOrdinal(record.Owner.Connection.Value, last.Value) > 0)
            .OrderBy(record => record.Owner.Connection.Value, StringComparer.Ordinal)
            .Take(limit),
    ];
}
