namespace Brokerage.TestSupport;

/// <summary>
/// The platform's handler, and whether a request is under way on it: a test's clock that goes on meanwhile runs into the time-outs of answers
/// that are only slow because the machine is busy.
/// </summary>
internal sealed class LineWatch() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null })
{
    // What is under way for longer waits for the clock itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private int _underWay;
    private long _lastChange = TimeProvider.System.GetTimestamp();

    /// <summary>Whether answers are held on purpose until time has passed.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether time may pass now.</summary>
    public bool MayPass =>
        IsHeld || Volatile.Read(ref _underWay) == 0 || TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _lastChange)) > Patience;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Change(+1);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            Change(-1);
        }
    }

    private void Change(int by)
    {
        Interlocked.Exchange(ref _lastChange, TimeProvider.System.GetTimestamp());
        Interlocked.Add(ref _underWay, by);
    }
}
