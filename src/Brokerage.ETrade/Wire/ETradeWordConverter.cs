using Brokerage.Transport;

namespace Brokerage.ETrade.Wire;

/// <summary>E*TRADE's words for what stands in every row: kinds, sides, types, terms and states.</summary>
internal sealed class ETradeWordConverter() : WordConverter(
    "TYPE1", "TYPE2", "TYPE5", "LONG", "SHORT", "EQ", "OPTN", "MF", "MMF", "BOND", "INDX", "CALL", "PUT",
    "SPREADS", "BUY_WRITES", "ONE_CANCELS_ALL", "OPEN", "EXECUTED", "CANCELLED", "INDIVIDUAL_FILLS", "CANCEL_REQUESTED", "EXPIRED", "REJECTED",
    "MARKET", "LIMIT", "STOP", "STOP_LIMIT", "TRAILING_STOP_CNST", "TRAILING_STOP_PRCT", "NET_DEBIT", "NET_CREDIT", "NET_EVEN",
    "GOOD_FOR_DAY", "GOOD_UNTIL_CANCEL", "IMMEDIATE_OR_CANCEL", "FILL_OR_KILL", "REGULAR", "EXTENDED", "AUTO",
    "BUY", "SELL", "SELL_SHORT", "BUY_TO_COVER", "BUY_OPEN", "BUY_CLOSE", "SELL_OPEN", "SELL_CLOSE", "QUANTITY");
