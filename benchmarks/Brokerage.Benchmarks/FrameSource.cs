using System.Buffers;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Brokerage.Transport;

namespace Brokerage.Benchmarks;

/// <summary>
/// A line in memory that plays prepared frames, after what is said to a login; a round is over when the reader has seen the last frame, which
/// is known by its size.
/// </summary>
internal sealed class FrameSource(byte[][] frames, params byte[][] hello) : ISocketConnector, ISocketConnection
{
    private readonly Channel<bool> _rounds = Channel.CreateUnbounded<bool>();
    private TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next = int.MaxValue, _greeted;

    public static string[] Symbols { get; } = [.. Enumerable.Range(0, 100).Select(i => "SYM" + i.ToString(CultureInfo.InvariantCulture))];

    public byte[][] Sent { get; } = frames;

    /// <summary>Quotes in JSON, as Alpaca writes them, one in a frame; the size asked for counts the frames.</summary>
    public static byte[][] Quotes(int count) => [.. Enumerable.Range(0, count).Select(Frame)];

    public Task PlayAsync()
    {
        _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _rounds.Writer.TryWrite(true);
        return _done.Task;
    }

    public void Seen(in QuoteTick tick)
    {
        if (tick.AskSize == Sent.Length - 1) _done.TrySetResult();
    }

    public ValueTask<ISocketConnection> ConnectAsync(SocketTarget target, CancellationToken cancellationToken = default) => new(this);

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => default;

    public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => default;

    public ValueTask<bool> ReceiveAsync(IBufferWriter<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_greeted < hello.Length) buffer.Write(hello[_greeted++]);
        else if (_next < Sent.Length) buffer.Write(Sent[_next++]);
        else return NextRoundAsync(buffer, cancellationToken);
        return new(true);
    }

    public ValueTask DisposeAsync() => default;

    private async ValueTask<bool> NextRoundAsync(IBufferWriter<byte> buffer, CancellationToken cancellationToken)
    {
        await _rounds.Reader.ReadAsync(cancellationToken);
        _next = 0;
        return await ReceiveAsync(buffer, cancellationToken);
    }

    private static byte[] Frame(int i) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""[{"T":"q","S":"{{Symbols[i % Symbols.Length]}}","bx":"V","bp":{{100 + i % 50}}.25,"bs":3,"ax":"V","ap":{{100 + i % 50}}.27,"as":{{i}},"c":["R"],"z":"C","t":"2026-03-02T14:30:00.123456789Z"}]"""));
}
