using Microsoft.Extensions.Logging;

namespace Brokerage.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(1800, LogLevel.Information, "{Count} connections are known")]
    public static partial void Restored(ILogger logger, int count);

    [LoggerMessage(1801, LogLevel.Error, "The work '{Work}' failed; it is tried again")]
    public static partial void WorkFailed(ILogger logger, string work, Exception exception);

    [LoggerMessage(1802, LogLevel.Error, "The work '{Work}' failed for connection {Connection}; the others go on")]
    public static partial void StepFailed(ILogger logger, string work, string connection, Exception exception);

    [LoggerMessage(1803, LogLevel.Debug, "Connection {Connection} is not known any more")]
    public static partial void Gone(ILogger logger, string connection);

    [LoggerMessage(1804, LogLevel.Warning, "The user of connection {Connection} could not be told that he has to log in; it is tried again")]
    public static partial void NoticeFailed(ILogger logger, string connection, Exception exception);

    [LoggerMessage(1805, LogLevel.Warning, "{Kind}: the user of connection {Connection} at {Broker} has to log in, and no notification sink is registered that tells him")]
    public static partial void Notice(ILogger logger, NoticeKind kind, string connection, string broker);

    [LoggerMessage(1806, LogLevel.Warning, "The secrets of connection {Connection} could not be renewed: {Code}")]
    public static partial void NotRenewed(ILogger logger, string connection, BrokerageErrorCode code);

    [LoggerMessage(1807, LogLevel.Information, "{Count} secrets were sealed with the current key")]
    public static partial void Resealed(ILogger logger, int count);

    [LoggerMessage(1808, LogLevel.Error, "The secrets of connection {Connection} cannot be opened by any known key")]
    public static partial void Unreadable(ILogger logger, string connection);

    [LoggerMessage(1809, LogLevel.Warning, "Connection {Connection} could not be opened: {State}, {Code}; it is tried again in {Seconds} s")]
    public static partial void NotOpen(ILogger logger, string connection, ConnectionState state, BrokerageErrorCode? code, double seconds);

    [LoggerMessage(1810, LogLevel.Warning, "{Count} secrets are still sealed with a former key, which is needed until they are not; does another process seal with it?")]
    public static partial void NotResealed(ILogger logger, int count);

    [LoggerMessage(1811, LogLevel.Information, "The work '{Work}' for connection {Connection} ended because its lease was lost; whoever has it goes on")]
    public static partial void Lost(ILogger logger, string work, string connection);
}
