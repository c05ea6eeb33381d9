namespace Brokerage.ETrade;

/// <summary>One line of the table of errors: what a code means in a module.</summary>
internal sealed record ETradeErrorRule(
    string Module,
    int BrokerCode,
    BrokerageErrorCode Code,
    bool IsTransient = false,
    Effect Effect = Effect.None,
    RecoveryAction? Recovery = null,
    TimeSpan? RetryAfter = null);
