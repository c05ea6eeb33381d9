using Microsoft.Extensions.Logging;

namespace Brokerage;

internal static partial class TokenLog
{
    [LoggerMessage(1580, LogLevel.Debug, "The secrets of connection {Connection} are renewed: version {Version}")]
    public static partial void Renewed(ILogger logger, string connection, long version);

    [LoggerMessage(1581, LogLevel.Warning, "Connection {Connection} needs its user to log in again: {Code}")]
    public static partial void LoginNeeded(ILogger logger, string connection, BrokerageErrorCode code);

    [LoggerMessage(1582, LogLevel.Warning, "The secrets of connection {Connection} could not be renewed early; they are still valid")]
    public static partial void EarlyRenewalFailed(ILogger logger, string connection, Exception exception);

    [LoggerMessage(1583, LogLevel.Error, "What became of the secrets of connection {Connection} could not be passed on")]
    public static partial void WatcherFailed(ILogger logger, string connection, Exception exception);

    [LoggerMessage(1584, LogLevel.Error, "The file of secrets {Path} is damaged; whoever's it is has to log in again")]
    public static partial void DamagedFile(ILogger logger, string path);
}
