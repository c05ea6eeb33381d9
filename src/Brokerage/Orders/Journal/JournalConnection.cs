using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>A connection whose orders go through the journal.</summary>
internal sealed class JournalConnection : DelegatingConnection
{
    private readonly OrderResolver? _resolver;
    private readonly JournalTrading? _trading;
    private readonly JournalStreaming? _streaming;
    private readonly EarlierWishes? _earlier;

    public JournalConnection(
        IBrokerageConnection inner,
        IOrderJournal journal,
        OrderJournalOptions options,
        TimeProvider time,
        ILogger logger,
        WishesUnderWay underWay,
        IOrderStore? orders = null,
        EndedConnections? ended = null)
        : base(inner)
    {
        if (inner.Trading is not { } trading) return;

        var book = new WishBook(journal, time);
        var claims = new OrderClaims(trading, book);
        _resolver = new OrderResolver(trading, book, claims, underWay, options, time, logger);
        _earlier = new EarlierWishes(inner.Connection, book, _resolver, underWay, options, time);
        var seen = new SeenOrders(inner.Connection, orders, ended ?? new EndedConnections(), logger);
        _trading = new JournalTrading(trading, book, claims, _resolver, _earlier, underWay, seen, logger);
        if (inner.Streaming is { } streaming) _streaming = new JournalStreaming(streaming, _trading);
    }

    public override ITrading? Trading => _trading;

    public override IStreaming? Streaming => _streaming ?? Inner.Streaming;

    /// <summary>What an earlier run left open is looked for from the first connection on, and not only once something is placed.</summary>
    public override async Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default)
    {
        var status = await base.ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_earlier is not null) await _earlier.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new BrokerageException(JournalErrors.NotOpened(Broker), exception);
        }

        return status;
    }

    /// <summary>As long as a lost order is looked for the connection is needed.</summary>
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(IWorkWithoutLease) ? _resolver : base.GetService(serviceType, serviceKey);

    public override async ValueTask DisposeAsync()
    {
        if (_resolver is not null) await _resolver.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
