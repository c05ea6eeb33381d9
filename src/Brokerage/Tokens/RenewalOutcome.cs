namespace Brokerage;

/// <summary>How the renewal of stored secrets ended. A closed set.</summary>
internal abstract record RenewalOutcome
{
    private RenewalOutcome()
    {
    }

    /// <summary>Newer secrets are stored, by us or by somebody else.</summary>
    public sealed record Renewed(OpenedSecrets Secrets) : RenewalOutcome;

    /// <summary>The broker has nothing to renew: these go on.</summary>
    public sealed record NothingToDo(OpenedSecrets Secrets) : RenewalOutcome;

    /// <summary>Only a person can go on, as long as this version is what is stored.</summary>
    public sealed record LoginNeeded(BrokerageError Error, long Version) : RenewalOutcome;
}
