namespace Brokerage.Simulator.ETrade;

/// <summary>
/// The broker's errors. A number means different things to different modules; where no source shows the number or the words, the text says
/// plainly what is wrong, so that a client that goes by texts can tell.
/// </summary>
internal static class ETradeErrors
{
    public const string TimedOut =
        "For your protection, we have timed out your original order request. If you would like to place this order, please resubmit it now.";

    public static ETradeRefusal WrongEnvironment() => new(500, null, "Unauthorized request - invalid Consumer key and/or session token");

    public static ETradeRefusal NotUnderstood() => new(400, 100, "Request could not be completed");

    public static ETradeRefusal Unavailable() => new(400, 100, "The requested service is not currently available, please try after sometime.");

    public static ETradeRefusal ForeignAccount() => new(400, 100, "Account key does not belong to user");

    public static ETradeRefusal NoAccountKey() => new(400, 102, "Please enter valid account key");

    public static ETradeRefusal InstitutionType() => new(400, 7002, "Invalid Institution Type");

    /// <summary>A parameter outside of its list or range where no number is known.</summary>
    public static ETradeRefusal Parameter(string name) => new(400, null, $"Invalid parameter: {name}");

    public static ETradeRefusal DateRange(bool withNumber = true) => new(400, withNumber ? 2002 : null, "Please enter a valid date range");

    public static ETradeRefusal DateOutOfRange() => new(400, 2003, "The date is outside of the years that are kept");

    public static ETradeRefusal DateFormat(bool withNumber = true) => new(400, withNumber ? 2004 : null, "Please enter dates as MMDDYYYY");

    public static ETradeRefusal TransactionCount() => new(400, 2005, "Please enter a count between 1 and 50");

    public static ETradeRefusal SortOrder() => new(400, 2007, "Invalid sort order");

    public static ETradeRefusal TwoMarkers() => new(400, 2008, "Use either marker or pageMarker");

    public static ETradeRefusal Transaction() => new(400, 1001, "Invalid transaction id");

    public static ETradeRefusal DetailFlag() => new(400, 1020, "Invalid detail flag");

    public static ETradeRefusal ManySymbols(bool withOverride) => withOverride
        ? new ETradeRefusal(400, 1025, "Number of symbols exceeds 50")
        : new ETradeRefusal(400, 1023, "Number of symbols exceeds 25");

    public static ETradeRefusal NoFund() => new(400, 1024, "Not a mutual fund or money market fund symbol");

    public static ETradeRefusal NoAlerts() => new(404, 53, "No alerts were found");

    public static ETradeRefusal AlertId() => new(400, 499, "Alert id must be greater than 0");

    /// <summary>A symbol that does not exist, in an order: its number is not known.</summary>
    public static ETradeRefusal OrderedSymbol(string symbol) => new(400, null, $"Invalid symbol: {symbol} was not found");

    /// <summary>A symbol that does not exist, by the number that prices have for it.</summary>
    public static ETradeRefusal Symbol(string symbol) => new(400, 1019, $"Invalid symbol: {symbol} was not found");

    public static ETradeRefusal InsufficientFunds() => new(400, 1021, "You have insufficient funds in your account to place this order.");

    public static ETradeRefusal InsufficientShares() => new(400, 1037, "We did not find enough available shares of this security in your account.");

    public static ETradeRefusal NothingToClose() => new(400, 1040, "You are attempting to close a position that you do not hold.");

    public static ETradeRefusal Restricted(string text) => new(400, 1036, $"Your account is restricted: {text}");

    public static ETradeRefusal Halted() => new(400, 1043, "Trading in this security is halted.");

    public static ETradeRefusal StopOutOfRange(bool isBuy) => isBuy
        ? new ETradeRefusal(400, 2084, "The stop price of a buy order must be above the current price.")
        : new ETradeRefusal(400, 2085, "The stop price of a sell order must be below the current price.");

    public static ETradeRefusal PlaceTimedOut() => new(400, 101, TimedOut);

    public static ETradeRefusal UnknownPreview() => new(400, 101, "{com.etrade.api.v1.order.InvalidPreviewId}");

    public static ETradeRefusal NotCancellable() =>
        new(400, 5001, "This order is currently being executed or rejected. It cannot be cancelled.");

    public static ETradeRefusal CancelPending() => new(400, 5003, "Your request to cancel this order is already pending.");

    /// <summary>An order that is not there: no source shows what is answered.</summary>
    public static ETradeRefusal NoSuchOrder() => new(400, null, "Invalid order id");

    public static ETradeRefusal StillUpdating() => new(400, 1524, "Your previous change of this order is still being processed.");

    public static ETradeRefusal ExecutedMeanwhile() => new(400, 167, "The order was executed in part or in full while you were changing it.");

    /// <summary>Terms that the broker or its market does not take; the numbers of most of these are not known.</summary>
    public static ETradeRefusal Terms(string text) => new(400, null, text);
}
