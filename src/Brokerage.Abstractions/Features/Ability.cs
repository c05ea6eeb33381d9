namespace Brokerage;

/// <summary>What a broker can do beside taking orders.</summary>
public enum Ability
{
    /// <summary>Balances.</summary>
    Balances = 0,

    /// <summary>Positions.</summary>
    Positions = 1,

    /// <summary>A list of open orders.</summary>
    OpenOrders = 2,

    /// <summary>A list of past orders.</summary>
    OrderHistory = 3,

    /// <summary>Transactions.</summary>
    Transactions = 4,

    /// <summary>An order is found again by the client id that we gave it.</summary>
    FindByClientId = 5,

    /// <summary>A login may have several accounts.</summary>
    SeveralAccounts = 6,

    /// <summary>Quotes, however old.</summary>
    Quotes = 7,

    /// <summary>Quotes in real time, for those entitled.</summary>
    RealTimeQuotes = 8,

    /// <summary>Market depth.</summary>
    Level2 = 9,

    /// <summary>Option chains.</summary>
    OptionChains = 10,

    /// <summary>The broker's own greeks.</summary>
    Greeks = 11,

    /// <summary>Bars.</summary>
    Bars = 12,

    /// <summary>Market hours and holidays.</summary>
    Calendar = 13,

    /// <summary>Prices are pushed (Native) or polled (Emulated).</summary>
    StreamQuotes = 14,

    /// <summary>Orders are pushed (Native) or polled (Emulated).</summary>
    StreamOrders = 15,

    /// <summary>The suite can renew access without the user.</summary>
    SuiteCanRefresh = 16,

    /// <summary>The user must log in again from time to time.</summary>
    PersonMustReturn = 17,

    /// <summary>Access can be ended at the broker.</summary>
    RevokeAtBroker = 18,

    /// <summary>Quotes are offered delayed.</summary>
    DelayedQuotes = 19,

    /// <summary>Instruments can be searched.</summary>
    InstrumentSearch = 20,

    /// <summary>There is an environment with play money and real prices.</summary>
    PaperTrading = 21,

    /// <summary>
    /// The buying power that it tells is less what its working orders may take. Anything but native: nobody proves it, and limits on risk take
    /// the orders off themselves.
    /// </summary>
    BuyingPowerHoldsOrders = 22,
}
