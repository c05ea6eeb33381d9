namespace Brokerage.Alpaca.Streaming;

/// <summary>
/// What is said of several lines, as if they were one: Connecting when the first of them is not live, Gap where any missed something, Live
/// when the last of them is. Not thread-safe.
/// </summary>
internal sealed class LinesAsOne(int lines)
{
    private readonly bool[] _isLive = new bool[lines];
    private bool _saidConnecting;

    /// <returns>Whether the reader of them all is told.</returns>
    public bool Tells(int line, StreamSignal signal)
    {
        switch (signal)
        {
            case StreamSignal.Connecting:
                _isLive[line] = false;
                (var wasSaid, _saidConnecting) = (_saidConnecting, true);
                return !wasSaid;
            case StreamSignal.Live:
                _isLive[line] = true;
                var areLive = Array.TrueForAll(_isLive, isLive => isLive);
                _saidConnecting &= !areLive;
                return areLive;
            default:
                return true;
        }
    }
}
