using Microsoft.Extensions.Logging;

namespace Brokerage;

internal static partial class PortfolioLog
{
    [LoggerMessage(1510, LogLevel.Warning, "Reading {Part} of connection {Connection} at {Broker} failed: {Code}")]
    public static partial void ReadFailed(
        ILogger logger, string connection, string broker, PortfolioPart part, BrokerageErrorCode code, Exception? unexpected);
}
