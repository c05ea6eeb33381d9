using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Brokerage.Transport.Tests.Resilience;

internal enum Fault
{
    None,
    NameNotResolved,
    Refused,
    TlsFailed,
    ResetBeforeActing,
    ResetAfterActing,
    Silence,
    ServerError,
    Unavailable,
    TooMany,
    Garbage,
    CutBody,
}

/// <summary>A broker behind a faulty line: counts what arrived and what it did, and fails as the script says.</summary>
internal sealed class FaultScript : HttpMessageHandler
{
    private static readonly byte[] Ok = Encoding.UTF8.GetBytes("""{"id":"o1","cash":"1.00"}""");
    private IReadOnlyList<Fault> _faults = [];
    private int _attempt;
    private volatile int _silentIn;

    /// <summary>Complete requests that reached the broker.</summary>
    public int Arrived { get; private set; }

    /// <summary>How often the broker did what was asked.</summary>
    public int Acted { get; private set; }

    public int Attempts => _attempt;

    /// <summary>The attempt that waits for an answer which will not come; 0 when none does.</summary>
    public int SilentIn => _silentIn;

    /// <summary>A new script, from its beginning.</summary>
    public void Load(IReadOnlyList<Fault> faults) => (_faults, _attempt, _silentIn, Arrived, Acted) = (faults, 0, 0, 0, 0);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Fault fault = _attempt < _faults.Count ? _faults[_attempt] : Fault.None;
        _attempt++;
        switch (fault)
        {
            case Fault.NameNotResolved: throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such name");
            case Fault.Refused: throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));
            case Fault.TlsFailed: throw new HttpRequestException(HttpRequestError.SecureConnectionError, "tls");
        }

        if (request.Content is not null) await request.Content.CopyToAsync(Stream.Null, cancellationToken);
        if (fault == Fault.ResetBeforeActing) throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset");
        Arrived++;
        if (fault is Fault.Unavailable or Fault.TooMany) return Answer(fault == Fault.TooMany ? 429 : 503, "{}"u8.ToArray());
        Acted++;
        switch (fault)
        {
            case Fault.ResetAfterActing: throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset");
            case Fault.ServerError: return Answer(500, "oops"u8.ToArray());
            case Fault.Garbage: return Answer(200, "<html>"u8.ToArray());
            case Fault.CutBody: return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new CutStream()) };
            case Fault.Silence:
                _silentIn = _attempt;
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    _silentIn = 0;
                }

                break;
        }

        return Answer(200, Ok);
    }

    private static HttpResponseMessage Answer(int status, byte[] body)
    {
        HttpResponseMessage response = new((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        if (status == 429) response.Headers.TryAddWithoutValidation("Retry-After", "0");
        return response;
    }

    private sealed class CutStream : MemoryStream
    {
        public CutStream()
            : base([.. """{"id":"""u8])
        {
        }

        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new IOException("cut");
        }
    }
}
