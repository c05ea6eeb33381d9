namespace Brokerage;

/// <summary>What went wrong, in words that all brokers share. Codes may be added: treat one that you do not list as <see cref="Unknown"/>.</summary>
public enum BrokerageErrorCode
{
    /// <summary>The broker's own code and text say more than we can.</summary>
    Unknown = 0,

    /// <summary>The request was wrong, and not about an order.</summary>
    InvalidRequest = 1,

    /// <summary>The broker cannot do that; no request has left.</summary>
    FeatureNotSupported = 2,

    /// <summary>The broker is closed for good.</summary>
    BrokerRetired = 3,

    /// <summary>Keys, callbacks or addresses of the application are wrong: a matter for its operator, not its user.</summary>
    Misconfigured = 4,

    /// <summary>The login belongs to another environment than the connection.</summary>
    EnvironmentMismatch = 5,

    /// <summary>Writing to a live account without the explicit switch.</summary>
    LiveTradingNotAllowed = 6,

    /// <summary>The login has ended; a person must log in again.</summary>
    AuthExpired = 7,

    /// <summary>Access was withdrawn, or never valid.</summary>
    AuthRevoked = 8,

    /// <summary>The broker's session has ended; connecting again opens another.</summary>
    SessionExpired = 9,

    /// <summary>The login's only session is held elsewhere.</summary>
    SessionHeldElsewhere = 10,

    /// <summary>The broker's local gateway does not run.</summary>
    GatewayNotRunning = 11,

    /// <summary>The user or application is not entitled to it: market data, a scope.</summary>
    NotEntitled = 12,

    /// <summary>Too many requests.</summary>
    RateLimited = 13,

    /// <summary>The broker answered that it cannot.</summary>
    BrokerUnavailable = 14,

    /// <summary>No answer in time.</summary>
    Timeout = 15,

    /// <summary>The broker could not be reached, or the line broke.</summary>
    ConnectionFailed = 16,

    /// <summary>An answer that cannot be read.</summary>
    UnexpectedResponse = 17,

    /// <summary>There is no such account.</summary>
    AccountNotFound = 18,

    /// <summary>The account may not do that.</summary>
    AccountRestricted = 19,

    /// <summary>There is no such instrument at this broker.</summary>
    SymbolNotFound = 20,

    /// <summary>Several instruments fit.</summary>
    SymbolAmbiguous = 21,

    /// <summary>Not enough cash or buying power.</summary>
    InsufficientFunds = 22,

    /// <summary>Not enough shares or contracts to sell.</summary>
    InsufficientShares = 23,

    /// <summary>The order contradicts itself or the broker's rules.</summary>
    InvalidOrder = 24,

    /// <summary>The broker refused the order for a reason of its own.</summary>
    OrderRejected = 25,

    /// <summary>There is no such order.</summary>
    OrderNotFound = 26,

    /// <summary>The order is in a state that does not allow it: filled, cancelled, being replaced.</summary>
    OrderStateConflict = 27,

    /// <summary>The broker has seen this client id already: look the order up.</summary>
    DuplicateOrder = 28,

    /// <summary>The same client order id was used for another intent.</summary>
    IdempotencyConflict = 29,

    /// <summary>The preparation (a preview) has expired: prepare again.</summary>
    PreparationExpired = 30,

    /// <summary>A question must be answered first.</summary>
    ConfirmationRequired = 31,

    /// <summary>The market is closed, and the broker does not queue.</summary>
    MarketClosed = 32,

    /// <summary>The position would grow over its limit.</summary>
    PositionSizeExceeded = 33,

    /// <summary>A risk limit of the application's.</summary>
    RiskLimitExceeded = 34,

    /// <summary>The day's loss has reached its limit.</summary>
    DailyLossLimit = 35,

    /// <summary>The account is under a margin call.</summary>
    MarginCall = 36,
}
