using static Microsoft.AspNetCore.Http.StatusCodes;

namespace Brokerage.AspNetCore.Problems;

/// <summary>The one table of statuses. A broker's login that has ended is no 401: that would mean the application's own.</summary>
internal static class ProblemStatus
{
    /// <summary>The status of a code.</summary>
    public static int Of(BrokerageErrorCode code) => code switch
    {
        BrokerageErrorCode.InvalidRequest => Status400BadRequest,
        BrokerageErrorCode.LiveTradingNotAllowed or BrokerageErrorCode.NotEntitled or BrokerageErrorCode.AccountRestricted => Status403Forbidden,
        BrokerageErrorCode.AccountNotFound or BrokerageErrorCode.OrderNotFound => Status404NotFound,
        BrokerageErrorCode.AuthExpired or BrokerageErrorCode.AuthRevoked or BrokerageErrorCode.SessionExpired or BrokerageErrorCode.SessionHeldElsewhere
            or BrokerageErrorCode.EnvironmentMismatch or BrokerageErrorCode.OrderStateConflict or BrokerageErrorCode.DuplicateOrder
            or BrokerageErrorCode.IdempotencyConflict or BrokerageErrorCode.PreparationExpired or BrokerageErrorCode.ConfirmationRequired => Status409Conflict,
        BrokerageErrorCode.BrokerRetired => Status410Gone,
        BrokerageErrorCode.FeatureNotSupported or BrokerageErrorCode.InvalidOrder or BrokerageErrorCode.OrderRejected or BrokerageErrorCode.SymbolNotFound
            or BrokerageErrorCode.SymbolAmbiguous or BrokerageErrorCode.InsufficientFunds or BrokerageErrorCode.InsufficientShares
            or BrokerageErrorCode.MarketClosed or BrokerageErrorCode.PositionSizeExceeded or BrokerageErrorCode.RiskLimitExceeded
            or BrokerageErrorCode.DailyLossLimit or BrokerageErrorCode.MarginCall => Status422UnprocessableEntity,
        BrokerageErrorCode.RateLimited => Status429TooManyRequests,
        BrokerageErrorCode.Misconfigured => Status500InternalServerError,
        BrokerageErrorCode.BrokerUnavailable or BrokerageErrorCode.GatewayNotRunning => Status503ServiceUnavailable,
        BrokerageErrorCode.Timeout => Status504GatewayTimeout,
        // Unknown, ConnectionFailed, UnexpectedResponse, and what is added one day: the broker's side.
        _ => Status502BadGateway,
    };
}
