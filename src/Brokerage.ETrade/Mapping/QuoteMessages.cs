using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>What stands beside quotes, and of which symbol it speaks.</summary>
/// <param name="wire">The messages.</param>
/// <param name="isAboutOne">Whether a single symbol has no quote: then what is said speaks of it.</param>
internal sealed class QuoteMessages(MessagesWire? wire, bool isAboutOne)
{
    private readonly IReadOnlyList<MessageWire> _all = wire?.Message ?? [];

    /// <summary>A message that says that nothing can be said now; null where there is none.</summary>
    public MessageWire? Outage => _all.FirstOrDefault(message => Rule(message) is { Code: not BrokerageErrorCode.SymbolNotFound });

    /// <summary>What is said of a symbol; null for nothing.</summary>
    /// <param name="symbol">As it stands in the address.</param>
    public MessageWire? About(string symbol)
    {
        var name = Uri.UnescapeDataString(symbol);
        return _all.FirstOrDefault(message => Names(Messages.Text(message), name)) ?? (isAboutOne && Outage is null ? (_all.Count > 0 ? _all[0] : null) : null);
    }

    /// <summary>What a message means; null where nothing is known of it, as of most that is said by the way.</summary>
    public static ETradeErrorRule? Rule(MessageWire message)
    {
        var rule = ETradeErrors.Find(ETradeErrors.Market, message.Code) ?? ETradeErrors.ByWords(ETradeErrors.Market, status: 200, Messages.Text(message));
        return rule.BrokerCode != 0 || rule.Code is BrokerageErrorCode.BrokerUnavailable or BrokerageErrorCode.SymbolNotFound ? rule : null;
    }

    // As a word of its own. A single letter may be an article.
    private static bool Names(string text, string symbol)
    {
        for (var at = symbol.Length < 2 ? -1 : text.IndexOf(symbol, StringComparison.Ordinal); at >= 0; at = text.IndexOf(symbol, at + 1, StringComparison.Ordinal))
        {
            var end = at + symbol.Length;
            if ((at == 0 || !IsPart(text, at - 1)) && (end == text.Length || !IsPart(text, end)))
            {
                return true;
            }
        }

        return false;
    }

    // A full stop at the end of a sentence is none of a symbol.
    private static bool IsPart(string text, int at) => char.IsAsciiLetterOrDigit(text[at])
        || (text[at] is '.' or ':' or '/' && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]));
}
