namespace Brokerage.Fit.Kit;

/// <summary>The road to a broker: real adapters have an HTTP pipeline here.</summary>
internal interface IWire
{
    Task<WireAnswer> SendAsync(WireRequest request, CancellationToken cancellationToken);
}
