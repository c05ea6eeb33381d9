using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>History rows. Their kinds are words for people, and there are more of them than anybody has listed.</summary>
internal static class TransactionMapping
{
    // The first phrase that a kind holds decides.
    private static readonly (string Phrase, TransactionKind Kind)[] Kinds =
    [
        ("exercise", TransactionKind.OptionEvent),
        ("assign", TransactionKind.OptionEvent),
        ("expir", TransactionKind.OptionEvent),
        ("bought", TransactionKind.Trade),
        ("sold", TransactionKind.Trade),
        ("dividend", TransactionKind.Dividend),
        ("interest", TransactionKind.Interest),
        ("tax", TransactionKind.Tax),
        ("fee", TransactionKind.Fee),
        ("commission", TransactionKind.Fee),
        ("cash in lieu", TransactionKind.CorporateAction),
        ("exchange", TransactionKind.CorporateAction),
        ("reorg", TransactionKind.CorporateAction),
        ("split", TransactionKind.CorporateAction),
        ("merger", TransactionKind.CorporateAction),
        ("spin", TransactionKind.CorporateAction),
        ("funds received", TransactionKind.Deposit),
        ("deposit", TransactionKind.Deposit),
        ("contribution", TransactionKind.Deposit),
        ("bill payment", TransactionKind.Withdrawal),
        ("withdraw", TransactionKind.Withdrawal),
        ("pos", TransactionKind.Withdrawal),
        ("atm", TransactionKind.Withdrawal),
        ("transfer", TransactionKind.Transfer),
        ("journal", TransactionKind.Journal),
        ("adjustment", TransactionKind.Journal),
    ];

    public static Transaction ToTransaction(TransactionWire wire, AccountRef account, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(wire.TransactionId))
        {
            throw ETradeErrors.Unreadable("a transaction without an id");
        }

        var kind = Kind(wire);
        var told = Times.Instant(wire.TransactionDate, now);
        var day = told is { } instant ? Times.DayOnly(instant) : null;
        var brokerage = wire.Brokerage;
        var currency = Currency.TryParse(brokerage?.SettlementCurrency?.Trim(), out var settled) ? settled : Currency.Usd;
        return new Transaction
        {
            Account = account,
            Id = wire.TransactionId.Trim(),
            Kind = new Raw<TransactionKind>(kind, wire.TransactionType),
            Date = day,
            Time = day is null ? told : null,
            Instrument = Instrument(brokerage),
            Quantity = Quantity(wire, kind),
            Price = Arithmetic.NonZero(brokerage?.Price),
            Net = wire.Amount is { } amount ? new Money(amount, currency) : null,
            Fees = brokerage?.Fee is { } fee && fee != 0m ? [new Fee("fee", new Money(decimal.Abs(fee), currency))] : [],
            Order = brokerage?.OrderNo is { } order && order.Trim().TrimStart('0').Length > 0 && OrderId.TryParse(order.Trim(), out var id) ? id : null,
            Text = Text(wire),
        };
    }

    private static TransactionKind Kind(TransactionWire wire)
    {
        var word = wire.TransactionType ?? "";
        foreach (var (phrase, kind) in Kinds)
        {
            if (word.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return kind == TransactionKind.Transfer ? Transfer(wire) : kind;
            }
        }

        return TransactionKind.Unknown;
    }

    // One word for securities and for cash, and for both ways.
    private static TransactionKind Transfer(TransactionWire wire) => (Instrument(wire.Brokerage), wire.Amount) switch
    {
        (null, > 0m) => TransactionKind.Deposit,
        (null, < 0m) => TransactionKind.Withdrawal,
        _ => TransactionKind.Transfer,
    };

    private static Instrument? Instrument(TransactionBrokerageWire? brokerage) =>
        brokerage?.Product is [var product, ..] && !string.IsNullOrWhiteSpace(product.Symbol) ? Products.ToInstrument(product) : null;

    // A dividend names the shares that earned it; no share moves. Of a sale the sign is sent, and the word settles it where it is not.
    private static decimal? Quantity(TransactionWire wire, TransactionKind kind)
    {
        if (kind is TransactionKind.Dividend or TransactionKind.Interest or TransactionKind.Tax or TransactionKind.Fee
            || Arithmetic.NonZero(wire.Brokerage?.Quantity) is not { } quantity)
        {
            return null;
        }

        var word = wire.TransactionType ?? "";
        if (kind == TransactionKind.Trade)
        {
            return word.Contains("sold", StringComparison.OrdinalIgnoreCase) ? -decimal.Abs(quantity) : decimal.Abs(quantity);
        }

        return quantity;
    }

    private static string? Text(TransactionWire wire)
    {
        var text = $"{wire.Description?.Trim()} {wire.Memo?.Trim()}".Trim();
        return text.Length == 0 ? null : text;
    }
}
