namespace Brokerage.Exchange;

/// <summary>Why the exchange refused something, for a program to act on.</summary>
public enum RejectReason
{
    /// <summary>There is no such account.</summary>
    UnknownAccount,

    /// <summary>The account may not trade now, or not this: closed, restricted, option level too low.</summary>
    AccountRestricted,

    /// <summary>The instrument is not listed.</summary>
    UnknownInstrument,

    /// <summary>The instrument is listed but not for trading.</summary>
    NotTradable,

    /// <summary>Cash or buying power is missing.</summary>
    InsufficientFunds,

    /// <summary>The account's cash would do, but it is not settled, and the account may not spend unsettled money.</summary>
    UnsettledFunds,

    /// <summary>What is to be sold, or to be covered, is not there or is promised to other orders.</summary>
    InsufficientShares,

    /// <summary>The instrument cannot be sold short, or not in this account.</summary>
    NotShortable,

    /// <summary>The instrument trades in whole units only.</summary>
    NotFractionable,

    /// <summary>A quantity is missing, not positive, or not a multiple of the step.</summary>
    InvalidQuantity,

    /// <summary>A price is missing, not positive, or not on the price grid.</summary>
    InvalidPrice,

    /// <summary>A stop or trailing order would trigger at once.</summary>
    StopWouldTrigger,

    /// <summary>Terms that do not go together, such as an at-open order for the evening session.</summary>
    InvalidTerms,

    /// <summary>The shape of the plan is not one the exchange knows.</summary>
    InvalidPlan,

    /// <summary>The order cannot wait, and the market is closed.</summary>
    MarketClosed,

    /// <summary>Trading in the instrument is halted, and the order cannot wait.</summary>
    Halted,

    /// <summary>Another order of this account has the client id.</summary>
    DuplicateClientId,

    /// <summary>There is no such order in this account.</summary>
    UnknownOrder,

    /// <summary>The order is filled, cancelled, expired, rejected or replaced.</summary>
    AlreadyFinal,

    /// <summary>A cancel or a replacement is on its way already, or the order is not yet judged.</summary>
    OrderBusy,

    /// <summary>What the order was to become makes no sense for it, such as a total below what is filled.</summary>
    InvalidChange,

    /// <summary>The part of a plan that this order depends on came to nothing.</summary>
    ParentFailed,

    /// <summary>A rule of the fault script said so.</summary>
    Scripted,
}
