namespace Brokerage;

/// <summary>
/// Connects users' brokers: from the wish over the broker's page to a connection whose secrets are sealed and whose accounts are known.
/// Thread-safe. Who the user is, the application says: it has asked him before.
/// </summary>
public interface ISignInManager
{
    /// <summary>Begins a sign-in and keeps its ticket.</summary>
    /// <exception cref="ArgumentException">No such broker or environment, or the connection to renew is not this user's.</exception>
    /// <exception cref="BrokerageException">The broker could not be asked, or the application is not configured for it.</exception>
    Task<SignInStart> BeginAsync(SignInWish wish, CancellationToken cancellationToken = default);

    /// <summary>Ends a sign-in whose user the broker has sent back.</summary>
    Task<SignInOutcome> CompleteAsync(SignInCallback callback, CancellationToken cancellationToken = default);

    /// <summary>Ends a sign-in with a typed code or entered keys, or asks whether the user has logged in elsewhere.</summary>
    /// <param name="user">The user who is logged in to the application now.</param>
    /// <param name="handle">What <see cref="BeginAsync"/> gave.</param>
    /// <param name="answer">The answer; a callback goes through the other overload, which checks its path.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<SignInOutcome> CompleteAsync(string? user, Secret handle, SignInAnswer answer, CancellationToken cancellationToken = default);

    /// <summary>Ends a connection: at the broker where it offers that, and here in any case.</summary>
    Task<DisconnectOutcome> DisconnectAsync(string? user, ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>Adds all stored connections to those of this process, as at its start.</summary>
    /// <returns>How many there are.</returns>
    Task<int> RestoreAsync(CancellationToken cancellationToken = default);
}
