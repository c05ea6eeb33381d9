namespace Brokerage;

/// <summary>What became of the wish to cancel. A closed set.</summary>
public abstract record CancelResult
{
    private CancelResult()
    {
    }

    /// <summary>The broker has taken the wish; the order may still fill.</summary>
    public sealed record Requested : CancelResult;

    /// <summary>There is nothing to cancel any more: an answer, not a failure.</summary>
    /// <param name="Order">The order in its final state.</param>
    public sealed record AlreadyFinal(Order Order) : CancelResult;

    /// <summary>Proven: the wish was not taken.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Refused(BrokerageError Error) : CancelResult;

    /// <summary>The wish may have been taken. Asking again is safe.</summary>
    /// <param name="Cause">What happened.</param>
    public sealed record OutcomeUnknown(BrokerageError Cause) : CancelResult;
}
