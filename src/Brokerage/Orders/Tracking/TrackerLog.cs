using Microsoft.Extensions.Logging;

namespace Brokerage;

internal static partial class TrackerLog
{
    [LoggerMessage(1540, LogLevel.Debug, "Connection {Connection}: a look at followed orders failed: {Code}")]
    public static partial void ReadFailed(ILogger logger, ConnectionId connection, BrokerageErrorCode code);

    [LoggerMessage(1541, LogLevel.Warning, "Connection {Connection}: the stream of orders has ended; followed orders are asked for")]
    public static partial void StreamFailed(ILogger logger, ConnectionId connection, Exception exception);
}
