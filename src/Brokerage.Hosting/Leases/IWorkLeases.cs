namespace Brokerage.Hosting;

/// <summary>
/// Lets one process do a piece of work. The usual one grants everything, once at a time, in this process: for an application that runs once.
/// Several processes over one store register one that they share. Thread-safe.
/// </summary>
public interface IWorkLeases
{
    /// <summary>Takes a piece of work.</summary>
    /// <param name="work">Its name, such as <c>sync/</c> and a connection's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Dispose it when the work is done; null if somebody else does it now.</returns>
    ValueTask<IWorkLease?> TryTakeAsync(string work, CancellationToken cancellationToken = default);
}
