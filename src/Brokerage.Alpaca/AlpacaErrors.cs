namespace Brokerage.Alpaca;

/// <summary>
/// Alpaca's refusals as ours: the first line that matches status, code and message decides. One code (40310000) stands for a dozen
/// different things, so the message decides wherever it is known; what is not known keeps Alpaca's own code and text.
/// </summary>
internal static class AlpacaErrors
{
    /// <summary>Alpaca's code for an order or asset that is not there.</summary>
    public const string NotFoundCode = "40410000";

    // What the messages say; a star stands for anything between.
    private static readonly string[] MinimumValue = ["cost basis must be"];
    private static readonly string[] MissingFunds = ["insufficient*buying power", "insufficient balance"];
    private static readonly string[] MissingShares = ["insufficient qty", "insufficient underlying qty"];
    private static readonly string[] RestrictedAccount = ["pattern day trad", "not allowed to short", "not authorized to trade", "restricted to liquidation", "not eligible to trade", "account*blocked", "account*suspended", "account*restricted"];
    private static readonly string[] WashTrade = ["wash trade"];
    private static readonly string[] NotFractionable = ["not fractionable"];
    private static readonly string[] RefusedKey = ["access key", "forbidden"];
    private static readonly string[] MissingSubscription = ["subscription", "scope"];
    private static readonly string[] UnknownAsset = ["asset*not found", "could not find asset", "symbol not found", "invalid symbol"];
    private static readonly string[] UnknownOrder = ["order not found", "position does not exist"];
    private static readonly string[] DuplicateId = ["client_order_id must be unique", "client order id must be unique", "client_orderid must be unique", "clientorderid must be unique"];
    private static readonly string[] UntradableAsset = ["is not tradable", "is not active", "cannot be sold short"];
    private static readonly string[] ClassNotAllowed = ["orders not allowed for account"];
    private static readonly string[] ClosedMarket = ["market hours", "market is closed", "market is currently closed", "market is not open"];
    private static readonly string[] WrongState = ["order is already in", "unable to replace order", "not cancelable", "not cancellable", "cannot be replaced", "cannot be cancel", "order is not open"];

    private static readonly AlpacaErrorRule[] Table =
    [
        new(429, null, BrokerageErrorCode.RateLimited, RecoveryAction.BackOff, IsTransient: true),

        new(401, null, BrokerageErrorCode.AuthRevoked, RecoveryAction.Reauthenticate),

        new(403, MinimumValue, BrokerageErrorCode.InvalidOrder, RecoveryAction.FixRequest),
        new(403, MissingFunds, BrokerageErrorCode.InsufficientFunds, RecoveryAction.TellUser),
        new(403, MissingShares, BrokerageErrorCode.InsufficientShares, RecoveryAction.TellUser),
        new(403, RestrictedAccount, BrokerageErrorCode.AccountRestricted, RecoveryAction.TellUser),
        new(403, WashTrade, BrokerageErrorCode.OrderRejected, RecoveryAction.TellUser),
        new(403, NotFractionable, BrokerageErrorCode.InvalidOrder, RecoveryAction.FixRequest),
        new(403, RefusedKey, BrokerageErrorCode.AuthRevoked, RecoveryAction.Reauthenticate),
        new(403, MissingSubscription, BrokerageErrorCode.NotEntitled, RecoveryAction.TellUser),

        new(404, UnknownAsset, BrokerageErrorCode.SymbolNotFound, RecoveryAction.FixRequest),
        new(404, UnknownOrder, BrokerageErrorCode.OrderNotFound, RecoveryAction.FixRequest),

        new(422, DuplicateId, BrokerageErrorCode.DuplicateOrder, RecoveryAction.LookUpOrder),
        new(422, UnknownAsset, BrokerageErrorCode.SymbolNotFound, RecoveryAction.FixRequest),
        new(422, WashTrade, BrokerageErrorCode.OrderRejected, RecoveryAction.TellUser),
        new(422, UntradableAsset, BrokerageErrorCode.OrderRejected, RecoveryAction.TellUser),
        new(422, ClassNotAllowed, BrokerageErrorCode.AccountRestricted, RecoveryAction.TellUser),
        new(422, ClosedMarket, BrokerageErrorCode.MarketClosed, RecoveryAction.WaitForOpen),
        new(422, WrongState, BrokerageErrorCode.OrderStateConflict, RecoveryAction.LookUpOrder),
        new(422, MissingSubscription, BrokerageErrorCode.NotEntitled, RecoveryAction.TellUser),
    ];

    /// <summary>The line that fits, or the general answer to the status.</summary>
    public static AlpacaErrorRule Match(int status, string? message, bool isOrder)
    {
        foreach (var rule in Table)
        {
            if (rule.Status == status && rule.Fits(message))
            {
                return rule;
            }
        }

        return status switch
        {
            403 => new(status, null, BrokerageErrorCode.AccountRestricted, RecoveryAction.TellUser),
            404 when isOrder => new(status, null, BrokerageErrorCode.OrderNotFound, RecoveryAction.FixRequest),
            400 or 422 => new(status, null, isOrder ? BrokerageErrorCode.InvalidOrder : BrokerageErrorCode.InvalidRequest, RecoveryAction.FixRequest),
            408 => new(status, null, BrokerageErrorCode.Timeout, RecoveryAction.Retry, IsTransient: true, Effect.Unknown),
            405 or 413 or 415 => new(status, null, BrokerageErrorCode.InvalidRequest, RecoveryAction.FixRequest),
            404 => new(status, null, BrokerageErrorCode.InvalidRequest, RecoveryAction.FixRequest),
            >= 500 => new(status, null, BrokerageErrorCode.BrokerUnavailable, RecoveryAction.Retry, IsTransient: true, Effect.Unknown),
            _ => new(status, null, BrokerageErrorCode.UnexpectedResponse, RecoveryAction.TellOperator, IsTransient: false, Effect.Unknown),
        };
    }

    /// <summary>An answer that is not what its endpoint promises.</summary>
    public static BrokerageException Unreadable(string what) =>
        new(new BrokerageError(BrokerageErrorCode.UnexpectedResponse, AlpacaAdapter.BrokerId, $"Alpaca answered with {what}.")
        {
            Recovery = RecoveryAction.TellOperator,
        });

    /// <summary>Something that Alpaca has no words for; nothing has been sent.</summary>
    public static BrokerageException Refuse(string why) =>
        new(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, AlpacaAdapter.BrokerId, why) { Recovery = RecoveryAction.FixRequest });

    /// <summary>A cursor that no page of this kind has given.</summary>
    public static BrokerageException WrongCursor() =>
        new(new BrokerageError(BrokerageErrorCode.InvalidRequest, AlpacaAdapter.BrokerId, "The cursor is not of this query.") { Field = "Cursor" });

    /// <summary>Alpaca takes an order and may refuse it afterwards, without a reason in the order itself.</summary>
    public static BrokerageError RejectedLater(AccountRef account) =>
        new(BrokerageErrorCode.OrderRejected, AlpacaAdapter.BrokerId, "Alpaca took the order and rejected it afterwards; the order does not tell why.")
        {
            Account = account,
            Recovery = RecoveryAction.TellUser,
        };
}
