namespace Brokerage;

/// <summary>
/// Seals anew what former keys still seal, one record after the other, while everything goes on. Nothing is lost when it stops in the middle:
/// the next run goes on with what is left. A former key can be thrown away once a run ends with nothing left.
/// </summary>
public sealed class KeyRotation
{
    private const int Batch = 100;

    private readonly ITokenStore _store;
    private readonly IKeyProvider _keys;
    private readonly SecretVault _vault;

    /// <summary>Over a store and its keys.</summary>
    public KeyRotation(ITokenStore store, IKeyProvider keys)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(keys);
        (_store, _keys, _vault) = (store, keys, new SecretVault(store, keys));
    }

    /// <summary>Goes once through all records.</summary>
    /// <returns>How many were sealed anew, and the connections whose record cannot be opened by any known key.</returns>
    public async Task<KeyRotationResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var current = await _keys.GetCurrentAsync(cancellationToken).ConfigureAwait(false);
        var renewed = 0;
        List<ConnectionId> unreadable = [];
        ConnectionId? after = null;
        while (await _store.ListOtherKeysAsync(current.Id, after, Batch, cancellationToken).ConfigureAwait(false) is { Count: > 0 } records)
        {
            foreach (var record in records)
            {
                try
                {
                    // Lost to a renewal, which seals with the current key itself.
                    if (await _vault.RewrapAsync(record, cancellationToken).ConfigureAwait(false)) renewed++;
                }
                catch (BrokerageException)
                {
                    unreadable.Add(record.Owner.Connection);
                }
            }

            after = records[^1].Owner.Connection;
        }

        return new KeyRotationResult(renewed, unreadable);
    }
}
