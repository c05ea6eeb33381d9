using Microsoft.Extensions.Logging;

namespace Brokerage.Transport;

/// <summary>
/// Every log line of this package. The parameters are constants, enumerations, numbers and host names: no address, path, header, body,
/// message of an exception or text of a broker can reach a log from here.
/// </summary>
internal static partial class TransportLog
{
    [LoggerMessage(1100, LogLevel.Debug, "{Broker} {Operation} at {Host} answered {Status} in {Milliseconds} ms")]
    public static partial void Answered(ILogger logger, BrokerId broker, string operation, string host, int status, double milliseconds);

    [LoggerMessage(1101, LogLevel.Information, "{Broker} {Operation} at {Host} failed: {Code}, effect {Effect}, HTTP {Status}, attempt {Attempt}")]
    public static partial void Failed(ILogger logger, BrokerId broker, string operation, string host, BrokerageErrorCode code, Effect effect, int? status, int attempt);

    [LoggerMessage(1102, LogLevel.Warning, "{Broker} {Operation} has an unknown outcome: {Code}")]
    public static partial void OutcomeUnknown(ILogger logger, BrokerId broker, string operation, BrokerageErrorCode code);

    [LoggerMessage(1103, LogLevel.Warning, "{Broker} asks for fewer requests; those that share the limits of {Operation} pause for {Seconds} s")]
    public static partial void Paused(ILogger logger, BrokerId broker, string operation, double seconds);

    [LoggerMessage(1104, LogLevel.Warning, "{Broker} {Operation} was not sent: its rate limits leave no room in time")]
    public static partial void NoPermit(ILogger logger, BrokerId broker, string operation);

    [LoggerMessage(1105, LogLevel.Warning, "{Broker} breaker of {Host} opened for {Seconds} s")]
    public static partial void BreakerOpened(ILogger logger, BrokerId broker, string host, double seconds);

    [LoggerMessage(1106, LogLevel.Information, "{Broker} breaker of {Host} closed")]
    public static partial void BreakerClosed(ILogger logger, BrokerId broker, string host);

    [LoggerMessage(1107, LogLevel.Warning, "{Broker} refused {Operation} before anything left: {Code}")]
    public static partial void Refused(ILogger logger, BrokerId broker, string operation, BrokerageErrorCode code);

    [LoggerMessage(1120, LogLevel.Information, "{Broker} stream {Stream} connecting, attempt {Attempt}")]
    public static partial void StreamConnecting(ILogger logger, BrokerId broker, string stream, int attempt);

    [LoggerMessage(1121, LogLevel.Information, "{Broker} stream {Stream} is live")]
    public static partial void StreamLive(ILogger logger, BrokerId broker, string stream);

    [LoggerMessage(1122, LogLevel.Warning, "{Broker} stream {Stream} broke ({Reason}); next attempt in {Seconds} s")]
    public static partial void StreamBroke(ILogger logger, BrokerId broker, string stream, string reason, double seconds);

    [LoggerMessage(1123, LogLevel.Error, "{Broker} stream {Stream} ended: {Code}")]
    public static partial void StreamEnded(ILogger logger, BrokerId broker, string stream, BrokerageErrorCode code);

    [LoggerMessage(1124, LogLevel.Warning, "{Broker} stream {Stream} could not look up all that it missed ({Reason}); next attempt in {Seconds} s")]
    public static partial void StreamLookUpFailed(ILogger logger, BrokerId broker, string stream, string reason, double seconds);
}
