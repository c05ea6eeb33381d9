namespace Brokerage;

/// <summary>
/// Which reading of an account counts when several logins see the same one. Only <see cref="Account.MergeKey"/> tells that two accounts
/// are the same; equal account ids of two connections prove nothing.
/// </summary>
internal sealed class CountedAccounts
{
    private readonly Dictionary<string, AccountReading> _byMergeKey = new(StringComparer.Ordinal);

    public static CountedAccounts Of(IEnumerable<ConnectionReading> readings)
    {
        var counted = new CountedAccounts();
        foreach (var reading in readings.SelectMany(reading => reading.Accounts))
        {
            if (reading.Account.MergeKey is { } key && (!counted._byMergeKey.TryGetValue(key, out var held) || reading.Weight > held.Weight))
                counted._byMergeKey[key] = reading;
        }

        return counted;
    }

    public bool Counts(AccountReading reading) => CountedThrough(reading) is null;

    /// <summary>The account through which this one is counted; null if it counts itself.</summary>
    public AccountRef? CountedThrough(AccountReading reading)
    {
        if (reading.Account.MergeKey is not { } key)
            return null;
        var counted = _byMergeKey[key];
        return ReferenceEquals(counted, reading) ? null : counted.Account.Ref;
    }
}
