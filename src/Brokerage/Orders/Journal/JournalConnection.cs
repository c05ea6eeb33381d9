using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>A connection whose orders go through the journal.</summary>
internal sealed class JournalConnection : DelegatingConnection
{
    private readonly OrderResolver? _resolver;
    private readonly JournalTrading? _trading;
    private readonly JournalStreaming? _streaming;

    public JournalConnection(IBrokerageConnection inner, IOrderJournal journal, OrderJournalOptions options, TimeProvider time, ILogger logger)
        : base(inner)
    {
        if (inner.Trading is not { } trading) return;

        var book = new WishBook(journal, time);
        _resolver = new OrderResolver(trading, book, options, time, logger);
        _trading = new JournalTrading(trading, book, _resolver, new EarlierWishes(inner.Connection, book, _resolver, options, time), logger);
        if (inner.Streaming is { } streaming) _streaming = new JournalStreaming(streaming, _trading);
    }

    public override ITrading? Trading => _trading;

    public override IStreaming? Streaming => _streaming ?? Inner.Streaming;

    public override async ValueTask DisposeAsync()
    {
        if (_resolver is not null) await _resolver.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
