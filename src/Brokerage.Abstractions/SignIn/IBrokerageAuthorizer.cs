namespace Brokerage;

/// <summary>How a user lets us in, before a connection exists. Thread-safe; keeps nothing between calls.</summary>
public interface IBrokerageAuthorizer
{
    /// <summary>Begins a sign-in.</summary>
    /// <exception cref="BrokerageException">The broker could not be asked, or the application is not configured for it.</exception>
    Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a callback's address: pure, so that the pending sign-in is found before anything is taken.</summary>
    SignInReply ReadCallback(Uri callback);

    /// <summary>Ends a sign-in with the user's answer. The ticket must have been taken from its store before, once.</summary>
    /// <exception cref="BrokerageException">The broker could not be asked.</exception>
    Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default);

    /// <summary>The clocks of these secrets: pure.</summary>
    TokenLife LifeOf(ConnectionSecrets secrets);

    /// <summary>Renews access. Never repeated by a pipeline: a lost answer may have spent the refresh token.</summary>
    /// <param name="environment">The environment that the secrets were given for.</param>
    /// <param name="application">The registration of the application they were given to, as in <see cref="SignInRequest.Application"/>.</param>
    /// <param name="secrets">The secrets as they are now.</param>
    /// <param name="cancellationToken">Ends the wait; the broker may have acted.</param>
    Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default);

    /// <summary>Ends access, at the broker where it offers that.</summary>
    /// <param name="environment">The environment that the secrets were given for.</param>
    /// <param name="application">The registration of the application they were given to, as in <see cref="SignInRequest.Application"/>.</param>
    /// <param name="secrets">The secrets as they are now.</param>
    /// <param name="cancellationToken">Ends the wait; the broker may have acted.</param>
    /// <exception cref="BrokerageException">The broker could not be asked.</exception>
    Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default);
}
