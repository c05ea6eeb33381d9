using System.Text;
using System.Threading.Tasks.Sources;

namespace Brokerage.Transport.Tests.Sockets;

/// <summary>Instead of telling of one message it lets time pass, as a slow reader would: when the line waits for it, and not a moment before.</summary>
internal sealed class SlowProtocol(string of) : StreamBroker.Protocol, IValueTaskSource
{
    private volatile bool _hasPassed;

    public Action Pass { get; set; } = () => { };

    public bool HasPassed => _hasPassed;

    public override ValueTask ReceiveAsync(ReadOnlyMemory<byte> message, SocketSink sink, CancellationToken cancellationToken = default) =>
        Encoding.UTF8.GetString(message.Span).Contains($"|{of}|", StringComparison.Ordinal) ? new ValueTask(this, 0) : base.ReceiveAsync(message, sink, cancellationToken);

    public void GetResult(short token)
    {
    }

    public ValueTaskSourceStatus GetStatus(short token) => _hasPassed ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Pending;

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        Pass();
        _hasPassed = true;
        ThreadPool.UnsafeQueueUserWorkItem(_ => continuation(state), null);
    }
}
