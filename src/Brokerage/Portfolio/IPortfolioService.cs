namespace Brokerage;

/// <summary>
/// Reads what is held across brokers and adds up what may be added. Thread-safe; keeps nothing between two readings.
/// </summary>
public interface IPortfolioService
{
    /// <summary>
    /// Reads every connection that the query selects, all at the same time, each within its own deadline. A broker that is dead, slow or
    /// in need of a login becomes a <see cref="PortfolioFailure"/> beside what the others told; it neither throws nor delays them.
    /// </summary>
    /// <param name="query">What to read; <see langword="null"/> reads every connection that belongs to no user.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>One portfolio per kind of environment: live, paper, sandbox and simulated holdings are never added.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<PortfolioReading> ReadAsync(PortfolioQuery? query = null, CancellationToken cancellationToken = default);
}
