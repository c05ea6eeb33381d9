namespace Brokerage;

/// <summary>
/// The flat questions that applications like to ask. Each is a query over a broker's rules and abilities
/// (<see cref="BrokerFeatures.Of(Feature)"/>), never data of its own, so that it cannot disagree with what is enforced.
/// </summary>
public enum Feature
{
    /// <summary>Shares, ETFs and receipts can be traded.</summary>
    StockTrading = 0,

    /// <summary>Listed options can be traded.</summary>
    OptionTrading = 1,

    /// <summary>Crypto pairs can be traded.</summary>
    CryptoTrading = 2,

    /// <summary>Futures can be traded.</summary>
    FuturesTrading = 3,

    /// <summary>Currency pairs can be traded.</summary>
    ForexTrading = 4,

    /// <summary>Mutual funds can be traded.</summary>
    FundTrading = 5,

    /// <summary>Bonds can be traded.</summary>
    BondTrading = 6,

    /// <summary>Fractions of a share can be ordered.</summary>
    FractionalShares = 10,

    /// <summary>An order may name an amount of cash instead of a quantity.</summary>
    CashAmounts = 11,

    /// <summary>Shares can be traded before or after the regular session.</summary>
    ExtendedHours = 12,

    /// <summary>Shares can be traded overnight.</summary>
    OvernightTrading = 13,

    /// <summary>Shares can be sold short.</summary>
    ShortSelling = 14,

    /// <summary>Market orders.</summary>
    MarketOrders = 20,

    /// <summary>Limit orders.</summary>
    LimitOrders = 21,

    /// <summary>Stop orders.</summary>
    StopOrders = 22,

    /// <summary>Stop orders that become limit orders.</summary>
    StopLimitOrders = 23,

    /// <summary>Trailing stops by an amount.</summary>
    TrailingStopAmount = 24,

    /// <summary>Trailing stops by a percentage.</summary>
    TrailingStopPercent = 25,

    /// <summary>Trailing stops that become limit orders.</summary>
    TrailingStopLimit = 26,

    /// <summary>Orders for the day.</summary>
    DayOrders = 30,

    /// <summary>Orders that stay until they are cancelled.</summary>
    GoodTillCancelled = 31,

    /// <summary>Orders that stay until a date.</summary>
    GoodTillDate = 32,

    /// <summary>Immediate or cancel.</summary>
    ImmediateOrCancel = 33,

    /// <summary>Fill or kill.</summary>
    FillOrKill = 34,

    /// <summary>Orders for the opening auction.</summary>
    AtOpen = 35,

    /// <summary>Orders for the closing auction.</summary>
    AtClose = 36,

    /// <summary>All or none.</summary>
    AllOrNone = 37,

    /// <summary>An entry with a profit target and a stop that cancel each other.</summary>
    BracketOrders = 40,

    /// <summary>Orders that cancel each other.</summary>
    Oco = 41,

    /// <summary>An order that triggers another.</summary>
    Oto = 42,

    /// <summary>Several legs in one order.</summary>
    MultiLeg = 43,

    /// <summary>The price of a working order can be changed.</summary>
    ReplacePrice = 44,

    /// <summary>The quantity of a working order can be changed.</summary>
    ReplaceQuantity = 45,

    /// <summary>The time in force of a working order can be changed.</summary>
    ReplaceTerms = 46,

    /// <summary>The broker says beforehand what an order would cost.</summary>
    OrderPreview = 47,

    /// <summary>Balances can be read.</summary>
    Balances = 60,

    /// <summary>Positions can be read.</summary>
    Positions = 61,

    /// <summary>Transactions can be read.</summary>
    Transactions = 62,

    /// <summary>Open orders can be read.</summary>
    OpenOrders = 63,

    /// <summary>Past orders can be read.</summary>
    OrderHistory = 64,

    /// <summary>An order can be found by the client id that we gave it.</summary>
    FindByClientId = 65,

    /// <summary>One login may see several accounts.</summary>
    SeveralAccounts = 66,

    /// <summary>Quotes can be read.</summary>
    Quotes = 70,

    /// <summary>Quotes are real-time, at least for who is entitled to them.</summary>
    RealTimeQuotes = 71,

    /// <summary>Quotes are offered delayed.</summary>
    DelayedQuotes = 72,

    /// <summary>The broker offers order books.</summary>
    Level2 = 73,

    /// <summary>Option chains can be read.</summary>
    OptionChains = 74,

    /// <summary>Option quotes carry greeks.</summary>
    Greeks = 75,

    /// <summary>Bars can be read.</summary>
    Bars = 76,

    /// <summary>Market hours can be read.</summary>
    Calendar = 77,

    /// <summary>Instruments can be searched.</summary>
    InstrumentSearch = 78,

    /// <summary>Quotes are streamed.</summary>
    StreamQuotes = 80,

    /// <summary>Order events are streamed.</summary>
    StreamOrders = 81,

    /// <summary>There is an environment with play money and real prices.</summary>
    PaperTrading = 90,

    /// <summary>Access can be renewed without a person.</summary>
    SuiteCanRefresh = 91,

    /// <summary>A person must log in again from time to time.</summary>
    PersonMustReturn = 92,

    /// <summary>Access can be revoked at the broker itself.</summary>
    RevokeAtBroker = 93,
}
