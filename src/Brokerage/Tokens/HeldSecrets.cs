namespace Brokerage;

/// <summary>Open secrets and their clocks.</summary>
/// <param name="Value">The secrets and their version.</param>
/// <param name="Life">Their clocks.</param>
/// <param name="RenewFrom">From when on they are renewed beside their use (UTC); null where nothing is to be renewed.</param>
internal sealed record HeldSecrets(VersionedSecrets Value, TokenLife Life, DateTimeOffset? RenewFrom)
{
    private const double LeadShare = 0.2;

    /// <summary>From here on they are not handed out any more: the request might arrive after their end.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestLead = TimeSpan.FromMinutes(5);

    public long Version => Value.Version;

    /// <summary>
    /// With a moment for renewing at a fifth of a token's life before its end, at most five minutes, and up to twice as late by chance, so
    /// that connections of the same age do not come at once.
    /// </summary>
    /// <param name="opened">The secrets.</param>
    /// <param name="life">Their clocks.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static HeldSecrets Of(OpenedSecrets opened, TokenLife life, double chance)
    {
        var value = new VersionedSecrets(opened.Secrets, opened.Version);
        if (life.Renewal == Renewal.None || life.RenewBy is not { } by) return new HeldSecrets(value, life, null);
        var lead = (by - opened.Secrets.IssuedAt) * LeadShare;
        if (lead > LongestLead) lead = LongestLead;
        return new HeldSecrets(value, life, by - (lead * (1 - (chance / 2))));
    }

    /// <summary>The same, after the broker said that there is nothing to renew.</summary>
    public HeldSecrets AsLasting() => this with { Life = Life with { RenewBy = null, IdleLimit = null }, RenewFrom = null };

    public bool CanBeUsed(DateTimeOffset now, DateTimeOffset lastUsed) => !IsOver(now) && !MustRenew(now, lastUsed);

    public bool IsDue(DateTimeOffset now) => RenewFrom <= now;

    public bool IsOver(DateTimeOffset now) => Life.PersonNeededBy <= now;

    /// <summary>Whether they are of no use before they are renewed: at their end, or asleep since their last use.</summary>
    public bool MustRenew(DateTimeOffset now, DateTimeOffset lastUsed)
    {
        if (Life.Renewal == Renewal.None) return false;
        return (Life.RenewBy is { } by && now >= by - Margin) || (Life.IdleLimit is { } limit && now - lastUsed >= limit - Margin);
    }
}
