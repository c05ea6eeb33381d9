using System.Diagnostics.CodeAnalysis;

namespace Brokerage;

/// <summary>
/// What is traded or held: identity alone, since equality is what merges holdings across brokers. What is known about an instrument
/// (multiplier, steps, underlying) is <see cref="InstrumentInfo"/>. Each adapter maps to its broker's spelling and back without loss.
/// </summary>
/// <remarks>
/// The canonical text is a contract too: <c>BRK.B</c>, <c>VOD@XLON</c>, <c>AAPL  250117C00190000</c>, <c>BTC/USD</c>, <c>fund:VFIAX</c>,
/// <c>bond:912810TV0</c>, <c>index:SPX</c>, <c>future:ES@XCME:2026-12</c>, <c>futureoption:ES@XCME:2026-12:C5000:2026-11-20</c>,
/// <c>forex:EUR/USD</c>, <c>other:ibkr:265598:WAR</c>. <see cref="ToString"/> writes it, <see cref="Parse"/> reads it.
/// </remarks>
public abstract record Instrument
{
    private Instrument()
    {
    }

    /// <summary>The class of the instrument.</summary>
    public abstract AssetClass AssetClass { get; }

    /// <summary>
    /// Reads an instrument's canonical text, exactly as <see cref="ToString"/> writes it. It is no search box: lower case is refused, and
    /// <c>SPX</c> is a share, <c>EUR/USD</c> a crypto pair (the index is <c>index:SPX</c>, the currencies <c>forex:EUR/USD</c>). What a
    /// person types goes to <see cref="IMarketData.FindInstrumentsAsync"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The text is no instrument's.</exception>
    public static Instrument Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var instrument) ? instrument : throw new ArgumentException("This is no instrument's text.", nameof(text));
    }

    /// <summary>Reads an instrument's canonical text; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Instrument? instrument)
    {
        instrument = InstrumentText.Read(text);
        return instrument is not null;
    }

    /// <summary>The canonical text of the instrument.</summary>
    public sealed override string ToString() => InstrumentText.Write(this);

    /// <summary>A share, ETF, receipt or preferred: by its symbol on its home market, so that <c>VOD</c> and <c>VOD@XLON</c> differ.</summary>
    /// <param name="Symbol">Upper case; a share class follows a dot: <c>BRK.B</c>.</param>
    /// <param name="Market"><c>US</c> for all markets of the United States, else the ISO 10383 code of the market: <c>XLON</c>.</param>
    public sealed record Equity(string Symbol, string Market = Equity.UnitedStates) : Instrument
    {
        /// <summary>The consolidated market of the United States.</summary>
        public const string UnitedStates = "US";

        /// <summary>The symbol, upper case.</summary>
        public string Symbol { get; init => field = InstrumentRules.Symbol(value); } = InstrumentRules.Symbol(Symbol);

        /// <summary>The market.</summary>
        public string Market { get; init => field = InstrumentRules.Market(value); } = InstrumentRules.Market(Market);

        /// <inheritdoc/>
        public override AssetClass AssetClass => AssetClass.Equity;
    }

    /// <summary>A listed option, by the terms of its OCC symbol.</summary>
    /// <param name="Root">
    /// The OCC root, which is not always the underlying's symbol: <c>AAPL1</c> after an adjustment, <c>SPXW</c> for weeklies, <c>BRKB</c>.
    /// </param>
    /// <param name="Expires">The day it expires.</param>
    /// <param name="Strike">In quote units, above 0, at most three decimals.</param>
    /// <param name="IsCall">True for a call, false for a put.</param>
    public sealed record Option(string Root, DateOnly Expires, decimal Strike, bool IsCall) : Instrument
    {
        /// <summary>The OCC root: 1 to 6 letters or digits, upper case.</summary>
        public string Root { get; init => field = InstrumentRules.OptionRoot(value); } = InstrumentRules.OptionRoot(Root);

        /// <summary>The day it expires, in this century.</summary>
        public DateOnly Expires { get; init => field = InstrumentRules.Expiry(value); } = InstrumentRules.Expiry(Expires);

        /// <summary>The strike in quote units.</summary>
        public decimal Strike { get; init => field = InstrumentRules.Strike(value); } = InstrumentRules.Strike(Strike);

        /// <inheritdoc/>
        public override AssetClass AssetClass => AssetClass.Option;
    }

    /// <summary>A mutual or money market fund, by its symbol.</summary>
    /// <param name="Symbol">Upper case.</param>
    public sealed record Fund(string Symbol) : Instrument
    {
        /// <summary>The symbol, upper case.</summary>
        public string Symbol { get; init => field = InstrumentRules.Symbol(value); } = InstrumentRules.Symbol(Symbol);

        /// <inheritdoc/>
        public override AssetClass AssetClass => AssetClass.Fund;
    }

    /// <summary>A bond, bill, note or certificate, by CUSIP or ISIN.</summary>
    /// <param name="Identifier">Letters and digits, upper case.</param>
    public sealed record Bond(string Identifier) : Instrument
    {
        /// <summary>The CUSIP or ISIN.</summary>
        public string Identifier { get; init => field = InstrumentRules.Code(value, 24); } = InstrumentRules.Code(Identifier, 24);

        /// <inheritdoc/>
        public override AssetClass AssetClass => AssetClass.Bond;
    }

    /// <summary>An index, without a broker's prefix: <c>SPX</c>.</summary>
    /// <param name="Symbol">Upper case.</param>
    public sealed record Index(string Symbol) : Instrument
    {
        /// <summary>The symbol, upper case.</summary>
        public string Symbol { get; init => field = InstrumentRules.Symbol(value); } = InstrumentRules.Symbol(Symbol);

        /// <inheritdoc/>
        public override AssetClass AssetClass => AssetClass.Index;
    }

    /// <summary>A future, by root, delivery month and market.</summary>
    /// <param name="Root">The product's root: <c>ES</c>.</param>
    /// <param name="Year">The delivery year, four digits.</param>
    /// <param name="Month">The delivery month, 1 to 12.</param>
    /// <param name="Market">The ISO 10383 code of the market: <c>XCME</c>.</param>
    public sealed record Future(string Root, int Year, int Month, string Market) : Instrument
    {
        /// <summary>The product's root.</summary>
        public string Root { get; init => field = InstrumentRules.Code(value, 8); } = InstrumentRules.Code(Root, 8);

        /// <summary>The delivery year.</summary>
        public int Year { get; init => field = InstrumentRules.Year(value); } = InstrumentRules.Year(Year);

        /// <summary>The delivery month, 1 to 12.</summary>
        public int Month { get; init => field = InstrumentRules.Month(value); } = InstrumentRules.Month(Month);

        /// <summary>The market.</summary>
        public string Market { get; init => field = InstrumentRules.Market(value); } = InstrumentRules.Market(Market);

        /// <inheritdoc/>
        public override AssetClass AssetClass => AssetClass.Future;
    }

    /// <summary>An option on a future.</summary>
    /// <param name="Underlying">The future that it delivers.</param>
    /// <param name="Strike">In quote units; futures options may have strikes of any sign and precision.</param>
    /// <param name="IsCall">True for a call, false for a put.</param>
    /// <param name="Expires">The day it expires.</param>
    public sealed record FutureOption(Future Underlying, decimal Strike, bool IsCall, DateOnly Expires) : Instrument
    {
        /// <summary>The future that it delivers.</summary>
        public Future Underlying { get; init => field = InstrumentRules.NotNull(value); } = InstrumentRules.NotNull(Underlying);

        /// <inheritdoc/>
        public override AssetClass AssetClass => AssetClass.FutureOption;
    }

    /// <summary>A currency pair: so many of <paramref name="Quote"/> for one of <paramref name="Base"/>.</summary>
    /// <param name="Base">The currency that is bought and sold.</param>
    /// <param name="Quote">The currency that it is priced in.</param>
    public sealed record Forex(Currency Base, Currency Quote) : Instrument
    {
        /// <summary>The currency that is bought and sold.</summary>
        public Currency Base { get; init => field = InstrumentRules.Set(value); } = InstrumentRules.Set(Base);

        /// <summary>The currency that it is priced in.</summary>
        public Currency Quote { get; init => field = InstrumentRules.Set(value); } = InstrumentRules.Set(Quote);

        /// <inheritdoc/>
        public override AssetClass AssetClass => AssetClass.Forex;
    }

    /// <summary>A crypto pair. A holding is the pair with the account's currency as quote.</summary>
    /// <param name="Base">The coin: <c>BTC</c>.</param>
    /// <param name="Quote">What it is priced in: <c>USD</c>, <c>USDC</c>, <c>BTC</c>.</param>
    public sealed record Crypto(string Base, string Quote) : Instrument
    {
        /// <summary>The coin.</summary>
        public string Base { get; init => field = InstrumentRules.Code(value, 16); } = InstrumentRules.Code(Base, 16);

        /// <summary>What it is priced in.</summary>
        public string Quote { get; init => field = InstrumentRules.Code(value, 16); } = InstrumentRules.Code(Quote, 16);

        /// <inheritdoc/>
        public override AssetClass AssetClass => AssetClass.Crypto;
    }

    /// <summary>
    /// A thing that a broker holds and we cannot name. It keeps the broker's key, so that it is counted, shown and can be sold; it never
    /// merges with anything of another broker.
    /// </summary>
    /// <param name="Broker">The broker whose key it is.</param>
    /// <param name="Key">The broker's key: a conid, a CUSIP, a symbol. Printable ASCII, at most 128 characters.</param>
    /// <param name="Kind">
    /// The broker's own word for what it is. A part of the identity: an adapter gives it for a key always or never, or the thing does not
    /// meet itself between holdings and orders.
    /// </param>
    public sealed record Unclassified(BrokerId Broker, string Key, string? Kind = null) : Instrument
    {
        /// <summary>The broker whose key it is.</summary>
        public BrokerId Broker { get; init => field = InstrumentRules.Set(value); } = InstrumentRules.Set(Broker);

        /// <summary>The broker's key.</summary>
        public string Key { get; init => field = IdText.Check(value, 128, nameof(Key)); } = IdText.Check(Key, 128, nameof(Key));

        /// <summary>The broker's own word for what it is.</summary>
        public string? Kind { get; init => field = InstrumentRules.Kind(value); } = InstrumentRules.Kind(Kind);

        /// <inheritdoc/>
        public override AssetClass AssetClass => AssetClass.Unknown;
    }
}
