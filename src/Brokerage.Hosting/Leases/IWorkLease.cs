namespace Brokerage.Hosting;

/// <summary>The right to do a piece of work, until it is disposed.</summary>
public interface IWorkLease : IAsyncDisposable
{
    /// <summary>Is cancelled if the right is lost before: somebody else may do the work from then on.</summary>
    CancellationToken Lost { get; }
}
