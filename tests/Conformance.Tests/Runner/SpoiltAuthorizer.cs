namespace Brokerage.Conformance.Tests.Runner;

/// <summary>An authorizer with a mistake in it; what is not spoilt is the right one's.</summary>
internal sealed class SpoiltAuthorizer(IBrokerageAuthorizer right) : IBrokerageAuthorizer
{
    public Func<SignInRequest, SignInRequest> Asked { get; init; } = request => request;

    public Func<SignInStep, SignInStep> Begun { get; init; } = step => step;

    public Func<SignInReply, SignInReply> Replied { get; init; } = reply => reply;

    public Func<SignInTicket, SignInAnswer, SignInTicket> Taken { get; init; } = (ticket, _) => ticket;

    public Func<SignInResult, SignInResult> Completed { get; init; } = result => result;

    public Func<TokenLife, TokenLife> Lives { get; init; } = life => life;

    public Func<ConnectionSecrets, RefreshResult>? Refreshed { get; init; }

    public RevokeResult? Revoked { get; init; }

    public async Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default) => Begun(await right.BeginAsync(Asked(request), cancellationToken));

    public SignInReply ReadCallback(Uri callback) => Replied(right.ReadCallback(callback));

    public async Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default) =>
        Completed(await right.CompleteAsync(Taken(ticket, answer), answer, cancellationToken));

    public TokenLife LifeOf(ConnectionSecrets secrets) => Lives(right.LifeOf(secrets));

    public async Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Refreshed?.Invoke(secrets) ?? await right.RefreshAsync(environment, application, secrets, cancellationToken);

    public async Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Revoked ?? await right.RevokeAsync(environment, application, secrets, cancellationToken);
}
