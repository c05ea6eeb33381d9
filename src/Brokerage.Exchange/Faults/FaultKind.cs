namespace Brokerage.Exchange;

/// <summary>What can go wrong between a customer and the exchange.</summary>
public enum FaultKind
{
    /// <summary>The call takes longer.</summary>
    Latency,

    /// <summary>The exchange refuses.</summary>
    Reject,

    /// <summary>The request is lost: the exchange never sees it, the customer gets no answer.</summary>
    LoseRequest,

    /// <summary>The answer is lost: the exchange has acted, the customer gets no answer.</summary>
    LoseAnswer,

    /// <summary>The line breaks before the call, and streams end.</summary>
    Disconnect,

    /// <summary>An event comes twice.</summary>
    DuplicateEvent,

    /// <summary>An event comes late, where possible after the one that follows it.</summary>
    LateEvent,

    /// <summary>The exchange has acted, and its answer takes longer.</summary>
    LateAnswer,
}
