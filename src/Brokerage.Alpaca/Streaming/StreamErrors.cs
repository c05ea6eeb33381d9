namespace Brokerage.Alpaca.Streaming;

/// <summary>What the streams' own codes mean. Those that pass by themselves lead to another attempt; the others need somebody.</summary>
internal static class StreamErrors
{
    // Alpaca notices a connection that is gone only after about a minute and a half, and counts it until then.
    private static readonly TimeSpan GhostLife = TimeSpan.FromSeconds(90);

    /// <summary>The trading stream did not let us in.</summary>
    public static BrokerageException Refused(string? status) => Error(BrokerageErrorCode.AuthRevoked, "Alpaca refused the credentials on the trading stream.", status);

    /// <summary>Somebody else is connected with the same credentials; or we are, and Alpaca has not noticed yet that it was cut.</summary>
    public static BrokerageException Full(string? text) =>
        new(new BrokerageError(BrokerageErrorCode.RateLimited, AlpacaAdapter.BrokerId, "Alpaca allows no further connection to the stream.")
        {
            IsTransient = true,
            Recovery = RecoveryAction.BackOff,
            RetryAfter = GhostLife,
            BrokerText = text,
        });

    /// <summary>The trading stream stands, but does not tell of orders.</summary>
    public static BrokerageException Deaf() =>
        new(new BrokerageError(BrokerageErrorCode.ConnectionFailed, AlpacaAdapter.BrokerId, "Alpaca's trading stream does not tell of orders.") { IsTransient = true, Recovery = RecoveryAction.BackOff });

    /// <summary>An error of a data stream; null for one that says nothing new.</summary>
    public static BrokerageException? Of(int code, string? text) => code switch
    {
        403 => null,
        401 or 404 => Passing(BrokerageErrorCode.SessionExpired, "The data stream was not logged in in time.", code, text),
        402 => Error(BrokerageErrorCode.AuthRevoked, "Alpaca refused the credentials on the data stream.", code, text),
        406 => Passing(BrokerageErrorCode.RateLimited, "Alpaca allows no further connection to the data stream.", code, text, GhostLife),
        407 => Passing(BrokerageErrorCode.ConnectionFailed, "Alpaca ended the data stream, since it was read too slowly.", code, text),
        409 or 411 => Error(BrokerageErrorCode.NotEntitled, "The subscription or the token's scopes do not cover this data stream.", code, text),
        500 => Passing(BrokerageErrorCode.BrokerUnavailable, "The data stream failed at Alpaca.", code, text),
        _ => Error(BrokerageErrorCode.InvalidRequest, "Alpaca refused what the data stream was asked for.", code, text),
    };

    /// <summary>Whether an error leaves the line and its other subscriptions as they are.</summary>
    public static bool IsAboutSubscription(int code) => code is 400 or 405 or 409 or 410 or 413;

    private static BrokerageException Passing(BrokerageErrorCode code, string message, int brokerCode, string? text, TimeSpan? wait = null) =>
        new(Describe(code, message, brokerCode, text) with { IsTransient = true, Recovery = RecoveryAction.BackOff, RetryAfter = wait });

    private static BrokerageException Error(BrokerageErrorCode code, string message, int brokerCode, string? text) => new(Describe(code, message, brokerCode, text));

    private static BrokerageException Error(BrokerageErrorCode code, string message, string? text) =>
        new(new BrokerageError(code, AlpacaAdapter.BrokerId, message) { BrokerText = text });

    private static BrokerageError Describe(BrokerageErrorCode code, string message, int brokerCode, string? text) =>
        new(code, AlpacaAdapter.BrokerId, message)
        {
            BrokerCode = brokerCode.ToString(System.Globalization.CultureInfo.InvariantCulture),
            BrokerText = text,
        };
}
