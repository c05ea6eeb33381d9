using System.Security.Cryptography;
using System.Text;
using Brokerage.Transport;

namespace Brokerage.ETrade.Auth;

/// <summary>
/// How users let us in: a request token, E*TRADE's own page, a code that the user types or that comes back with a redirect, an access token
/// that lives until midnight in New York. There is no refresh token: renewing wakes the same token when it has slept for two hours.
/// </summary>
internal sealed class ETradeAuthorizer(BrokerTransport transport, Func<string, ETradeOptions> settings, TimeProvider clock, ETradeClocks clocks)
    : IBrokerageAuthorizer
{
    // Documented for the request token; a code that comes later is refused by E*TRADE too.
    private static readonly TimeSpan RequestTokenLife = TimeSpan.FromMinutes(5);

    // E*TRADE's words about tokens: one that has not been used for two hours, and one that it does not know (any more).
    private const string Asleep = "token_expired";
    private const string Unknown = "token_rejected";

    private static readonly (string, string) NoExtra = ("", "");

    public async Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ETradeEnvironments.Require(request.Environment);
        var consumer = ETradeSecrets.Consumer(settings(request.Application), request.Environment);
        var began = clock.GetUtcNow();

        // Always "oob", also where a redirect is registered: any other word is refused, and the redirect happens all the same.
        var pair = await AskAsync("signin.request_token", "request_token", request.Environment, request.Application,
            new OAuthKeys(consumer.Key, consumer.Secret), ("oauth_callback", "oob"), cancellationToken).ConfigureAwait(false);
        var token = pair.Token.Reveal();
        var data = new SignInData(request.Environment, request.Application, pair.Secret);
        var ticket = new SignInTicket(token, data.Seal(), began + RequestTokenLife);
        var page = ETradeEnvironments.AuthorizePage(request.Environment);
        var address = new Uri($"{page.AbsoluteUri}?{RequestPath.Query(("key", consumer.Key), ("token", token))}");
        return request.RedirectTo is null
            ? new SignInStep.EnterCode(ticket, address)
            : new SignInStep.Redirect(ticket, address, SignInCorrelation.OwnSessionOnly);
    }

    public SignInReply ReadCallback(Uri callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var query = CallbackQuery.Read(callback);
        return query.Verifier is null
            ? new SignInReply(query.Token, new BrokerageError(
                BrokerageErrorCode.AuthRevoked, ETradeAdapter.BrokerId, "E*TRADE sent no verifier: the user or E*TRADE declined the sign-in."))
            : new SignInReply(query.Token, null);
    }

    public async Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(answer);
        if (clock.GetUtcNow() >= ticket.ExpiresAt)
        {
            return Refused(BrokerageErrorCode.AuthExpired, "The sign-in took longer than E*TRADE's five minutes; begin again.");
        }

        if (Verifier(ticket, answer, out var refusal) is not { } verifier)
        {
            return refusal!;
        }

        var data = SignInData.Open(ticket.Data);
        var options = settings(data.Application);
        var consumer = ETradeSecrets.Consumer(options, data.Environment);

        var now = clock.GetUtcNow();
        try
        {
            var pair = await AskAsync("signin.access_token", "access_token", data.Environment, data.Application,
                new OAuthKeys(consumer.Key, consumer.Secret, new Secret(ticket.Key), data.TokenSecret), ("oauth_verifier", verifier), cancellationToken)
                .ConfigureAwait(false);

            // The day is that of the answer's date, by the clock that ends it. The date is cut to the second, which changes no day; how long the answer took would.
            var issued = clock.GetUtcNow() + clocks.Of(data.Environment).Told;
            return new SignInResult.SignedIn(ETradeSecrets.Of(pair, data.Environment, ETradeSecrets.EndOf(issued, options.LoginDays), now, subject: null));
        }
        catch (BrokerageException failure) when (failure.Error is { Effect: Effect.None, IsTransient: false })
        {
            return new SignInResult.Refused(failure.Error);
        }
    }

    public TokenLife LifeOf(ConnectionSecrets secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return new TokenLife
        {
            Renewal = Renewal.ExtendSameToken,
            PersonNeededBy = secrets.LoginEndsAt,
            IdleLimit = ETradeSecrets.IdleLimit,
        };
    }

    public async Task<RefreshResult> RefreshAsync(
        BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(secrets);
        var now = clock.GetUtcNow();
        var theirs = clocks.Of(environment).Latest;
        if (ETradeSecrets.IsOver(secrets, theirs))
        {
            return new RefreshResult.LoginNeeded(ETradeErrors.DayIsOver);
        }

        var keys = ETradeSecrets.Keys(secrets, ETradeSecrets.Consumer(settings(application), environment), environment, theirs);
        using var reply = await SendAsync("token.renew", "renew_access_token", OperationClass.Refresh, environment, application, keys, NoExtra, secrets.LoginEndsAt, cancellationToken)
            .ConfigureAwait(false);
        return ErrorOf(reply) switch
        {
            null => new RefreshResult.Renewed(ETradeSecrets.Awake(secrets, now)),
            { Code: BrokerageErrorCode.AuthExpired or BrokerageErrorCode.AuthRevoked } dead => new RefreshResult.LoginNeeded(dead),
            { Effect: Effect.Unknown } lost => new RefreshResult.OutcomeUnknown(lost),
            var error => throw new BrokerageException(error),
        };
    }

    public async Task<RevokeResult> RevokeAsync(
        BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(secrets);
        var theirs = clocks.Of(environment).Latest;
        if (ETradeSecrets.IsOver(secrets, theirs))
        {
            // What ended at midnight needs no end; in the minute before, that is waited for.
            return secrets.LoginEndsAt <= theirs ? RevokeResult.AtBroker : RevokeResult.LocalOnly;
        }

        var keys = ETradeSecrets.Keys(secrets, ETradeSecrets.Consumer(settings(application), environment), environment, theirs);
        var refusal = await RevokeOnceAsync(environment, application, keys, secrets.LoginEndsAt, cancellationToken).ConfigureAwait(false);
        if (refusal?.BrokerCode is Asleep)
        {
            // A token that sleeps is not dead: whoever wakes it may use it again. So it is woken, and ended then.
            using var woken = await SendAsync("token.renew", "renew_access_token", OperationClass.Refresh, environment, application, keys, NoExtra, secrets.LoginEndsAt, cancellationToken)
                .ConfigureAwait(false);
            refusal = ErrorOf(woken) ?? await RevokeOnceAsync(environment, application, keys, secrets.LoginEndsAt, cancellationToken).ConfigureAwait(false);
        }

        return refusal switch
        {
            null or { BrokerCode: Unknown } => RevokeResult.AtBroker,
            { Code: BrokerageErrorCode.AuthExpired or BrokerageErrorCode.AuthRevoked } => RevokeResult.LocalOnly,
            var error => throw new BrokerageException(error),
        };
    }

    private async Task<BrokerageError?> RevokeOnceAsync(
        BrokerEnvironment environment, string application, OAuthKeys keys, DateTimeOffset? ends, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync("token.revoke", "revoke_access_token", OperationClass.Refresh, environment, application, keys, NoExtra, ends, cancellationToken)
            .ConfigureAwait(false);
        return ErrorOf(reply);
    }

    // Both answer with a line of plain text, whose words may change; a page or an error that comes with a 200 is somebody else's.
    private static BrokerageError? ErrorOf(BrokerReply reply)
    {
        if (reply.Error is { } failed)
        {
            return failed;
        }

        var body = reply.Response!.Body.Span;
        var isLine = !body.IsEmpty && !body.ContainsAny("<{["u8);
        return isLine ? null : ETradeErrors.Unreadable("something else than what becomes of the token").Error with { Effect = Effect.Unknown, Recovery = RecoveryAction.Retry };
    }

    private static string? Verifier(SignInTicket ticket, SignInAnswer answer, out SignInResult.Refused? refusal)
    {
        refusal = null;
        switch (answer)
        {
            case SignInAnswer.Code code when code.Value.Reveal().Trim() is { Length: > 0 } typed:
                return typed;
            case SignInAnswer.Code:
                refusal = Refused(BrokerageErrorCode.InvalidRequest, "No code was entered.");
                return null;
            case SignInAnswer.Callback callback:
                var query = CallbackQuery.Read(callback.Address);
                if (query.Token is { } token && !SameText(token, ticket.Key))
                {
                    refusal = Refused(BrokerageErrorCode.InvalidRequest, "The callback does not belong to this sign-in.");
                    return null;
                }

                refusal = query.Verifier is null ? Refused(BrokerageErrorCode.AuthRevoked, "E*TRADE sent no verifier: the sign-in was declined.") : null;
                return query.Verifier;
            default:
                throw new ArgumentException("E*TRADE is answered with a code that the user types, or with a callback.", nameof(answer));
        }
    }

    private async Task<OAuthPair> AskAsync(
        string operation, string path, BrokerEnvironment environment, string application, OAuthKeys keys, (string, string) extra, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(operation, path, OperationClass.SignIn, environment, application, keys, extra, ends: null, cancellationToken).ConfigureAwait(false);
        if (reply.Error is { } error)
        {
            throw new BrokerageException(error);
        }

        return OAuthPair.TryRead(reply.Response!.Body.Span, out var pair) ? pair : throw ETradeErrors.Unreadable("an answer without a token");
    }

    private async Task<BrokerReply> SendAsync(
        string operation,
        string path,
        OperationClass kind,
        BrokerEnvironment environment,
        string application,
        OAuthKeys keys,
        (string, string) extra,
        DateTimeOffset? ends,
        CancellationToken cancellationToken)
    {
        var ours = clocks.Of(environment);
        var offset = ours.Offset;
        var client = transport.CreateClient(new BrokerClientOptions
        {
            Environment = environment,
            Application = application,
            Signer = new OAuthRequestSigner(() => keys, extra, ours),
            Errors = new ETradeErrorTranslator(ours, isDayOver: null),
        });
        var request = new BrokerRequest
        {
            Operation = operation,
            Class = kind,
            Purpose = EndpointPurpose.SignIn,
            Method = HttpMethod.Get,
            Path = path,
        };
        var reply = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (reply.Error?.BrokerCode is "timestamp_refused" && ours.WasCorrectedSince(offset) && !(ends <= ours.Latest))
        {
            // Refused for its time, before anything was looked at; the clock is right now.
            reply.Dispose();
            reply = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        ours.Observe(reply.Response?.ServerTime);
        return reply;
    }

    private static bool SameText(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static SignInResult.Refused Refused(BrokerageErrorCode code, string why) => new(new BrokerageError(code, ETradeAdapter.BrokerId, why));
}
