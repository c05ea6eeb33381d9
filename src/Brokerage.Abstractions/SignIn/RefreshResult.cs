namespace Brokerage;

/// <summary>How a renewal ended. A closed set.</summary>
public abstract record RefreshResult
{
    private RefreshResult()
    {
    }

    /// <summary>New secrets; the old ones may be void from now on.</summary>
    /// <param name="Secrets">What to store before anybody uses it.</param>
    public sealed record Renewed(ConnectionSecrets Secrets) : RefreshResult;

    /// <summary>Nothing has to be renewed.</summary>
    public sealed record NothingToDo : RefreshResult;

    /// <summary>Only a person can go on.</summary>
    /// <param name="Error">Why.</param>
    public sealed record LoginNeeded(BrokerageError Error) : RefreshResult;

    /// <summary>No answer: the old refresh token may be spent or not.</summary>
    /// <param name="Error">What happened.</param>
    public sealed record OutcomeUnknown(BrokerageError Error) : RefreshResult;
}
