namespace Brokerage;

/// <summary>What usually follows from a code.</summary>
internal static class BrokerageErrorDefaults
{
    internal static RecoveryAction RecoveryOf(BrokerageErrorCode code) => code switch
    {
        BrokerageErrorCode.InvalidRequest or BrokerageErrorCode.InvalidOrder or BrokerageErrorCode.SymbolNotFound
            or BrokerageErrorCode.SymbolAmbiguous or BrokerageErrorCode.FeatureNotSupported or BrokerageErrorCode.AccountNotFound
            or BrokerageErrorCode.IdempotencyConflict => RecoveryAction.FixRequest,
        BrokerageErrorCode.Misconfigured or BrokerageErrorCode.EnvironmentMismatch or BrokerageErrorCode.LiveTradingNotAllowed
            or BrokerageErrorCode.BrokerRetired => RecoveryAction.TellOperator,
        BrokerageErrorCode.AuthExpired or BrokerageErrorCode.AuthRevoked => RecoveryAction.Reauthenticate,
        BrokerageErrorCode.SessionExpired => RecoveryAction.Reconnect,
        BrokerageErrorCode.SessionHeldElsewhere => RecoveryAction.TakeOverSession,
        BrokerageErrorCode.RateLimited or BrokerageErrorCode.BrokerUnavailable => RecoveryAction.BackOff,
        BrokerageErrorCode.Timeout or BrokerageErrorCode.ConnectionFailed => RecoveryAction.Retry,
        BrokerageErrorCode.DuplicateOrder or BrokerageErrorCode.OrderStateConflict => RecoveryAction.LookUpOrder,
        BrokerageErrorCode.PreparationExpired => RecoveryAction.PrepareAgain,
        BrokerageErrorCode.MarketClosed => RecoveryAction.WaitForOpen,
        BrokerageErrorCode.GatewayNotRunning or BrokerageErrorCode.NotEntitled or BrokerageErrorCode.AccountRestricted
            or BrokerageErrorCode.InsufficientFunds or BrokerageErrorCode.InsufficientShares or BrokerageErrorCode.OrderRejected
            or BrokerageErrorCode.ConfirmationRequired or BrokerageErrorCode.PositionSizeExceeded or BrokerageErrorCode.RiskLimitExceeded
            or BrokerageErrorCode.DailyLossLimit or BrokerageErrorCode.MarginCall => RecoveryAction.TellUser,
        _ => RecoveryAction.None,
    };

    // Silence and what cannot be read prove nothing: with these codes "the broker did not act" has to be said.
    internal static Effect EffectOf(BrokerageErrorCode code) => code is BrokerageErrorCode.Unknown or BrokerageErrorCode.Timeout
        or BrokerageErrorCode.ConnectionFailed or BrokerageErrorCode.BrokerUnavailable or BrokerageErrorCode.UnexpectedResponse
        ? Effect.Unknown
        : Effect.None;

    internal static bool IsTransient(BrokerageErrorCode code) => code is BrokerageErrorCode.RateLimited
        or BrokerageErrorCode.BrokerUnavailable or BrokerageErrorCode.Timeout or BrokerageErrorCode.ConnectionFailed
        or BrokerageErrorCode.SessionExpired;
}
