using Microsoft.Extensions.Logging;

namespace Brokerage;

internal static partial class ConnectionLog
{
    [LoggerMessage(1500, LogLevel.Debug, "Connection {Connection} at {Broker} is {State}")]
    public static partial void Connected(ILogger logger, string connection, string broker, ConnectionState state);

    [LoggerMessage(1501, LogLevel.Warning, "Connection {Connection} could not be kept alive")]
    public static partial void KeepAliveFailed(ILogger logger, string connection, Exception exception);

    [LoggerMessage(1502, LogLevel.Warning, "Connection {Connection} failed while it was being disposed")]
    public static partial void DisposeFailed(ILogger logger, string connection, Exception exception);

    [LoggerMessage(1503, LogLevel.Debug, "Connection {Connection} was idle and is closed")]
    public static partial void Idle(ILogger logger, string connection);

    [LoggerMessage(1504, LogLevel.Error, "Connection {Connection} to {Broker} could not be created")]
    public static partial void CannotCreate(ILogger logger, string connection, string broker, Exception exception);

    [LoggerMessage(1505, LogLevel.Warning, "Sign-ins whose time is over could not be emptied; it is tried again")]
    public static partial void TicketsNotEmptied(ILogger logger, Exception exception);
}
