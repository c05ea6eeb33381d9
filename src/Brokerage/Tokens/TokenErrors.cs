namespace Brokerage;

/// <summary>What can be wrong with stored secrets. No message holds anything of them.</summary>
internal static class TokenErrors
{
    public static BrokerageError LoginNeeded(SecretOwner owner, string why) =>
        new(BrokerageErrorCode.AuthExpired, owner.Broker, $"Connection '{owner.Connection.Value}' needs its user to log in again: {why}") { Effect = Effect.None };

    public static BrokerageError Spent(SecretOwner owner) => LoginNeeded(owner, "renewing got no answer, and its token may be spent.");

    public static BrokerageException NoSecrets(SecretOwner owner) => new(LoginNeeded(owner, "no secrets are stored."));

    public static BrokerageException UnknownKey(SecretOwner owner, string? keyId) => Unreadable(owner, keyId is null
        ? "are no envelope"
        : $"are sealed with the key '{keyId}', which is not known");

    public static BrokerageException Damaged(SecretOwner owner) => Unreadable(owner, "are damaged, or belong to another user, broker, environment or version");

    public static BrokerageException Silent(SecretOwner owner, BrokerageError? cause) => new(
        new BrokerageError(BrokerageErrorCode.Timeout, owner.Broker, $"The secrets of connection '{owner.Connection.Value}' could not be renewed: no answer.")
        {
            Effect = Effect.None,
            IsTransient = true,
            RetryAfter = cause?.RetryAfter,
        });

    public static BrokerageException NotStored(SecretOwner owner, Exception cause) => new(
        new BrokerageError(BrokerageErrorCode.Unknown, owner.Broker, $"The renewed secrets of connection '{owner.Connection.Value}' could not be stored; the next call tries again.")
        {
            Effect = Effect.None,
            IsTransient = true,
            Recovery = RecoveryAction.TellOperator,
        },
        cause);

    public static BrokerageException NotReached(SecretOwner owner, Exception cause) => new(
        new BrokerageError(BrokerageErrorCode.Unknown, owner.Broker, $"The secrets of connection '{owner.Connection.Value}' could not be reached: {cause.GetType().Name}.")
        {
            Effect = Effect.None,
            IsTransient = true,
            Recovery = RecoveryAction.TellOperator,
        },
        cause);

    public static BrokerageException Refused(SecretOwner owner) => new(new BrokerageError(
        BrokerageErrorCode.AuthRevoked, owner.Broker, $"The broker refused the secrets of connection '{owner.Connection.Value}', and nothing can renew them."));

    private static BrokerageException Unreadable(SecretOwner owner, string what) => new(
        new BrokerageError(BrokerageErrorCode.Misconfigured, owner.Broker, $"The stored secrets of connection '{owner.Connection.Value}' {what}.")
        {
            Recovery = RecoveryAction.TellOperator,
        });
}
