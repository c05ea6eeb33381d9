using Microsoft.Extensions.Logging;

namespace Brokerage;

internal static partial class QueueLog
{
    [LoggerMessage(1560, LogLevel.Warning, "{Wish} is due and was not sent: {Code}")]
    public static partial void NotSent(ILogger logger, string wish, BrokerageErrorCode code);
}
