using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>What the exchange knows of prices, as the data host writes it.</summary>
internal sealed class DataFeed(AlpacaDesk desk)
{
    // The broker writes V for its one-venue feed.
    private const string Venue = "V";

    public ExchangeQuote Quote(Listing listing) => desk.Exchange.GetQuote(listing.Instrument);

    public static QuoteWire Quote(Listing listing, ExchangeQuote quote)
    {
        var isCrypto = listing.Instrument is Instrument.Crypto;
        return new QuoteWire
        {
            Time = WireText.Time(quote.Time),
            AskExchange = isCrypto ? null : quote.Ask is null ? " " : Venue,
            AskPrice = quote.Ask ?? 0,
            AskSize = quote.Ask is null ? 0 : Size(listing, quote.AskSize),
            BidExchange = isCrypto ? null : quote.Bid is null ? " " : Venue,
            BidPrice = quote.Bid ?? 0,
            BidSize = quote.Bid is null ? 0 : Size(listing, quote.BidSize),
            Conditions = QuoteConditions(listing),
            Tape = listing.Instrument is Instrument.Equity ? Tape(listing) : null,
        };
    }

    public static TradeWire Trade(Listing listing, ExchangeQuote quote)
    {
        var isCrypto = listing.Instrument is Instrument.Crypto;
        var isOption = listing.Instrument is Instrument.Option;
        return new TradeWire
        {
            Time = WireText.Time(quote.Time),
            Exchange = isCrypto ? null : Venue,
            Price = quote.Last,
            Size = Size(listing, quote.LastSize),
            Conditions = isCrypto ? null : isOption ? ConditionsWire.Text("I") : ConditionsWire.List("@"),
            Id = isOption ? null : quote.Time.Ticks / TimeSpan.TicksPerMillisecond,
            Tape = isCrypto || isOption ? null : Tape(listing),
            TakerSide = !isCrypto ? null : quote.Last >= quote.Mark ? "B" : "S",
        };
    }

    public static BarWire Bar(Listing listing, Bar bar) => new()
    {
        Time = WireText.Seconds(bar.Start),
        Open = bar.Open,
        High = bar.High,
        Low = bar.Low,
        Close = bar.Close,
        Volume = Size(listing, bar.Volume ?? 0),
        Trades = Math.Max(1, (long)((bar.Volume ?? 0) / 100m)),
        Average = Math.Round((bar.Open + bar.High + bar.Low + bar.Close) / 4m, 6),
    };

    public SnapshotWire Snapshot(Listing listing, bool withSymbol = false)
    {
        var quote = Quote(listing);
        var option = listing.Instrument is Instrument.Option contract ? desk.Exchange.GetOption(contract) : null;
        var minutes = desk.Bars(listing.Instrument, TimeSpan.FromMinutes(1), quote.Time.AddDays(-1), quote.Time.AddMinutes(1));
        return new SnapshotWire
        {
            Symbol = withSymbol ? Symbols.Of(listing.Instrument) : null,
            LatestQuote = Quote(listing, quote),
            LatestTrade = quote.Last == 0 || (option is not null && quote.LastSize == 0) ? null : Trade(listing, quote),
            MinuteBar = minutes.Count == 0 ? null : Bar(listing, minutes[^1]),
            DailyBar = Bar(listing, Today(quote)),
            PreviousDailyBar = Yesterday(quote) is { } yesterday ? Bar(listing, yesterday) : null,
            Greeks = option?.ImpliedVolatility is null ? null : Greeks(option.Greeks),
            ImpliedVolatility = option?.ImpliedVolatility,
        };
    }

    public static Bar Today(ExchangeQuote quote) => new()
    {
        Start = MidnightAt(quote.Time, 0),
        Open = quote.Open,
        High = quote.High,
        Low = quote.Low,
        Close = quote.Last,
        Volume = quote.Volume,
    };

    /// <summary>The last day before today that has a bar; its close is what today's change is counted from.</summary>
    private Bar? Yesterday(ExchangeQuote quote)
    {
        var today = MidnightAt(quote.Time, 0);
        return desk.Bars(quote.Instrument, TimeSpan.FromDays(1), today.AddDays(-7), today) is [.., var last] ? last with { Close = quote.PreviousClose } : null;
    }

    public static ConditionsWire? QuoteConditions(Listing listing) => listing.Instrument switch
    {
        Instrument.Crypto => null,
        Instrument.Option => ConditionsWire.Text("A"),
        _ => ConditionsWire.List("R"),
    };

    /// <summary>Who reports: C is Nasdaq's own, A New York's, B the rest.</summary>
    public static string Tape(Listing listing) => listing.Venue switch { "XNAS" => "C", "XNYS" => "A", _ => "B" };

    /// <summary>Only crypto is counted in fractions; what is left of a share shows as one.</summary>
    private static decimal Size(Listing listing, decimal size) =>
        listing.Instrument is Instrument.Crypto || size <= 0 ? size : Math.Max(1, decimal.Truncate(size));

    private static DateTimeOffset MidnightAt(DateTimeOffset instant, int days) =>
        Markets.NewYorkTime.At(Markets.NewYorkTime.DateAt(instant).AddDays(days), TimeOnly.MinValue).ToUniversalTime();

    private static GreeksWire Greeks(Markets.OptionGreeks greeks) => new()
    {
        Delta = greeks.Delta,
        Gamma = greeks.Gamma,
        Theta = greeks.Theta,
        Vega = greeks.Vega,
        Rho = greeks.Rho,
    };
}
