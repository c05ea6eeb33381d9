using System.Runtime.InteropServices;

namespace Brokerage.Transport;

/// <summary>
/// Brings the readers of orders of one line up to date, each by itself: one whose look-up fails or is not whole is tried again later, and is not
/// told that the stream is live before; the others do not wait for it. Used by one task.
/// </summary>
internal sealed class OrderCatchUp(BrokerTransport transport, SocketSessionOptions options)
{
    private readonly TimeProvider _time = transport.Options.TimeProvider;
    private readonly HashSet<OrderReader> _done = [];
    private readonly Dictionary<OrderReader, Later> _later = [];

    /// <summary>Those who were there the last time, and miss nothing any more or were ended.</summary>
    public IReadOnlyCollection<OrderReader> Done => _done;

    /// <summary>Looks up for all who are due.</summary>
    /// <returns>How long until the next is due; null when nobody waits.</returns>
    public async Task<TimeSpan?> RunAsync(IReadOnlyList<OrderReader> readers, CancellationToken cancellationToken)
    {
        // Each holds its orders and its queue, and a line may outlive thousands of them.
        foreach (OrderReader gone in _later.Keys.Except(readers).ToArray()) _later.Remove(gone);
        _done.IntersectWith(readers);
        foreach (OrderReader reader in readers)
        {
            if (!_done.Contains(reader) && !(Left(reader) > TimeSpan.Zero)) await LookUpAsync(reader, cancellationToken).ConfigureAwait(false);
        }

        return _later.Count == 0 ? null : TimeSpan.FromTicks(Math.Max(0, _later.Keys.Min(reader => Left(reader)!.Value.Ticks)));
    }

    private async Task LookUpAsync(OrderReader reader, CancellationToken cancellationToken)
    {
        BrokerageError? error = null;
        try
        {
            if (await reader.SyncAsync(options.Overlap, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false))
            {
                Finish(reader);
                return;
            }
        }
        catch (BrokerageException failure) when (!SocketBackoff.NeedsPerson(failure.Error))
        {
            // The line is fine; only the look-up failed. The stream is not called live before it has succeeded.
            error = failure.Error;
        }
        catch (BrokerageException failure)
        {
            reader.End(failure);
            Finish(reader);
            return;
        }

        Postpone(reader, error);
    }

    private void Finish(OrderReader reader)
    {
        _later.Remove(reader);
        _done.Add(reader);
    }

    private void Postpone(OrderReader reader, BrokerageError? error)
    {
        SocketBackoff backoff = _later.TryGetValue(reader, out Later before) ? before.Backoff : new SocketBackoff(options, transport.Random);
        TimeSpan pause = backoff.Next(error);
        _later[reader] = new Later(backoff, _time.GetTimestamp(), pause);
        TransportLog.StreamLookUpFailed(transport.Logger, transport.Options.Broker, options.Name, error?.Code.ToString() ?? "incomplete", pause.TotalSeconds);
    }

    private TimeSpan? Left(OrderReader reader) => _later.TryGetValue(reader, out Later later) ? later.Pause - _time.GetElapsedTime(later.Since) : null;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Later(SocketBackoff Backoff, long Since, TimeSpan Pause);
}
