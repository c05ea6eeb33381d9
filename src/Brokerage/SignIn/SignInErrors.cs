namespace Brokerage;

internal static class SignInErrors
{
    public static SignInOutcome.Failed Failed(SignInFailure failure, BrokerageError? error = null) => new(failure, error);

    public static BrokerageException AlreadyPending(BrokerId broker) => new(new BrokerageError(
        BrokerageErrorCode.UnexpectedResponse, broker, "The broker gave the same request token twice."));

    public static BrokerageError NotTold(BrokerId broker, Exception cause) => new(
        BrokerageErrorCode.Unknown, broker, $"The broker could not be told: {cause.GetType().Name}.")
    {
        Recovery = RecoveryAction.TellUser,
    };
}
