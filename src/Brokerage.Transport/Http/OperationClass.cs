namespace Brokerage.Transport;

/// <summary>
/// What a request does at the broker. It decides, and the HTTP verb never does, whether the request may be repeated, how it is
/// prioritised, and what a lost answer means.
/// </summary>
public enum OperationClass
{
    /// <summary>Changes nothing: look-ups, lists, quotes, and previews that create nothing. Repeated when the failure is transient.</summary>
    Read,

    /// <summary>Opens or keeps alive a session, selects an account. Repeating it is harmless.</summary>
    Session,

    /// <summary>Creates or changes an order, or answers a question about one. Never repeated, unless it provably never left.</summary>
    Placement,

    /// <summary>Asks to cancel an order. May be repeated: a second cancel of one order cannot add risk. Passes every queue first.</summary>
    Cancel,

    /// <summary>Renews or revokes credentials. Never repeated here: the old ones may be spent.</summary>
    Refresh,

    /// <summary>Exchanges a code or starts a sign-in. Never repeated here: codes work once.</summary>
    SignIn,
}
