namespace Brokerage.TestSupport.Hostile;

/// <summary>A body that breaks off, or never ends.</summary>
internal sealed class UnendingStream(byte[] beginning, BodyEnd end) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_at < beginning.Length)
        {
            var count = Math.Min(buffer.Length, beginning.Length - _at);
            beginning.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        if (end == BodyEnd.Breaks)
            throw new IOException("The connection was reset.");
        buffer.Fill((byte)' ');
        return buffer.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
