using System.Net;
using System.Net.Sockets;

namespace Brokerage.Testing;

/// <summary>One connection through a <see cref="ChaosProxy"/>.</summary>
internal sealed class ChaosLink(Socket client, ChaosPlan plan, TimeProvider time) : IDisposable
{
    private const int Block = 4096;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Socket? _second = plan.Duplicate ? new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true } : null;

    public async Task RunAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        await _server.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        if (_second is not null) await _second.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> parts = [PassAsync(client, _server, _second, plan.CutRequestAfter, end.Token), PassAsync(_server, client, null, plan.CutAnswerAfter, end.Token)];
        if (_second is not null) _ = DrainAsync(_second, end.Token);
        Task first = await Task.WhenAny(parts).ConfigureAwait(false);
        await first.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (plan.HalfOpen) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await end.CancelAsync().ConfigureAwait(false);
        Cut(plan.Reset);
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    private async Task PassAsync(Socket from, Socket to, Socket? alsoTo, long? cutAfter, CancellationToken cancellationToken)
    {
        byte[] block = new byte[Block];
        long passed = 0;
        while (true)
        {
            int read = await from.ReceiveAsync(block, cancellationToken).ConfigureAwait(false);
            if (read == 0) return;
            if (plan.Delay > TimeSpan.Zero) await Task.Delay(plan.Delay, time, cancellationToken).ConfigureAwait(false);
            int allowed = cutAfter is { } limit ? (int)Math.Min(read, limit - passed) : read;
            await SendAsync(to, block.AsMemory(0, allowed), cancellationToken).ConfigureAwait(false);
            if (alsoTo is not null) await SendAsync(alsoTo, block.AsMemory(0, allowed), cancellationToken).ConfigureAwait(false);
            passed += allowed;
            if (passed >= cutAfter) return;
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
