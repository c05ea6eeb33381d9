using Microsoft.Extensions.Logging;

namespace Brokerage;

internal static partial class OrderLog
{
    [LoggerMessage(1520, LogLevel.Warning, "{Wish}: the outcome is not known; looking for it")]
    public static partial void Unknown(ILogger logger, string wish);

    [LoggerMessage(1521, LogLevel.Information, "{Wish}: resolved as {State}")]
    public static partial void Resolved(ILogger logger, string wish, JournalState state);

    [LoggerMessage(1522, LogLevel.Debug, "{Wish}: a look failed with {Code}")]
    public static partial void LookFailed(ILogger logger, string wish, BrokerageErrorCode code);

    [LoggerMessage(1523, LogLevel.Error, "{Wish}: only a person can settle it: {Reason}")]
    public static partial void NeedsPerson(ILogger logger, string wish, string reason);

    [LoggerMessage(1524, LogLevel.Information, "{Wish}: still unknown as the connection closes; the next start looks again")]
    public static partial void StillUnknown(ILogger logger, string wish);

    [LoggerMessage(1525, LogLevel.Error, "{Wish}: looking for it failed; the next start looks again")]
    public static partial void ResolverFailed(ILogger logger, string wish, Exception exception);

    [LoggerMessage(1526, LogLevel.Error, "{Wish}: the outcome could not be written to the journal; it is looked for, at the latest by the next start")]
    public static partial void OutcomeNotWritten(ILogger logger, string wish, Exception exception);

    [LoggerMessage(1527, LogLevel.Error, "{Wish}: a connection broke its contract while submitting")]
    public static partial void ContractBroken(ILogger logger, string wish, Exception? exception);

    [LoggerMessage(1530, LogLevel.Warning, "{Connection}: orders that were read could not be kept in the application's store")]
    public static partial void NotKept(ILogger logger, ConnectionId connection, Exception exception);

    [LoggerMessage(1528, LogLevel.Error, "{Wish}: the journal could not be read or written, so it was not sent")]
    public static partial void NotSent(ILogger logger, string wish, Exception exception);

    [LoggerMessage(1529, LogLevel.Warning, "{Wish}: it was {State}, and the broker has it after all")]
    public static partial void ArrivedAfterAll(ILogger logger, string wish, JournalState state);

    [LoggerMessage(1531, LogLevel.Warning, "{Wish}: the journal could not be read or written while looking for it; looking again")]
    public static partial void JournalFailed(ILogger logger, string wish, Exception exception);
}
