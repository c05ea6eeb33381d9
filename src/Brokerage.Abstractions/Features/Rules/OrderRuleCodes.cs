namespace Brokerage;

/// <summary>The stable codes of the notices that <see cref="OrderRules"/> gives. Codes may be added; none changes its meaning.</summary>
public static class OrderRuleCodes
{
    /// <summary>The intent names another broker or account than the one that was asked.</summary>
    public const string WrongAccount = "request.account";

    /// <summary>The intent is of a kind that these rules do not know.</summary>
    public const string UnknownIntent = "request.intent";

    /// <summary>An id that the intent needs was never set.</summary>
    public const string MissingId = "request.id";

    /// <summary>The plan is empty, too deep, too large, or of a kind that these rules do not know.</summary>
    public const string Plan = "plan.malformed";

    /// <summary>The plan nests its orders in a way that no broker is known to take as one.</summary>
    public const string PlanShape = "plan.shape";

    /// <summary>The orders of the plan do not fit each other.</summary>
    public const string PlanRelation = "plan.relation";

    /// <summary>Legs are missing, too many, or one names no instrument.</summary>
    public const string Legs = "legs.malformed";

    /// <summary>One instrument stands in two legs of one order.</summary>
    public const string LegTwice = "legs.twice";

    /// <summary>A leg has no side, or an effect that does not exist.</summary>
    public const string Side = "legs.side";

    /// <summary>A ratio is below 1, or the ratios have a common divisor.</summary>
    public const string Ratio = "legs.ratio";

    /// <summary>A quantity is missing, zero or negative.</summary>
    public const string Quantity = "quantity.positive";

    /// <summary>A cash quantity where none can be meant: several legs.</summary>
    public const string CashQuantity = "quantity.cash";

    /// <summary>A cash quantity in another currency than the instrument's.</summary>
    public const string Currency = "quantity.currency";

    /// <summary>A quantity that is no multiple of the instrument's or broker's step.</summary>
    public const string QuantityStep = "quantity.step";

    /// <summary>A quantity or amount below the smallest.</summary>
    public const string QuantityMinimum = "quantity.minimum";

    /// <summary>A price is missing, zero or negative.</summary>
    public const string Price = "price.positive";

    /// <summary>A price that was read from a broker and cannot be sent.</summary>
    public const string PriceUnreadable = "price.unreadable";

    /// <summary>A price that is no multiple of the instrument's or broker's step.</summary>
    public const string PriceStep = "price.step";

    /// <summary>A time in force is missing or unknown.</summary>
    public const string TimeInForce = "time.unknown";

    /// <summary>Good till date without its date, or a date with anything else.</summary>
    public const string Date = "time.date";

    /// <summary>A date that has passed.</summary>
    public const string DatePassed = "time.passed";

    /// <summary>No session, or one that does not exist.</summary>
    public const string Sessions = "sessions.unknown";

    /// <summary>An extra key that the broker's adapter does not know.</summary>
    public const string ExtraUnknown = "extras.unknown";

    /// <summary>An extra key without which the broker refuses the order.</summary>
    public const string ExtraMissing = "extras.missing";

    /// <summary>A replacement that changes nothing.</summary>
    public const string NoChange = "replace.nothing";

    /// <summary>The broker cannot do that.</summary>
    public const string Unsupported = "feature.unsupported";

    /// <summary>Nobody has proven that the broker does that.</summary>
    public const string Unverified = "feature.unverified";

    /// <summary>The suite does that in the broker's place.</summary>
    public const string Emulated = "feature.emulated";

    /// <summary>The account is closed, or open for closing orders alone.</summary>
    public const string AccountClosed = "account.closed";

    /// <summary>The account is restricted; how, the broker's word says.</summary>
    public const string AccountRestricted = "account.restricted";

    /// <summary>The account may not trade this asset class.</summary>
    public const string AccountAsset = "account.asset";

    /// <summary>The account may not sell short.</summary>
    public const string AccountShort = "account.short";

    /// <summary>The account is not approved for options.</summary>
    public const string AccountOptions = "account.options";

    /// <summary>The instrument cannot be traded at this broker.</summary>
    public const string NotTradable = "instrument.tradable";

    /// <summary>The instrument cannot be sold short at this broker.</summary>
    public const string NotShortable = "instrument.shortable";

    /// <summary>The instrument cannot be traded in fractions at this broker.</summary>
    public const string NotFractional = "instrument.fractional";

    /// <summary>The unified error code for a refusal with one of these codes.</summary>
    internal static BrokerageErrorCode ErrorOf(string? code) => code switch
    {
        Unsupported or Unverified => BrokerageErrorCode.FeatureNotSupported,
        AccountClosed or AccountRestricted or AccountAsset or AccountShort or AccountOptions => BrokerageErrorCode.AccountRestricted,
        WrongAccount or UnknownIntent or MissingId => BrokerageErrorCode.InvalidRequest,
        _ => BrokerageErrorCode.InvalidOrder,
    };
}
