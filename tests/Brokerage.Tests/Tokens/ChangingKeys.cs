namespace Brokerage.Tests.Tokens;

/// <summary>Keys as an operator changes them: what was the current one stays known.</summary>
internal sealed class ChangingKeys : IKeyProvider
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, VaultKey> _keys = new(StringComparer.Ordinal);
    private VaultKey _current;

    public ChangingKeys() => Current = _current = VaultKey.Create("k1");

    public VaultKey Current
    {
        get
        {
            lock (_gate) return _current;
        }

        set
        {
            lock (_gate) _keys[value.Id] = _current = value;
        }
    }

    public void Lose(string id)
    {
        lock (_gate) _keys.Remove(id);
    }

    public ValueTask<VaultKey> GetCurrentAsync(CancellationToken cancellationToken = default) => new(Current);

    public ValueTask<VaultKey?> FindAsync(string keyId, CancellationToken cancellationToken = default)
    {
        lock (_gate) return new(_keys.GetValueOrDefault(keyId));
    }
}
