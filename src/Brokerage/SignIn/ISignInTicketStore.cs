namespace Brokerage;

/// <summary>Keeps sign-ins that were begun. Thread-safe; where several processes share a store, across them too.</summary>
public interface ISignInTicketStore
{
    /// <summary>Keeps a sign-in. One of the same id is replaced only after it was taken (a sign-in that is asked for again).</summary>
    /// <returns>False if one of that id is waiting.</returns>
    ValueTask<bool> TryAddAsync(PendingSignIn pending, CancellationToken cancellationToken = default);

    /// <summary>Takes a sign-in: of any number of callers one gets it.</summary>
    ValueTask<TakenSignIn> TakeAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The sign-ins that wait for an answer in a user's own session at one broker.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="session">The hash of the session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<PendingSignIn>> ListOfSessionAsync(BrokerId broker, string environment, string session, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forgets what is sealed in sign-ins whose time is over. That there were such is remembered, so that their users hear that it took too long.
    /// </summary>
    /// <param name="now">The time (UTC).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask EmptyEndedAsync(DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Forgets what ended before a time, taken or not.</summary>
    ValueTask DeleteEndedAsync(DateTimeOffset before, CancellationToken cancellationToken = default);
}
