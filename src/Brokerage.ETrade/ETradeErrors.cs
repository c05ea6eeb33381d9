using System.Collections.Frozen;
using System.Globalization;

namespace Brokerage.ETrade;

/// <summary>
/// E*TRADE's refusals as ours. A number means something else in each module (1021 is an unknown user to the quotes and missing money to the
/// orders), so the table goes by both. The complete list is not published: what is not listed is judged by its words and keeps them.
/// </summary>
internal static class ETradeErrors
{
    public const string Accounts = ETradeSession.AccountsRate;
    public const string Orders = ETradeSession.OrdersRate;
    public const string Market = ETradeSession.MarketRate;
    public const string User = ETradeSession.UserRate;

    /// <summary>"Not available, please try again": says nothing about what became of the request, and comes while orders go through.</summary>
    public const string Unavailable = "100";

    /// <summary>The cancel of an order was asked for before.</summary>
    public const string CancelPending = "5003";

    // What clients wait before they ask again for a price, or for an order that is still being changed.
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(1);

    private static readonly FrozenDictionary<(string, string), ETradeErrorRule> Table = Rows().ToFrozenDictionary(
        row => (row.Module, row.BrokerCode.ToString(CultureInfo.InvariantCulture)));

    // For codes that no list names. The order counts: the first phrase that occurs decides.
    private static readonly (string Phrase, BrokerageErrorCode Code)[] Words =
    [
        ("insufficient fund", BrokerageErrorCode.InsufficientFunds),
        ("enough fund", BrokerageErrorCode.InsufficientFunds),
        ("buying power", BrokerageErrorCode.InsufficientFunds),
        ("enough available shares", BrokerageErrorCode.InsufficientShares),
        ("market is closed", BrokerageErrorCode.MarketClosed),
        ("extended hours", BrokerageErrorCode.MarketClosed),
        ("invalid symbol", BrokerageErrorCode.SymbolNotFound),
        ("symbol not found", BrokerageErrorCode.SymbolNotFound),
        ("symbol is not valid", BrokerageErrorCode.SymbolNotFound),
        ("restricted", BrokerageErrorCode.AccountRestricted),
        ("not approved", BrokerageErrorCode.AccountRestricted),
        ("option level", BrokerageErrorCode.AccountRestricted),
        ("agreement", BrokerageErrorCode.AccountRestricted),
    ];

    // What a copy may be told whose original went through: there was one like it, or what it needs has been used. The code of a client order id that was
    // used before is in no source.
    private static readonly string[] CopyWords = ["duplicate", "already", "in use", "been used", "timed out", "preview"];

    /// <summary>The login has ended with its day.</summary>
    public static BrokerageError DayIsOver { get; } =
        new(BrokerageErrorCode.AuthExpired, ETradeAdapter.BrokerId, "E*TRADE's logins end at midnight in New York: the user must log in again.");

    /// <summary>The line about a code; null where nothing is known of it.</summary>
    public static ETradeErrorRule? Find(string module, string? code) => code is null ? null : Table.GetValueOrDefault((module, code));

    /// <summary>What an error means that the table does not list.</summary>
    public static ETradeErrorRule ByWords(string module, int status, string? message)
    {
        var told = message ?? "";
        if (status >= 500 || told.Contains("try after", StringComparison.OrdinalIgnoreCase) || told.Contains("could not be completed", StringComparison.OrdinalIgnoreCase)
            || told.Contains("not currently available", StringComparison.OrdinalIgnoreCase) || told.Contains("unavailable", StringComparison.OrdinalIgnoreCase)
            || told.Contains("maintenance", StringComparison.OrdinalIgnoreCase))
        {
            return new ETradeErrorRule(module, 0, BrokerageErrorCode.BrokerUnavailable, IsTransient: true, Effect.Unknown, RecoveryAction.BackOff);
        }

        foreach (var (phrase, code) in Words)
        {
            if (told.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return new ETradeErrorRule(module, 0, code);
            }
        }

        return new ETradeErrorRule(module, 0, module is Orders ? BrokerageErrorCode.OrderRejected : BrokerageErrorCode.InvalidRequest);
    }

    /// <summary>
    /// What a refusal means to a placement: only a code or a phrase that is listed proves that nothing was placed, and none that may be a copy's. A copy of
    /// a change that was made finds its order cancelled or replaced.
    /// </summary>
    public static ETradeErrorRule OfPlacement(ETradeErrorRule rule, string? message, bool isChange)
    {
        var isListed = rule.BrokerCode != 0;
        var isKnown = isListed || rule.Code != BrokerageErrorCode.OrderRejected;
        var mayBeCopys = isListed
            ? isChange && rule.Code == BrokerageErrorCode.OrderStateConflict
            : Array.Exists(CopyWords, word => message?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
        return isKnown && !mayBeCopys ? rule : rule with { Effect = Effect.Unknown, Recovery = RecoveryAction.LookUpOrder };
    }

    /// <summary>An answer that is not what its endpoint promises.</summary>
    public static BrokerageException Unreadable(string what) =>
        new(new BrokerageError(BrokerageErrorCode.UnexpectedResponse, ETradeAdapter.BrokerId, $"E*TRADE answered with {what}.")
        {
            Recovery = RecoveryAction.TellOperator,
        });

    /// <summary>An error among the messages of a read of orders.</summary>
    public static BrokerageError OfRead(Wire.MessageWire message)
    {
        var text = Mapping.Messages.Text(message);
        var rule = Find(Orders, message.Code) ?? ByWords(Orders, status: 200, text);
        var isOutage = rule.Code == BrokerageErrorCode.BrokerUnavailable;
        return new BrokerageError(isOutage ? rule.Code : BrokerageErrorCode.UnexpectedResponse, ETradeAdapter.BrokerId, $"E*TRADE listed no orders: {text}")
        {
            Recovery = isOutage ? RecoveryAction.BackOff : RecoveryAction.TellOperator,
            IsTransient = rule.IsTransient,
            BrokerCode = message.Code,
            BrokerText = text,
        };
    }

    /// <summary>Something that E*TRADE has no words for; nothing has been sent.</summary>
    public static BrokerageException Refuse(string why) =>
        new(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, ETradeAdapter.BrokerId, why) { Recovery = RecoveryAction.FixRequest });

