using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>Account activities as transactions: the quantity is signed as the position moves, the net amount as the cash moves.</summary>
internal static class ActivityMapping
{
    public static Transaction ToTransaction(ActivityWire wire, AccountRef account, Currency accountCurrency)
    {
        if (string.IsNullOrEmpty(wire.Id))
        {
            throw AlpacaErrors.Unreadable("an activity without an id");
        }

        var currency = Currency.TryParse(wire.Currency, out var told) ? told : accountCurrency;
        var instrument = string.IsNullOrEmpty(wire.Symbol) ? null : InstrumentOf(wire.ActivityType, wire.Symbol);
        return new Transaction
        {
            Account = account,
            Id = wire.Id,
            Kind = new Raw<TransactionKind>(Kind(wire.ActivityType), Text(wire.ActivityType, wire.ActivitySubType)),
            Date = wire.Date,
            Time = wire.TransactionTime,
            Instrument = instrument,
            Quantity = IsCancelled(wire) ? null : Quantity(wire),
            Price = wire.Price,
            Net = IsCancelled(wire) ? null : Net(wire, instrument, currency),
            Order = OrderId.TryParse(wire.OrderId, out var order) ? order : null,
            Text = wire.Status is null or "executed" ? null : wire.Status,
        };
    }

    // What was taken back moved nothing; its word stands in the text.
    private static bool IsCancelled(ActivityWire wire) => wire.Status is "canceled" or "cancelled";

    // Fees of crypto name the pair without its stroke, which would be taken for a share elsewhere.
    private static Instrument? InstrumentOf(string? type, string symbol) =>
        type is "CFEE" ? Symbols.ToInstrument(symbol, Symbols.CryptoClass) ?? Symbols.Guess(symbol) : Symbols.Guess(symbol);

    private static TransactionKind Kind(string? type) => type switch
    {
        "FILL" or "OPTRD" => TransactionKind.Trade,
        "DIV" or "DIVCGL" or "DIVCGS" or "DIVROC" or "DIVTXEX" or "CGD" => TransactionKind.Dividend,
        "DIVFT" or "DIVNRA" or "DIVTW" or "INTNRA" or "INTTW" => TransactionKind.Tax,
        "INT" => TransactionKind.Interest,
        "FEE" or "CFEE" or "DIVFEE" or "PTC" => TransactionKind.Fee,
        "CSD" => TransactionKind.Deposit,
        "CSW" => TransactionKind.Withdrawal,
        "TRANS" or "ACATC" or "ACATS" or "FOPT" => TransactionKind.Transfer,
        "JNL" or "JNLC" or "JNLS" or "PTR" => TransactionKind.Journal,
        "MA" or "NC" or "REORG" or "SPIN" or "SPLIT" => TransactionKind.CorporateAction,
        "OPASN" or "OPCA" or "OPCSH" or "OPEXC" or "OPEXP" => TransactionKind.OptionEvent,
        _ => TransactionKind.Unknown,
    };

    // A dividend names the shares that earned it; no share moves.
    private static decimal? Quantity(ActivityWire wire) => Kind(wire.ActivityType) switch
    {
        TransactionKind.Trade when Words.Side(wire.Side) is var side && side != Side.Unknown =>
            wire.Qty is { } units ? side == Side.Buy ? decimal.Abs(units) : -decimal.Abs(units) : null,
        TransactionKind.Dividend or TransactionKind.Tax or TransactionKind.Interest => null,
        _ => wire.Qty,
    };

    // A fill does not tell its amount. Fees are rows of their own, so price × quantity is what moved; a contract's multiplier is not sent.
    private static Money? Net(ActivityWire wire, Instrument? instrument, Currency currency)
    {
        if (wire.NetAmount is { } net)
        {
            return new Money(net, currency);
        }

        return wire is { ActivityType: "FILL", Price: { } price } && PricedIn(instrument, currency) is { } moved && Quantity(wire) is { } units
                && Arithmetic.Product(-units, price) is { } amount
            ? new Money(amount, moved)
            : null;
    }

    private static Currency? PricedIn(Instrument? instrument, Currency currency) => instrument switch
    {
        Instrument.Equity => currency,
        Instrument.Crypto pair when Currency.TryParse(pair.Quote, out var quote) => quote,
        _ => null,
    };

    private static string? Text(string? first, string? second) =>
        string.IsNullOrEmpty(first) ? second : string.IsNullOrEmpty(second) ? first : $"{first}/{second}";
}
