using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>Requests, and the frames of the socket.</summary>
internal interface IIbkrWire : IWire
{
    IAsyncEnumerable<string> FramesAsync(CancellationToken cancellationToken);
}
