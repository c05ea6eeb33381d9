namespace Brokerage;

/// <summary>Keys that are known when the application starts: the current one and those that it replaces.</summary>
public sealed class FixedKeyProvider : IKeyProvider
{
    private readonly VaultKey _current;
    private readonly Dictionary<string, VaultKey> _keys = new(StringComparer.Ordinal);

    /// <summary>These keys.</summary>
    /// <param name="current">Seals from now on.</param>
    /// <param name="former">Open what they sealed, until it has been sealed anew.</param>
    public FixedKeyProvider(VaultKey current, params IEnumerable<VaultKey> former)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(former);
        _current = current;
        foreach (var key in former.Prepend(current))
        {
            if (!_keys.TryAdd(key.Id, key)) throw new ArgumentException($"Two keys have the id '{key.Id}'.", nameof(former));
        }
    }

    /// <inheritdoc/>
    public ValueTask<VaultKey> GetCurrentAsync(CancellationToken cancellationToken = default) => new(_current);

    /// <inheritdoc/>
    public ValueTask<VaultKey?> FindAsync(string keyId, CancellationToken cancellationToken = default) => new(_keys.GetValueOrDefault(keyId));
}
