namespace Brokerage;

/// <summary>Why an order cannot be valued. The guard that asked fills in broker and account.</summary>
internal static class WorthErrors
{
    private static readonly BrokerId Nobody = BrokerId.Parse("unknown");

    public static BrokerageException Of(string message) => new(new BrokerageError(BrokerageErrorCode.RiskLimitExceeded, Nobody, message));

    /// <summary>The error of an order that was not sent because something could not be read or computed: nothing has left.</summary>
    public static BrokerageError NotJudged(BrokerageError cause, AccountRef account) => new(
        cause.Code, account.Broker, "The order could not be judged, so nothing was sent. " + cause.Message)
    {
        Account = account,
        Effect = Effect.None,
        IsTransient = cause.IsTransient,
        Recovery = cause.Recovery,
        RetryAfter = cause.RetryAfter,
        BrokerCode = cause.BrokerCode,
        BrokerText = cause.BrokerText,
    };
}
