using System.Runtime.InteropServices;

namespace Brokerage.Transport;

/// <summary>The readers of one symbol, and how far its quotes and its trades have come.</summary>
internal sealed class QuoteTopic
{
    private volatile Target[] _targets = [];
    private DateTimeOffset _quoteTime, _tradeTime;

    public IEnumerable<QuoteBox> Boxes => _targets.Select(target => target.Box).Distinct();

    public void Add(Target target) => _targets = [.. _targets, target];

    /// <summary>False when nobody is left.</summary>
    public bool Remove(QuoteBox box)
    {
        _targets = [.. _targets.Where(target => target.Box != box)];
        return _targets.Length > 0;
    }

    /// <summary>Called by the one receive loop.</summary>
    public void Publish(in QuoteTick tick)
    {
        bool quotes = tick.Bid is not null || tick.Ask is not null || tick.BidSize is not null || tick.AskSize is not null;
        bool staleQuote = quotes && tick.Time < _quoteTime, staleTrade = tick.Last is not null && tick.Time < _tradeTime;
        if (quotes && !staleQuote) _quoteTime = tick.Time;
        if (tick.Last is not null && !staleTrade) _tradeTime = tick.Time;
        if (!staleQuote && !staleTrade)
        {
            foreach (Target target in _targets) target.Box.Put(target.Slot, target.Instrument, tick);
            return;
        }

        if ((staleQuote || !quotes) && (staleTrade || tick.Last is null)) return;
        QuoteTick fresh = staleQuote ? new QuoteTick { Last = tick.Last, Time = tick.Time } : tick with { Last = null };
        foreach (Target target in _targets) target.Box.Put(target.Slot, target.Instrument, fresh);
    }

    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Target(QuoteBox Box, int Slot, Instrument Instrument);
}
