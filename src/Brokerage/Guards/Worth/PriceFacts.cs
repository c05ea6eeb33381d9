namespace Brokerage;

/// <summary>What was read to value an order: quotes and facts of its instruments.</summary>
internal sealed class PriceFacts(decimal collar)
{
    // Most orders are buys at a limit, and nothing is read for them.
    private Dictionary<Instrument, Quote>? _quotes;
    private Dictionary<Instrument, InstrumentInfo>? _infos;

    public void Add(Quote quote) => (_quotes ??= [])[quote.Instrument] = quote;

    public void Add(Instrument instrument, InstrumentInfo info) => (_infos ??= [])[instrument] = info;

    /// <summary>The price away from the market by the collar, upwards.</summary>
    public decimal Up(decimal price) => price * (1m + collar);

    public decimal Ask(Instrument instrument) => Price(instrument, static quote => quote.Ask ?? quote.Last);

    public decimal Bid(Instrument instrument) => Price(instrument, static quote => quote.Bid ?? quote.Last) * (1m - collar);

    public decimal Highest(Instrument instrument) => HighestIfTold(instrument) ?? throw NoPrice(instrument);

    public decimal? HighestIfTold(Instrument instrument) => _quotes?.GetValueOrDefault(instrument) is { } quote
        && Math.Max(quote.Ask ?? 0m, Math.Max(quote.Bid ?? 0m, quote.Last ?? 0m)) is > 0m and var price
            ? price
            : null;

    public decimal Lowest(Instrument instrument) => (1m - collar) * Price(instrument, static quote =>
    {
        if (quote is { Bid: null, Ask: null, Last: null }) return null;
        var all = decimal.MaxValue;
        return Math.Min(quote.Bid ?? all, Math.Min(quote.Ask ?? all, quote.Last ?? all));
    });

    public Instrument UnderlyingOf(Instrument.Option option) =>
        _infos?.GetValueOrDefault(option)?.Underlying ?? new Instrument.Equity(option.Root);

    /// <summary>Units of the underlying per unit; an option after an adjustment (<c>AAPL1</c>) and a future must be told by the broker.</summary>
    public decimal MultiplierOf(Instrument instrument) => _infos?.GetValueOrDefault(instrument)?.Multiplier ?? instrument switch
    {
        Instrument.Option option when !IsAdjusted(option) => 100m,
        Instrument.Equity or Instrument.Fund or Instrument.Crypto or Instrument.Forex => 1m,
        _ => throw WorthErrors.Of($"The broker does not tell how many units one {instrument} stands for."),
    };

    public Currency CurrencyOf(Instrument instrument) =>
        _infos?.GetValueOrDefault(instrument)?.Currency ?? _quotes?.GetValueOrDefault(instrument)?.Currency ?? instrument switch
        {
            Instrument.Equity { Market: Instrument.Equity.UnitedStates } or Instrument.Option or Instrument.Fund => Currency.Usd,
            Instrument.Crypto crypto when Currency.TryParse(crypto.Quote, out var quote) => quote,
            Instrument.Forex forex => forex.Quote,
            _ => throw WorthErrors.Of($"The currency of {instrument} is not known."),
        };

    /// <summary>Whether the broker must be asked about it before it can be valued.</summary>
    public static bool NeedsInfo(Instrument instrument) => instrument switch
    {
        Instrument.Option option => IsAdjusted(option),
        Instrument.Future => true,
        Instrument.Equity equity => !string.Equals(equity.Market, Instrument.Equity.UnitedStates, StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsAdjusted(Instrument.Option option) => char.IsAsciiDigit(option.Root[^1]);

    public BrokerageException NoPrice(Instrument instrument) =>
        WorthErrors.Of($"There is no price of {instrument}, so nobody can tell what the order may cost.");

    private decimal Price(Instrument instrument, Func<Quote, decimal?> choose) =>
        _quotes?.GetValueOrDefault(instrument) is { } quote && choose(quote) is > 0m and var price ? price : throw NoPrice(instrument);
}
