using Brokerage.Markets;
using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Orders.Queue;

/// <summary>A queued wish that cannot even be looked at holds up nobody else's.</summary>
public sealed class OneBadWishTests : IAsyncDisposable
{
    private static readonly Instrument Foreign = Instrument.Parse("VOD@XLON");

    private readonly QueueScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_whose_market_is_known_no_more_is_refused_and_the_others_go(bool misused)
    {
        var (bad, good) = await QueuedAsync();
        _scene.Configure = builder => Calendars(builder, _ => misused ? throw new ArgumentException("Which market is that?", nameof(misused)) : null);
        await _scene.RestartAsync();
        _scene.GoTo(QueueScene.Open);
        using var end = new CancellationTokenSource();
        var running = _scene.Queue.RunAsync(end.Token);

        await Waiting.UntilAsync(() => _scene.Held.Count == 1);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        var refused = (await _scene.Queue.FindAsync(bad.ClientOrderId, Token))!;
        Assert.Equal(
            (JournalState.Rejected, misused ? BrokerageErrorCode.Misconfigured : BrokerageErrorCode.FeatureNotSupported), (refused.State, refused.Error!.Code));
        Assert.Equal(good.ClientOrderId, Assert.Single(_scene.Held));
    }

    [Fact]
    public async Task Before_its_time_too()
    {
        var (bad, good) = await QueuedAsync();
        _scene.Configure = builder => Calendars(builder, _ => null);
        await _scene.RestartAsync();
        using var end = new CancellationTokenSource();
        var running = _scene.Queue.RunAsync(end.Token);

        await Waiting.UntilAsync(() => _scene.Held.Count == 1, () => _scene.Clock.AdvanceToNextTimer());
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(good.ClientOrderId, Assert.Single(_scene.Held));
        Assert.Equal(JournalState.Rejected, (await _scene.Queue.FindAsync(bad.ClientOrderId, Token))!.State);
    }

    [Fact]
    public async Task One_whose_adapter_fails_as_it_must_not_waits_and_the_others_go()
    {
        var (bad, good) = await QueuedAsync();
        _scene.GoTo(QueueScene.Open);
        _scene.Broker.OnPrepare = intent =>
        {
            if (intent.ClientOrderId == bad.ClientOrderId) throw new InvalidOperationException("a bug");
        };

        await _scene.Queue.ReleaseDueAsync(Token);
        Assert.Equal(good.ClientOrderId, Assert.Single(_scene.Held));
        Assert.Equal(JournalState.Queued, (await _scene.Queue.FindAsync(bad.ClientOrderId, Token))!.State);

        _scene.Broker.OnPrepare = intent =>
        {
            if (intent.ClientOrderId == bad.ClientOrderId) throw new TaskCanceledException("a time limit of its own");
        };
        await _scene.Queue.ReleaseDueAsync(Token);
        _scene.Broker.OnPrepare = null;
        await _scene.Queue.ReleaseDueAsync(Token);

        Assert.Equal([good.ClientOrderId, bad.ClientOrderId], _scene.Held);
    }

    [Fact]
    public async Task One_that_cannot_be_written_down_for_a_moment_waits()
    {
        var journal = new FaultyJournal();
        _scene.Configure = builder => builder.UseOrderJournal(_ => journal);
        var intent = _scene.Limit();
        await _scene.Queue.QueueAsync(intent, cancellationToken: Token);
        _scene.GoTo(QueueScene.Open);
        journal.BeforeWrite = entry =>
        {
            journal.BeforeWrite = null;
            return entry.State == JournalState.Sending ? Task.FromException(new IOException("locked")) : Task.CompletedTask;
        };

        await _scene.Queue.ReleaseDueAsync(Token);
        Assert.Equal(JournalState.Queued, (await _scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State);
        Assert.Empty(_scene.Held);

        await _scene.Queue.ReleaseDueAsync(Token);
        Assert.Equal(intent.ClientOrderId, Assert.Single(_scene.Held));
    }

    // The bad one first: it stands before the others in every list.
    private async Task<(OrderIntent Bad, OrderIntent Good)> QueuedAsync()
    {
        _scene.Configure = builder => Calendars(builder, _ => UsMarketCalendar.Instance);
        var bad = OrderIntent.Place(_scene.Account, OrderSpec.Limit(Foreign, Side.Buy, 1m, 1m));
        var good = _scene.Limit();
        await _scene.Queue.QueueAsync(bad, cancellationToken: Token);
        await _scene.Queue.QueueAsync(good, cancellationToken: Token);
        return (bad, good);
    }

    private static void Calendars(IBrokerageBuilder builder, Func<Instrument, IMarketCalendar?> ofForeign) =>
        builder.Services.Configure<OrderQueueOptions>(options =>
        {
            var known = options.CalendarOf;
            options.CalendarOf = instrument => instrument == Foreign ? ofForeign(instrument) : known(instrument);
        });
}
