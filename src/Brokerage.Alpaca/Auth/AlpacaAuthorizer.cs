using System.Security.Cryptography;
using System.Text;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Auth;

/// <summary>
/// How users let us in: by Alpaca's sign-in page where the application has a client id, else by a key pair. A token has no expiry and no
/// refresh, and may open a live and a paper account alike, so the environment is asked for at sign-in and kept with the ticket.
/// </summary>
internal sealed class AlpacaAuthorizer(BrokerTransport transport, Func<string, AlpacaOptions> settings, TimeProvider clock) : IBrokerageAuthorizer
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(10);
    private static readonly IReadOnlyList<string> KeyNames = [AlpacaSecrets.KeyId, AlpacaSecrets.SecretKey];

    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        AlpacaEnvironments.Require(request.Environment);
        var data = SignInData.From(request);
        var ticket = new SignInTicket(request.State, data.Seal(), clock.GetUtcNow() + TicketLife);
        if (settings(request.Application).OAuthClientId is not { } clientId)
        {
            return Task.FromResult<SignInStep>(new SignInStep.EnterKeys(ticket, KeyNames));
        }

        if (request.RedirectTo is not { } redirect)
        {
            throw new ArgumentException("Alpaca sends the user back to an address that is registered with the application.", nameof(request));
        }

        var address = AuthorizeAddress(request.Environment) + "?" + RequestPath.Query(
            ("response_type", "code"),
            ("client_id", clientId),
            ("redirect_uri", redirect.OriginalString),
            ("state", request.State),
            ("scope", string.Join(' ', settings(request.Application).OAuthScopes)),
            ("env", data.World));
        return Task.FromResult<SignInStep>(new SignInStep.Redirect(ticket, new Uri(address), SignInCorrelation.State));
    }

    public SignInReply ReadCallback(Uri callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var query = CallbackQuery.Read(callback);
        var refusal = query.Error is { } error
            ? new BrokerageError(BrokerageErrorCode.AuthRevoked, AlpacaAdapter.BrokerId, "The user or Alpaca refused the sign-in.") { BrokerCode = error }
            : null;
        return new SignInReply(query.State, refusal);
    }

    public Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(answer);
        if (clock.GetUtcNow() >= ticket.ExpiresAt)
        {
            return Refused(BrokerageErrorCode.AuthExpired, "The sign-in took too long; begin again.");
        }

        var data = SignInData.Open(ticket.Data);
        return answer switch
        {
            SignInAnswer.Callback callback => ExchangeAsync(ticket, data, callback.Address, cancellationToken),
            SignInAnswer.Keys keys => TakeKeysAsync(data, keys.Values, cancellationToken),
            _ => throw new ArgumentException("Alpaca is answered with a callback or with keys.", nameof(answer)),
        };
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => new() { Renewal = Renewal.None };

    public Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult<RefreshResult>(new RefreshResult.NothingToDo());

    public Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult(RevokeResult.LocalOnly);

    private async Task<SignInResult> ExchangeAsync(SignInTicket ticket, SignInData data, Uri callback, CancellationToken cancellationToken)
    {
        var query = CallbackQuery.Read(callback);
        if (query.State is null || !SameText(query.State, ticket.Key))
        {
            return await Refused(BrokerageErrorCode.InvalidRequest, "The callback does not belong to this sign-in.").ConfigureAwait(false);
        }

        if (query.Code is null)
        {
            return new SignInResult.Refused(ReadCallback(callback).Refusal
                ?? new BrokerageError(BrokerageErrorCode.InvalidRequest, AlpacaAdapter.BrokerId, "The callback holds no code."));
        }

        var client = transport.CreateClient(new BrokerClientOptions
        {
            Environment = data.Environment,
            Application = data.Application,
            Errors = new AlpacaErrorTranslator(),
        });
        using var reply = await client.SendAsync(TokenRequest(data, query.Code), cancellationToken).ConfigureAwait(false);
        if (!reply.TryRead(AlpacaJson.Default.TokenWire, out var wire, out var error))
        {
            return new SignInResult.Refused(error);
        }

        if (string.IsNullOrEmpty(wire.AccessToken))
        {
            return await Refused(BrokerageErrorCode.UnexpectedResponse, "Alpaca's answer holds no token.").ConfigureAwait(false);
        }

        var scopes = (wire.Scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return await VerifyAsync(
            data, subject => AlpacaSecrets.FromToken(new Secret(wire.AccessToken), scopes, clock.GetUtcNow(), subject), cancellationToken).ConfigureAwait(false);
    }

    private async Task<SignInResult> TakeKeysAsync(SignInData data, IReadOnlyDictionary<string, Secret> values, CancellationToken cancellationToken)
    {
        if (!values.TryGetValue(AlpacaSecrets.KeyId, out var keyId) || !values.TryGetValue(AlpacaSecrets.SecretKey, out var secretKey))
        {
            return await Refused(BrokerageErrorCode.InvalidRequest, "Alpaca needs a key's id and its secret.").ConfigureAwait(false);
        }

        if (AlpacaSecrets.KeyMismatch(keyId.Reveal(), data.Environment.Kind) is { } mismatch)
        {
            return await Refused(BrokerageErrorCode.EnvironmentMismatch, mismatch).ConfigureAwait(false);
        }

        return await VerifyAsync(
            data, subject => AlpacaSecrets.FromKeys(keyId.Reveal(), secretKey, clock.GetUtcNow(), subject), cancellationToken).ConfigureAwait(false);
    }

    // The account behind the credentials is the subject: without it a later login of somebody else could not be told apart.
    private async Task<SignInResult> VerifyAsync(SignInData data, Func<string?, ConnectionSecrets> secrets, CancellationToken cancellationToken)
    {
        var client = transport.CreateClient(new BrokerClientOptions
        {
            Environment = data.Environment,
            Application = data.Application,
            Signer = new AlpacaSigner(new FixedSecretSource(AlpacaAdapter.BrokerId, secrets(null)), data.Environment),
            Errors = new AlpacaErrorTranslator(),
        });
        try
        {
            var account = await client.ReadAsync(
                BrokerRequest.Get("account.read", EndpointPurpose.Trading, "v2/account"), AlpacaJson.Default.AccountWire, cancellationToken).ConfigureAwait(false);
            return data.ExpectedSubject is { } expected && !string.Equals(expected, account.Id, StringComparison.Ordinal)
                ? OtherSubject()
                : new SignInResult.SignedIn(secrets(account.Id));
        }
        catch (BrokerageException failure) when (!failure.Error.IsTransient)
        {
            return new SignInResult.Refused(failure.Error);
        }
    }

    private BrokerRequest TokenRequest(SignInData data, string code)
    {
        var options = settings(data.Application);
        return new BrokerRequest
        {
            Operation = "signin.token",
            Class = OperationClass.SignIn,
            Purpose = EndpointPurpose.SignIn,
            Method = HttpMethod.Post,
            Path = "token",
            ContentType = "application/x-www-form-urlencoded",
            Body = BrokerRequest.FormBody(
                ("grant_type", "authorization_code"),
                ("code", code),
                ("client_id", options.OAuthClientId),
                ("client_secret", options.OAuthClientSecret?.Reveal()),
                ("redirect_uri", data.Redirect)),
        };
    }

    // Of the sign-in addresses the first takes the token request and the last shows the page.
    private static string AuthorizeAddress(BrokerEnvironment environment) =>
        environment.Endpoints.LastOrDefault(endpoint => endpoint.Purpose == EndpointPurpose.SignIn) is { } page
            ? page.Prefix.AbsoluteUri + "authorize"
            : throw AlpacaSecrets.Misconfigured($"The environment '{environment.Name}' has no address to sign in at.");

    private static SignInResult.Refused OtherSubject() => new(
        new BrokerageError(BrokerageErrorCode.EnvironmentMismatch, AlpacaAdapter.BrokerId, "Another account was signed in than the one that was expected.")
        {
            Field = nameof(SignInRequest.ExpectedSubject),
        });

    private static bool SameText(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static Task<SignInResult> Refused(BrokerageErrorCode code, string why) =>
        Task.FromResult<SignInResult>(new SignInResult.Refused(new BrokerageError(code, AlpacaAdapter.BrokerId, why)));
}
