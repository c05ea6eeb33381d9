namespace Brokerage.Exchange;

/// <summary>What goes wrong with one call.</summary>
internal readonly record struct FaultDecision
{
    public TimeSpan Delay { get; init; }

    public TimeSpan AnswerDelay { get; init; }

    public RejectReason? Reject { get; init; }

    public bool LosesRequest { get; init; }

    public bool LosesAnswer { get; init; }

    public bool Disconnects { get; init; }

    public bool Duplicates { get; init; }

    public bool IsLate { get; init; }
}
