using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Endpoints;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>Carries prices from the exchange to one data stream.</summary>
internal sealed class DataPump(AlpacaDesk desk, DataKind kind, DataChannels channels, Action<byte[]> send) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Instrument, Seen> _seen = [];
    private IDisposable? _subscription;
    private IDisposable? _executions;
    private bool _disposed;

    /// <summary>Follows the channels' present symbols.</summary>
    public void Follow()
    {
        var wanted = Wanted();
        lock (_lock)
        {
            _subscription?.Dispose();
            _subscription = wanted.Count == 0 || _disposed ? null : desk.Exchange.OnQuote(wanted, OnQuote);
            _executions ??= _disposed ? null : desk.Exchange.OnOrderEvent(OnOrder);
            foreach (var gone in _seen.Keys.Where(instrument => !wanted.Contains(instrument)).ToList())
            {
                _seen.Remove(gone);
            }
        }
    }

    /// <summary>Sends what is quoted now.</summary>
    public void TellPresent()
    {
        foreach (var instrument in Wanted())
        {
            OnQuote(desk.Exchange.GetQuote(instrument));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _subscription?.Dispose();
            _executions?.Dispose();
        }
    }

    /// <summary>What customers trade is printed as it happens; where two customers met, the arriving one's side tells it.</summary>
    private void OnOrder(ExchangeOrderEvent happened)
    {
        if (happened is not { Cause: OrderCause.Fill, Execution: { IsMaker: false } execution }
            || desk.Assets.Find(execution.Instrument) is not { } listing
            || !IsOfKind(listing)
            || !channels.Wants("trades", Symbols.Of(execution.Instrument)))
        {
            return;
        }

        var quote = desk.Exchange.GetQuote(execution.Instrument);
        send(Trade(listing, Symbols.Of(execution.Instrument), quote with { Last = execution.Price, LastSize = execution.Quantity, Time = execution.Time }));
    }

    private HashSet<Instrument> Wanted()
    {
        var (symbols, all) = channels.Everything();
        var listings = all ? desk.Assets.All : symbols.Select(desk.Assets.Find).OfType<Listing>();
        return listings.Where(IsOfKind).Select(listing => listing.Instrument).ToHashSet();
    }

    private bool IsOfKind(Listing listing) => listing.Instrument switch
    {
        Instrument.Crypto => kind is DataKind.Crypto,
        Instrument.Option => kind is DataKind.Options,
        _ => kind is DataKind.Stocks,
    };

    private void OnQuote(ExchangeQuote quote)
    {
        if (desk.Assets.Find(quote.Instrument) is not { } listing)
        {
            return;
        }

        Seen before;
        lock (_lock)
        {
            before = _seen.TryGetValue(quote.Instrument, out var known) ? known : default;
            _seen[quote.Instrument] = new Seen(quote, true);
        }

        var symbol = Symbols.Of(quote.Instrument);
        if (channels.Wants("quotes", symbol) && (!before.Any || Differs(before.Quote, quote)))
        {
            send(Quote(listing, symbol, quote));
        }

        if (channels.Wants("trades", symbol) && quote.LastSize > 0 && (!before.Any || before.Quote.Time != quote.Time))
        {
            send(Trade(listing, symbol, quote));
        }

        if (before.Any && Minute(before.Quote.Time) < Minute(quote.Time))
        {
            Bars(listing, symbol, before.Quote, quote);
        }
    }

    private static bool Differs(ExchangeQuote one, ExchangeQuote other) =>
        one.Bid != other.Bid || one.Ask != other.Ask || one.BidSize != other.BidSize || one.AskSize != other.AskSize;

    private static long Minute(DateTimeOffset time) => time.Ticks / TimeSpan.TicksPerMinute;

    private static byte[] Quote(Listing listing, string symbol, ExchangeQuote quote) =>
        StreamJson.Bytes(new StreamQuoteWire(symbol, DataFeed.Quote(listing, quote)), StreamJson.Default.StreamQuoteWire);

    private static byte[] Trade(Listing listing, string symbol, ExchangeQuote quote) =>
        StreamJson.Bytes(new StreamTradeWire(symbol, DataFeed.Trade(listing, quote)), StreamJson.Default.StreamTradeWire);

    private void Bars(Listing listing, string symbol, ExchangeQuote before, ExchangeQuote now)
    {
        var start = new DateTimeOffset(Minute(before.Time) * TimeSpan.TicksPerMinute, TimeSpan.Zero);
        if (channels.Wants("bars", symbol)
            && desk.Bars(before.Instrument, TimeSpan.FromMinutes(1), start, start.AddMinutes(1)) is [.., var minute])
        {
            send(Bar("b", symbol, listing, minute));
        }

        if (channels.Wants("dailyBars", symbol))
        {
            send(Bar("d", symbol, listing, DataFeed.Today(now)));
        }
    }

    private static byte[] Bar(string kind, string symbol, Listing listing, Bar bar) =>
        StreamJson.Bytes(new StreamBarWire(kind, symbol, DataFeed.Bar(listing, bar)), StreamJson.Default.StreamBarWire);

    private readonly record struct Seen(ExchangeQuote Quote, bool Any);
}
