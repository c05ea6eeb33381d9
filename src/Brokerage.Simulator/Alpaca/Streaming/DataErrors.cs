namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>The codes of the data streams, and what the broker says with them.</summary>
internal static class DataErrors
{
    /// <summary>The broker's sentence; one for a code that it does not have.</summary>
    public static string Text(int code) => code switch
    {
        400 => "invalid syntax",
        401 => "not authenticated",
        402 => "auth failed",
        403 => "already authenticated",
        404 => "auth timeout",
        405 => "symbol limit exceeded",
        406 => "connection limit exceeded",
        407 => "slow client",
        408 => "v2 not enabled",
        409 => "insufficient subscription",
        410 => "invalid subscribe action for this feed",
        411 => "insufficient scope",
        412 => "option messages are only available in MsgPack format",
        413 => "star subscription is not allowed for option quotes",
        500 => "internal error",
        _ => "unknown error",
    };

    /// <summary>Whether the broker says goodbye with it.</summary>
    public static bool EndsTheStream(int code) => code is 404 or 406 or 407 or 500;
}
