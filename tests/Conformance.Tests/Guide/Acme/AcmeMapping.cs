using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide.Acme;

/// <summary>Wire in, model out: no clock, no I/O, so that written-down answers test all of it.</summary>
internal static class AcmeMapping
{
    #region words
    private static readonly WordTable<AccountStatus> Statuses = new(("open", AccountStatus.Active), ("frozen", AccountStatus.Restricted), ("closed", AccountStatus.Closed));
    private static readonly WordTable<MarginKind> Kinds = new(("cash", MarginKind.Cash), ("margin", MarginKind.Margin));
    #endregion

    public static Account ToAccount(AccountWire wire, AccountRef account, AsOf asOf) => new()
    {
        Ref = account,
        MaskedNumber = wire.Number is { Length: > 4 } number ? $"****{number[^4..]}" : "****",
        Name = "Acme",
        Margin = Kinds.Map(wire.Type),
        Registration = new Raw<Registration>(Registration.Unknown, null),
        Status = Statuses.Map(wire.Status),
        BaseCurrency = Currency.Usd,
        AsOf = asOf,
    };

    public static Balance ToBalance(AccountWire wire, AccountRef account, AsOf asOf) => new()
    {
        Account = account,
        Currency = Currency.Usd,
        Cash = wire.Cash,
        CashAvailable = wire.Available,
        BuyingPower = wire.BuyingPower,
        MarketValue = wire.Invested,
        NetLiquidation = wire.Equity,
        AsOf = asOf,
    };

    #region position
    public static Position ToPosition(PositionWire wire, AccountRef account, AsOf asOf)
    {
        if (ToInstrument(wire.Symbol) is not { } instrument || wire.Quantity is not { } quantity)
        {
            throw AcmeErrors.Unreadable("a position without symbol or quantity"); // never a holding of zero
        }

        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = quantity,         // signed: Acme sends short holdings as negative numbers already
            Multiplier = 1m,
            Currency = Currency.Usd,
            AverageCost = wire.Cost,     // per share, as ours; null stays null
            Price = wire.Price,
            MarketValue = wire.Value,
            AsOf = asOf,
        };
    }

    // Acme spells BRK.B as BRK/B.
    public static string ToSymbol(Instrument instrument) => instrument is Instrument.Equity { Symbol: var symbol }
        ? symbol.Replace('.', '/')
        : throw AcmeErrors.Refuse($"Acme has shares alone, not {instrument}.");

    public static Instrument? ToInstrument(string? symbol) => string.IsNullOrEmpty(symbol) ? null : new Instrument.Equity(symbol.Replace('/', '.'));
    #endregion

    public static Quote ToQuote(QuoteWire wire, Instrument instrument, DateTimeOffset received) => new()
    {
        Instrument = instrument,
        Currency = Currency.Usd,
        Bid = wire.Bid,
        Ask = wire.Ask,
        BidSize = wire.BidSize,
        AskSize = wire.AskSize,
        Last = wire.Last,
        PreviousClose = wire.PreviousClose,
        Freshness = new Raw<Freshness>(Freshness.RealTime, null),
        Source = AcmeAdapter.BrokerId,
        AsOf = new AsOf(received, wire.Time),
    };
}
