using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Brokerage;

/// <summary>The two halves of a sign-in, and what is kept between them.</summary>
internal sealed class SignInManager(
    BrokerBook brokers,
    IConnectionStore connections,
    ISignInTicketStore tickets,
    TicketVault vault,
    SignInFinisher finisher,
    StoredConnections stored,
    TicketSweeper sweeper,
    IOptions<SignInOptions> options,
    TimeProvider time) : ISignInManager
{
    private const int StateBytes = 32;
    private const int RestoredAtOnce = 500;

    /// <summary>How long after its end a sign-in is still known as used or expired.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Id, string? User), Task<SignInOutcome>> _polls = [];

    public async Task<SignInStart> BeginAsync(SignInWish wish, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var (adapter, environment) = brokers.Require(wish.Broker, wish.Environment, nameof(wish));
        var renewed = await RenewedAsync(wish, cancellationToken).ConfigureAwait(false);
        var request = new SignInRequest
        {
            Environment = environment,
            Application = wish.Application,
            State = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(StateBytes)),
            RedirectTo = wish.RedirectTo,
            ExpectedSubject = renewed?.Subject,
        };
        var step = await adapter.Authorizer.BeginAsync(request, cancellationToken).ConfigureAwait(false);
        if (step is SignInStep.Redirect { Correlation: SignInCorrelation.OwnSessionOnly } && wish.Session is null)
            throw new ArgumentException($"The callback of '{wish.Broker}' names no sign-in: it needs the user's {nameof(SignInWish.Session)}.", nameof(wish));

        var pending = await PendingAsync(wish, step, cancellationToken).ConfigureAwait(false);
        await tickets.DeleteEndedAsync(time.GetUtcNow() - Remembered, cancellationToken).ConfigureAwait(false);
        await EndEarlierAsync(pending, cancellationToken).ConfigureAwait(false);
        if (!await tickets.TryAddAsync(pending, cancellationToken).ConfigureAwait(false)) throw SignInErrors.AlreadyPending(wish.Broker);
        sweeper.Expect(pending.ExpiresAt);
        return new SignInStart(new Secret(step.Ticket.Key), step, pending.ExpiresAt);
    }

    public async Task<SignInOutcome> CompleteAsync(SignInCallback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var (adapter, _) = brokers.Require(callback.Broker, callback.Environment, nameof(callback));
        var reply = adapter.Authorizer.ReadCallback(callback.Address);
        if (await IdOfAsync(callback, reply, cancellationToken).ConfigureAwait(false) is not { } id) return SignInErrors.Failed(SignInFailure.Malformed, reply.Refusal);

        var (pending, failure) = await TakeAsync(id, callback.User, cancellationToken).ConfigureAwait(false);
        if (pending is null) return failure!;
        if (pending.Broker != callback.Broker) return SignInErrors.Failed(SignInFailure.OtherBroker);
        if (!Same(pending.Environment, callback.Environment)) return SignInErrors.Failed(SignInFailure.OtherEnvironment);
        // Behind a proxy the host's own name and scheme may be others; the path is what tells brokers and environments apart.
        if (pending.RedirectTo is not { } asked || !Same(asked.AbsolutePath, callback.Address.AbsolutePath)) return SignInErrors.Failed(SignInFailure.OtherAddress);
        if (reply.Refusal is { } refusal) return SignInErrors.Failed(SignInFailure.Denied, refusal);
        return await AnswerAsync(pending, new SignInAnswer.Callback(callback.Address), cancellationToken).ConfigureAwait(false);
    }

    public async Task<SignInOutcome> CompleteAsync(string? user, Secret handle, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        ArgumentNullException.ThrowIfNull(answer);
        if (answer is SignInAnswer.Callback) throw new ArgumentException($"A callback is completed as a {nameof(SignInCallback)}, with the path that it came to.", nameof(answer));
        var id = TicketVault.IdOf(handle.Reveal());
        return answer is SignInAnswer.Poll
            ? await PollOnceAsync(id, user).WaitAsync(cancellationToken).ConfigureAwait(false)
            : await AnswerAsync(id, user, answer, cancellationToken).ConfigureAwait(false);
    }

    public Task<DisconnectOutcome> DisconnectAsync(string? user, ConnectionId connection, CancellationToken cancellationToken = default) =>
        finisher.DisconnectAsync(user, connection, cancellationToken);

    public async Task<int> RestoreAsync(CancellationToken cancellationToken = default)
    {
        // What a former process began may end after this one has started.
        sweeper.Expect(time.GetUtcNow() + options.Value.LongestSignIn);
        var count = 0;
        ConnectionId? after = null;
        while (await connections.ListAllAsync(after, RestoredAtOnce, cancellationToken).ConfigureAwait(false) is { Count: > 0 } some)
        {
            foreach (var connection in some) stored.Add(connection);
            (count, after) = (count + some.Count, some[^1].Connection);
        }

        return count;
    }

    // A page's polls may overlap, and those of two of its tabs: all hear the same, and nobody that the sign-in was answered by somebody else.
    private Task<SignInOutcome> PollOnceAsync(string id, string? user)
    {
        lock (_gate)
        {
            if (!_polls.TryGetValue((id, user), out var poll)) _polls[(id, user)] = poll = Task.Run(() => PollAsync(id, user));
            return poll;
        }
    }

    private async Task<SignInOutcome> PollAsync(string id, string? user)
    {
        try
        {
            return await AnswerAsync(id, user, new SignInAnswer.Poll(), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate) _polls.Remove((id, user));
        }
    }

    private async Task<SignInOutcome> AnswerAsync(string id, string? user, SignInAnswer answer, CancellationToken cancellationToken)
    {
        var (pending, failure) = await TakeAsync(id, user, cancellationToken).ConfigureAwait(false);
        return pending is null ? failure! : await AnswerAsync(pending, answer, cancellationToken).ConfigureAwait(false);
    }

    // Where what comes back names no sign-in: who begins once more means the last one.
    private async Task EndEarlierAsync(PendingSignIn pending, CancellationToken cancellationToken)
    {
        if (pending.Session is not { } session) return;
        foreach (var earlier in await tickets.ListOfSessionAsync(pending.Broker, pending.Environment, session, cancellationToken).ConfigureAwait(false))
        {
            if (Same(earlier.User, pending.User)) await tickets.TakeAsync(earlier.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<StoredConnection?> RenewedAsync(SignInWish wish, CancellationToken cancellationToken)
    {
        if (wish.Renews is not { } id) return null;
        var connection = await connections.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return connection is not null && Same(connection.User, wish.User) && connection.Broker == wish.Broker && Same(connection.Environment, wish.Environment)
            ? connection
            : throw new ArgumentException($"This user has no connection '{id.Value}' at '{wish.Broker}' in '{wish.Environment}'.", nameof(wish));
    }

    private async Task<PendingSignIn> PendingAsync(SignInWish wish, SignInStep step, CancellationToken cancellationToken)
    {
        var ticket = step.Ticket;
        var longest = time.GetUtcNow() + options.Value.LongestSignIn;
        var pending = new PendingSignIn
        {
            Id = TicketVault.IdOf(ticket.Key),
            User = wish.User,
            Broker = wish.Broker,
            Environment = wish.Environment,
            Application = wish.Application,
            RedirectTo = wish.RedirectTo,
            Access = wish.Access,
            Renews = wish.Renews,
            Nickname = wish.Nickname,
            Session = step is SignInStep.Redirect { Correlation: SignInCorrelation.OwnSessionOnly } && wish.Session is { } session ? TicketVault.SessionOf(session) : null,
            ExpiresAt = ticket.ExpiresAt < longest ? ticket.ExpiresAt : longest,
            Sealed = ReadOnlyMemory<byte>.Empty,
        };
        return pending with { Sealed = await vault.SealAsync(ticket, OwnerOf(pending), cancellationToken).ConfigureAwait(false) };
    }

    private async Task<string?> IdOfAsync(SignInCallback callback, SignInReply reply, CancellationToken cancellationToken)
    {
        if (reply.Key is { } key) return TicketVault.IdOf(key);
        if (callback.Session is not { } session) return null;
        var waiting = await tickets.ListOfSessionAsync(callback.Broker, callback.Environment, TicketVault.SessionOf(session), cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var alive = waiting.Where(pending => pending.ExpiresAt > now).ToList();
        // Several people may use one browser. Of several that one of them has begun nobody knows which is meant.
        if (alive.Exists(pending => Same(pending.User, callback.User))) alive.RemoveAll(pending => !Same(pending.User, callback.User));
        return alive is [var one] ? one.Id : null;
    }

    private async Task<(PendingSignIn? Pending, SignInOutcome.Failed? Failure)> TakeAsync(string id, string? user, CancellationToken cancellationToken)
    {
        switch (await tickets.TakeAsync(id, cancellationToken).ConfigureAwait(false))
        {
            case TakenSignIn.AlreadyTaken:
                return (null, SignInErrors.Failed(SignInFailure.AlreadyUsed));
            case TakenSignIn.Taken { Pending: var pending }:
                if (!Same(pending.User, user)) return (null, SignInErrors.Failed(SignInFailure.OtherUser));
                return pending.ExpiresAt > time.GetUtcNow() ? (pending, null) : (null, SignInErrors.Failed(SignInFailure.Expired));
            default:
                return (null, SignInErrors.Failed(SignInFailure.NotFound));
        }
    }

    private async Task<SignInOutcome> AnswerAsync(PendingSignIn pending, SignInAnswer answer, CancellationToken cancellationToken)
    {
        var (adapter, _) = brokers.Require(pending.Broker, pending.Environment, nameof(pending));
        try
        {
            var ticket = await vault.OpenAsync(pending.Sealed, OwnerOf(pending), pending.ExpiresAt, cancellationToken).ConfigureAwait(false);
            switch (await adapter.Authorizer.CompleteAsync(ticket, answer, cancellationToken).ConfigureAwait(false))
            {
                case SignInResult.SignedIn signedIn:
                    // The answer is spent: what it brought is kept, whether or not anybody still waits.
                    return await finisher.FinishAsync(pending, signedIn.Secrets).ConfigureAwait(false);
                case SignInResult.Pending wait:
                    await tickets.TryAddAsync(pending, CancellationToken.None).ConfigureAwait(false);
                    return new SignInOutcome.Pending(wait.TryAgainIn);
                case SignInResult.Refused { Error: { Field: nameof(SignInRequest.ExpectedSubject) } error }:
                    return SignInErrors.Failed(SignInFailure.OtherSubject, error);
                case SignInResult.Refused refused:
                    return SignInErrors.Failed(SignInFailure.Refused, refused.Error);
                default:
                    throw new InvalidOperationException();
            }
        }
        catch (BrokerageException exception)
        {
            return SignInErrors.Failed(SignInFailure.BrokerFailed, exception.Error);
        }
    }

    private static SecretOwner OwnerOf(PendingSignIn pending) => new(pending.User, pending.Broker, pending.Environment, ConnectionId.Parse("sign-in:" + pending.Id));

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
