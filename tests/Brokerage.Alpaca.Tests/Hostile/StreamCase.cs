using System.Collections.Concurrent;
using Brokerage.TestSupport.Hostile;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>A stream with one damaged frame, and whether it still tells what comes after it.</summary>
internal static class StreamCase
{
    private const int MostItems = 2000;

    private static readonly ConcurrentDictionary<byte[], Figures> Right = new();

    /// <summary>What is wrong with what came of it, or null.</summary>
    public static async Task<string?> TryAsync(Rehearsal rehearsal, HostileFrame frame)
    {
        var (told, wrong) = await ListenAsync(rehearsal, frame);
        return wrong is not null || frame.Promise == Promise.Nothing ? wrong
            : Figures.Of(told).NewZero(await RightAsync(rehearsal, frame)) is { } member ? $"{member} was read as zero" : null;
    }

    // What comes of the frame as it is.
    private static async Task<Figures> RightAsync(Rehearsal rehearsal, HostileFrame frame)
    {
        if (Right.TryGetValue(frame.Original, out var known))
            return known;
        // A newer price of something else may be told first: then it is asked again.
        for (var tries = 0; ; tries++)
        {
            var (told, wrong) = await ListenAsync(rehearsal, frame with { Place = FramePlace.News, Damaged = frame.Original });
            Assert.True(wrong is null && tries < 100, wrong ?? "Nothing was ever told.");
            if (told.Count > 0)
                return Right[frame.Original] = Figures.Of(told);
        }
    }

    private static async Task<(IReadOnlyList<object> Told, string? Wrong)> ListenAsync(Rehearsal rehearsal, HostileFrame frame)
    {
        using var handler = new HostileHandler(rehearsal) { Answers = rehearsal.Asks.First(ask => ask.Name == "open orders").Answers };
        var sockets = new HostileSockets(frame);
        await using var stage = new HostileStage(rehearsal, handler, sockets: sockets);
        using var end = new CancellationTokenSource();
        var told = new List<object>();
        var listening = frame.Stream.IsOfOrders ? OrdersAsync(stage, told, end.Token) : PricesAsync(stage, frame.Stream, told, end.Token);
        var hasCome = await stage.HasComeAsync(listening, hearsNothing: true);
        await end.CancelAsync();
        try
        {
            await listening;
            return (told, hasCome ? null : "never told the next news");
        }
        catch (BrokerageException)
        {
            return (told, null);   // the stream has ended, and said why
        }
        catch (OperationCanceledException) when (!hasCome)
        {
            return (told, $"never told the next news, on {sockets.Lines} lines");
        }
        catch (Exception failure)
        {
            return (told, $"threw {failure}");
        }
    }

    private static async Task OrdersAsync(HostileStage stage, List<object> told, CancellationToken token)
    {
        await foreach (var item in stage.Connection.Streaming!.OrdersAsync(cancellationToken: token))
        {
            if (!item.TryGetValue(out var change))
                continue;
            if (change.Order.Ref.Order.Value.StartsWith("11111111", StringComparison.Ordinal))
                return;
            if (change.Order.Ref.Order.Value == Sample.OrderId)
                told.Add(change);
            if (told.Count > MostItems)
                throw new InvalidOperationException("There was no end of news.");
        }
    }

    // Of each instrument the newest price is told, in no order: after the sentinel, whatever is there already.
    private static async Task PricesAsync(HostileStage stage, StreamTalk talk, List<object> told, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var prices = stage.Connection.Streaming!.QuotesAsync([talk.Watched, talk.Marked], stop.Token).GetAsyncEnumerator(stop.Token);
        var next = prices.MoveNextAsync().AsTask();
        for (var isOver = false; !isOver || next.IsCompleted; next = prices.MoveNextAsync().AsTask())
        {
            if (!await next)
                break;
            if (prices.Current is not { Signal: StreamSignal.Data, Value: var tick })
                continue;
            isOver |= tick.Instrument == talk.Marked;
            if (isOver)
                await Task.Yield();
            if (tick.Instrument != talk.Marked)
                told.Add(tick);
            if (told.Count > MostItems)
                throw new InvalidOperationException("There was no end of news.");
        }

        await stop.CancelAsync();
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await prices.DisposeAsync();
    }
}
