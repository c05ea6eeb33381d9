using System.Runtime.CompilerServices;

namespace Brokerage;

/// <summary>
/// Seals anew what former keys still seal, one record after the other, while everything goes on. Nothing is lost when it stops in the middle:
/// the next run goes on with what is left. A former key can be thrown away once a run ends with nothing left (<see cref="KeyRotationResult.Left"/>) and
/// no process seals with it any more.
/// </summary>
public sealed class KeyRotation
{
    private const int Batch = 100;

    // A renewal writes its record three times at most; more is a store that says no for ever.
    private const int Attempts = 10;

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
    /// <returns>How many were sealed anew, and the connections whose record is still sealed with another key.</returns>
    public async Task<KeyRotationResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var current = (await _keys.GetCurrentAsync(cancellationToken).ConfigureAwait(false)).Id;
        var renewed = 0;
        List<ConnectionId> unreadable = [], left = [];
        await foreach (var record in ListAsync(current, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await ResealAsync(record, current, cancellationToken).ConfigureAwait(false)) renewed++;
            }
            catch (BrokerageException)
            {
                unreadable.Add(record.Owner.Connection);
            }
        }

        // Asked for again: what was written meanwhile, by a process that does not know of the new key, was passed by.
        await foreach (var record in ListAsync(current, cancellationToken).ConfigureAwait(false)) left.Add(record.Owner.Connection);
        return new KeyRotationResult(renewed, unreadable, left);
    }

    private async IAsyncEnumerable<SealedSecrets> ListAsync(string current, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ConnectionId? after = null;
        while (await _store.ListOtherKeysAsync(current, after, Batch, cancellationToken).ConfigureAwait(false) is { Count: > 0 } records)
        {
            foreach (var record in records) yield return record;
            after = records[^1].Owner.Connection;
        }
    }

    // A renewal that is under way writes first that it asks, with the envelope as it was: lost to that, the record is still to be sealed anew.
    private async Task<bool> ResealAsync(SealedSecrets record, string current, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await _vault.RewrapAsync(record, cancellationToken).ConfigureAwait(false)) return true;
            if (attempt == Attempts || await _store.ReadAsync(record.Owner.Connection, cancellationToken).ConfigureAwait(false) is not { } now
                || string.Equals(now.KeyId, current, StringComparison.Ordinal))
            {
                return false;
            }

            record = now;
        }
    }
}
