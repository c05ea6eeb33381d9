using System.Net.Sockets;

namespace Brokerage.Transport;

/// <summary>What the ways in which a request can fail to be answered mean.</summary>
internal static class Failures
{
    public static bool IsTransport(Exception failure) =>
        failure is HttpRequestException or OperationCanceledException or IOException or SocketException or InvalidDataException;

    /// <summary>Only these two prove that not even a connection was there: no name, or nobody listening.</summary>
    public static bool NeverConnected(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError,
    }
    or HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError,
        InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData },
    };

    public static BrokerageError Describe(Exception failure, BrokerId broker, BrokerRequest request, bool mayHaveLeft, bool callerLeft)
    {
        bool timedOut = failure is OperationCanceledException;
        (BrokerageErrorCode code, string what) = (timedOut, callerLeft, NeverConnected(failure)) switch
        {
            (_, true, _) => (BrokerageErrorCode.Timeout, "was abandoned by its caller after it may have left"),
            (true, _, _) => (BrokerageErrorCode.Timeout, "was not answered in time"),
            (_, _, true) => (BrokerageErrorCode.ConnectionFailed, "could not be sent: the broker cannot be reached"),
            _ => (BrokerageErrorCode.ConnectionFailed, "was not answered: the connection failed"),
        };
        Effect effect = mayHaveLeft ? request.Class.EffectOfSilence() : Effect.None;
        return new BrokerageError(code, broker, $"{request.Operation} {what}.")
        {
            Effect = effect,
            Recovery = effect == Effect.Unknown && request.Class.Trades() ? RecoveryAction.LookUpOrder : RecoveryAction.Retry,
            IsTransient = true,
        };
    }

    public static BrokerageError TooLarge(BrokerId broker, BrokerRequest request, int limit) => new(
        BrokerageErrorCode.UnexpectedResponse, broker, $"The answer to {request.Operation} is larger than {limit} bytes.")
    {
        Effect = request.Class.EffectOfSilence(),
        Recovery = RecoveryAction.TellOperator,
    };
}
