namespace Brokerage.Exchange;

/// <summary>
/// Numbers what happens, keeps the latest, and hands everything to the subscribers in order: whoever leaves the exchange's lock delivers, one
/// thread at a time, so that a subscriber may call the exchange back.
/// </summary>
internal sealed class EventFeed(int history)
{
    private readonly Queue<ExchangeOrderEvent> _history = new();
    private readonly Queue<Action> _outbox = new();
    private readonly Lock _delivery = new();
    private readonly List<Action<ExchangeOrderEvent>> _orderReaders = [];
    private readonly List<(HashSet<Instrument>? Only, Action<ExchangeQuote> Read)> _quoteReaders = [];
    private bool _delivering;

    public long LastSequence { get; private set; }

    public bool HasQuoteReaders => _quoteReaders.Count > 0;

    public void Publish(DateTimeOffset time, OrderCause cause, ExchangeOrder order, ExchangeExecution? execution)
    {
        var happened = new ExchangeOrderEvent(++LastSequence, time, cause, order, execution);
        _history.Enqueue(happened);
        if (_history.Count > history)
        {
            _history.Dequeue();
        }

        foreach (var read in _orderReaders)
        {
            Enqueue(() => read(happened));
        }
    }

    public void Publish(in ExchangeQuote quote)
    {
        foreach (var (only, read) in _quoteReaders)
        {
            if (only is null || only.Contains(quote.Instrument))
            {
                var copy = quote;
                Enqueue(() => read(copy));
            }
        }
    }

    public bool WantsQuotesOf(Instrument instrument)
    {
        foreach (var (only, _) in _quoteReaders)
        {
            if (only is null || only.Contains(instrument))
            {
                return true;
            }
        }

        return false;
    }

    public IReadOnlyList<ExchangeOrderEvent> After(long sequence) => [.. _history.SkipWhile(one => one.Sequence <= sequence)];

    public Action Subscribe(Action<ExchangeOrderEvent> read)
    {
        _orderReaders.Add(read);
        return () => _orderReaders.Remove(read);
    }

    public Action Subscribe(HashSet<Instrument>? only, Action<ExchangeQuote> read)
    {
        var entry = (only, read);
        _quoteReaders.Add(entry);
        return () => _quoteReaders.Remove(entry);
    }

    /// <summary>Called without the exchange's lock.</summary>
    public void Deliver()
    {
        while (true)
        {
            Action next;
            lock (_delivery)
            {
                if (_delivering || !_outbox.TryDequeue(out next!))
                {
                    return;
                }

                _delivering = true;
            }

            try
            {
                next();
            }
            finally
            {
                lock (_delivery)
                {
                    _delivering = false;
                }
            }
        }
    }

    private void Enqueue(Action action)
    {
        lock (_delivery)
        {
            _outbox.Enqueue(action);
        }
    }
}