    public static BrokerageException Misconfigured(string why) =>
        new(new BrokerageError(BrokerageErrorCode.Misconfigured, ETradeAdapter.BrokerId, why) { Recovery = RecoveryAction.TellOperator });

    /// <summary>A cursor that no page of this query has given.</summary>
    public static BrokerageException WrongCursor() =>
        new(new BrokerageError(BrokerageErrorCode.InvalidRequest, ETradeAdapter.BrokerId, "The cursor is not of this query.") { Field = "Cursor" });

    public static BrokerageException NoSuchOrder(OrderId order) =>
        new(new BrokerageError(BrokerageErrorCode.OrderNotFound, ETradeAdapter.BrokerId, $"E*TRADE lists no order {order}."));

    private static IEnumerable<ETradeErrorRule> Rows() =>
    [
        .. Of(Accounts, BrokerageErrorCode.AccountNotFound, 102, 253, 7001),
        .. Of(Accounts, BrokerageErrorCode.InvalidRequest, 1001, 1002, 1003, 1004, 1005, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015),
        .. Of(Accounts, BrokerageErrorCode.InvalidRequest, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 7002),
        .. Down(Accounts, 300, 301, 670),

        .. Down(User, 25, 27, 36, 160, 163, 300, 670),
        .. Of(User, BrokerageErrorCode.SymbolNotFound, 464),
        .. Of(User, BrokerageErrorCode.InvalidRequest, 499, 700),

        .. Down(Market, 163, 670, 1002, 10034, 10036, 10045),
        .. Of(Market, BrokerageErrorCode.SymbolNotFound, 1019, 1024, 10031, 10032, 10033, 10037, 10038, 10044),
        .. Of(Market, BrokerageErrorCode.InvalidRequest, 1020, 1023, 1025, 10039, 10040, 10041, 10042, 10043, 10046),
        .. Of(Market, BrokerageErrorCode.AuthExpired, 1021),
        .. Of(Market, BrokerageErrorCode.NotEntitled, 10035),

        // What comes too late, without its preview, or other than it was previewed. A preview is spent by placing it, too: a copy that arrives
        // second is told the same while the first went through, so that this proves nothing.
        .. Of(Orders, BrokerageErrorCode.PreparationExpired, 101, 900, 1033)
            .Select(rule => rule with { Effect = Effect.Unknown, Recovery = RecoveryAction.LookUpOrder }),
        .. Of(Orders, BrokerageErrorCode.AccountNotFound, 102, 253),

        // "Not available" comes while orders go through, whatever words and status it comes with; of a foreign account it is told apart before.
        new(Orders, 100, BrokerageErrorCode.BrokerUnavailable, IsTransient: true, Effect.Unknown, RecoveryAction.BackOff),
        new(Orders, 163, BrokerageErrorCode.BrokerUnavailable, IsTransient: true, Effect.Unknown, RecoveryAction.BackOff),
        new(Orders, 670, BrokerageErrorCode.BrokerUnavailable, IsTransient: true, Effect.Unknown, RecoveryAction.BackOff),
        .. Of(Orders, BrokerageErrorCode.OrderStateConflict, 167, 5001, 5003),
        .. Of(Orders, BrokerageErrorCode.InsufficientFunds, 1021),
        .. Of(Orders, BrokerageErrorCode.AccountRestricted, 1036),

        // Of what is sold or covered there is too little, or nothing.
        .. Of(Orders, BrokerageErrorCode.InsufficientShares, 1037, 1040),
        .. Of(Orders, BrokerageErrorCode.InvalidOrder, 2084, 2085),

        // There is one like it already, or the order is being changed already: perhaps by this very request, whose copy was told so.
        new(Orders, 1042, BrokerageErrorCode.DuplicateOrder, IsTransient: false, Effect.Unknown, RecoveryAction.LookUpOrder),
        .. Of(Orders, BrokerageErrorCode.OrderRejected, 1043, 1516),
        new(Orders, 1508, BrokerageErrorCode.BrokerUnavailable, IsTransient: true, Effect.None, RecoveryAction.Retry, SoonEnough),
        new(Orders, 1524, BrokerageErrorCode.OrderStateConflict, IsTransient: true, Effect.Unknown, RecoveryAction.Retry, SoonEnough),
    ];

    private static IEnumerable<ETradeErrorRule> Of(string module, BrokerageErrorCode code, params IEnumerable<int> numbers) =>
        numbers.Select(number => new ETradeErrorRule(module, number, code));

    private static IEnumerable<ETradeErrorRule> Down(string module, params IEnumerable<int> numbers) =>
        numbers.Select(number => new ETradeErrorRule(module, number, BrokerageErrorCode.BrokerUnavailable, IsTransient: true, Effect.Unknown, RecoveryAction.BackOff));
}
