namespace Brokerage;

/// <summary>Remembers which notices users were given, so that nobody is told the same twice. Thread-safe; where several processes share a store, across them too.</summary>
public interface INoticeStore
{
    /// <summary>Whether a notice was given.</summary>
    /// <param name="notice">The notice's id; two that differ in upper and lower case are two.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<bool> WasGivenAsync(string notice, CancellationToken cancellationToken = default);

    /// <summary>Notes that a notice was given. Noting it once more changes the time alone.</summary>
    /// <param name="notice">The notice's id.</param>
    /// <param name="until">Until when it must be remembered (UTC).</param>
    /// <param name="cancellationToken">Ends the wait; it may have been noted.</param>
    ValueTask AddAsync(string notice, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Forgets what need not be remembered any more.</summary>
    /// <param name="now">The time (UTC); what was to be remembered until then, or shorter, is forgotten.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask DeleteEndedAsync(DateTimeOffset now, CancellationToken cancellationToken = default);
}
