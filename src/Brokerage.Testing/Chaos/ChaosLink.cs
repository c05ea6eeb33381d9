using System.Net;
using System.Net.Sockets;

namespace Brokerage.Testing;

/// <summary>One connection through a <see cref="ChaosProxy"/>.</summary>
internal sealed class ChaosLink(Socket client, ChaosPlan plan, TimeProvider time) : IDisposable
{
    private const int Block = 4096;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Socket? _second = plan.Duplicate ? new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true } : null;

    // The copy leaves first: the answer to the other may end everything.
    public async Task RunAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        await _server.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        if (_second is not null) await _second.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<bool>> parts = [PassAsync(client, [.. Second, _server], plan.CutRequestAfter, end, cancellationToken), PassAsync(_server, [client], plan.CutAnswerAfter, end, cancellationToken)];
        if (_second is not null) _ = DrainAsync(_second, end.Token);
        await Task.WhenAny(parts).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(parts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool wasCut = parts.Exists(part => part is { IsCompletedSuccessfully: true, Result: true });
        if (plan.HalfOpen && wasCut) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Cut(plan.Reset);
    }

    public void Cut(bool reset)
    {
        // Lingering for no time at all makes the system send a reset instead of an orderly end.
        if (reset) client.LingerState = new LingerOption(true, 0);
        client.Dispose();
        _server.Dispose();
        _second?.Dispose();
    }

    public void Dispose() => Cut(reset: false);

    private Socket[] Second => _second is null ? [] : [_second];

    /// <returns>True when the plan cut; false when a side closed.</returns>
    private async Task<bool> PassAsync(Socket from, Socket[] to, long? cutAfter, CancellationTokenSource end, CancellationToken cancellationToken)
    {
        byte[] block = new byte[Block];
        long passed = 0;
        while (true)
        {
            int read = await from.ReceiveAsync(block, end.Token).ConfigureAwait(false);
            if (read == 0) return false;
            if (plan.Delay > TimeSpan.Zero) await Task.Delay(plan.Delay, time, end.Token).ConfigureAwait(false);
            int allowed = cutAfter is { } limit ? (int)Math.Min(read, limit - passed) : read;
            passed += allowed;
            bool cuts = passed >= cutAfter;
            // A dead link is dead both ways, and the other way no later than the last byte is out: an upgraded connection may answer at once.
            if (cuts) await end.CancelAsync().ConfigureAwait(false);
            foreach (Socket one in to) await SendAsync(one, block.AsMemory(0, allowed), cuts ? cancellationToken : end.Token).ConfigureAwait(false);
            if (cuts) return true;
        }
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0) bytes = bytes[await to.SendAsync(bytes, cancellationToken).ConfigureAwait(false)..];
    }

    private static async Task DrainAsync(Socket from, CancellationToken cancellationToken)
    {
        byte[] block = new byte[Block];
        try
        {
            while (await from.ReceiveAsync(block, cancellationToken).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The answer to a duplicate is nobody's.
        }
    }
}
