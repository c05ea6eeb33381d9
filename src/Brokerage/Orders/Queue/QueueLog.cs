using Microsoft.Extensions.Logging;

namespace Brokerage;

internal static partial class QueueLog
{
    [LoggerMessage(1560, LogLevel.Warning, "{Wish} is due and was not sent: {Code}")]
    public static partial void NotSent(ILogger logger, string wish, BrokerageErrorCode code);

    [LoggerMessage(1561, LogLevel.Error, "{Wish} could not be looked at; the others go on, and it is tried again")]
    public static partial void LookFailed(ILogger logger, string wish, Exception exception);

    [LoggerMessage(1562, LogLevel.Debug, "{Wish} may be at the broker, which cannot be asked now: {Code}")]
    public static partial void NotAsked(ILogger logger, string wish, BrokerageErrorCode code);
}
