namespace Brokerage.Transport;

/// <summary>Who wants which symbol. Publishing takes no lock of its own and makes no object.</summary>
internal sealed class QuoteHub
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, QuoteTopic> _topics = new(StringComparer.Ordinal);
    private volatile Utf8Map<QuoteTopic> _bySymbol = new([]);
    private volatile QuoteBox[] _boxes = [];

    public IReadOnlyCollection<string> Symbols
    {
        get
        {
            lock (_lock) return [.. _topics.Keys];
        }
    }

    public bool Publish(ReadOnlySpan<byte> symbol, in QuoteTick tick)
    {
        if (!_bySymbol.TryGet(symbol, out QuoteTopic? topic)) return false;
        topic.Publish(tick);
        return true;
    }

    /// <summary>Wakes the readers for whom something was published since.</summary>
    public void Wake()
    {
        foreach (QuoteBox box in _boxes) box.WakeReader();
    }

    public void Add(QuoteBox box, IReadOnlyList<KeyValuePair<string, Instrument>> symbols)
    {
        lock (_lock)
        {
            _boxes = [.. _boxes, box];
            for (int slot = 0; slot < symbols.Count; slot++)
            {
                (string symbol, Instrument instrument) = symbols[slot];
                if (!_topics.TryGetValue(symbol, out QuoteTopic? topic)) _topics.Add(symbol, topic = new QuoteTopic());
                topic.Add(new QuoteTopic.Target(box, slot, instrument));
            }

            _bySymbol = new Utf8Map<QuoteTopic>(_topics);
        }
    }

    public void Remove(QuoteBox box)
    {
        lock (_lock)
        {
            _boxes = [.. _boxes.Where(other => other != box)];
            foreach ((string symbol, QuoteTopic topic) in _topics)
            {
                if (!topic.Remove(box)) _topics.Remove(symbol);
            }

            _bySymbol = new Utf8Map<QuoteTopic>(_topics);
        }
    }

    /// <summary>Ends those who want a symbol, whatever else they want.</summary>
    public void EndReadersOf(string symbol, Exception failure)
    {
        lock (_lock)
        {
            if (!_topics.TryGetValue(symbol, out QuoteTopic? topic)) return;
            foreach (QuoteBox box in topic.Boxes.ToArray())
            {
                box.End(failure);
                Remove(box);
            }
        }
    }

    public void Say(StreamItem<QuoteTick> item) => ForEach(box => box.Say(item));

    public void End(Exception? failure) => ForEach(box => box.End(failure));

    private void ForEach(Action<QuoteBox> act)
    {
        lock (_lock) Array.ForEach(_boxes, act);
    }
}
