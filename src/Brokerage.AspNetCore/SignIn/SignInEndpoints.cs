using Brokerage.AspNetCore.Access;
using Brokerage.AspNetCore.Connections;
using Brokerage.AspNetCore.Problems;
using Brokerage.AspNetCore.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Brokerage.AspNetCore.SignIn;

/// <summary>Sign-ins that a user's own page begins, and answers with a code, with keys, or by asking again.</summary>
internal sealed class SignInEndpoints(
    ISignInManager manager,
    UserConnections connections,
    ConnectionEndpoints views,
    PublicAddresses addresses,
    BrokerFacts brokers,
    IOptions<BrokerageEndpointOptions> options)
{
    private const string Path = "/sign-ins";

    public void Map(RouteGroupBuilder group)
    {
        group.MapGet("/offers", Offers).WithSummary("What can be connected.");
        group.MapPost(Path, BeginAsync).WithSummary("Begins to connect a broker, or to log in again.");
        group.MapPost(Path + "/code", TakeCodeAsync).WithSummary("Ends a sign-in with a typed code.");
        group.MapPost(Path + "/keys", TakeKeysAsync).WithSummary("Ends a sign-in with keys.");
        group.MapPost(Path + "/poll", PollAsync).WithSummary("Asks whether the user has logged in elsewhere.");
    }

    /// <summary>A sign-in's end as an answer.</summary>
    public async Task<IResult> ResultAsync(SignInOutcome outcome, CancellationToken cancellationToken) => outcome switch
    {
        SignInOutcome.Connected connected => Outcome(
            new SignInOutcomeWire { Outcome = nameof(SignInOutcome.Connected), Connection = await views.ViewAsync(connected.Connection, cancellationToken).ConfigureAwait(false) },
            StatusCodes.Status200OK),
        SignInOutcome.Pending pending => Outcome(
            new SignInOutcomeWire { Outcome = nameof(SignInOutcome.Pending), TryAgainInSeconds = pending.TryAgainIn.TotalSeconds }, StatusCodes.Status202Accepted),
        SignInOutcome.Failed failed => SignInProblems.Of(failed).ToResult(),
        _ => throw new InvalidOperationException("The outcomes of a sign-in are a closed set."),
    };

    private Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<OfferListWire> Offers(HttpContext context, CancellationToken cancellationToken) => TypedResults.Json(
        new OfferListWire([.. options.Value.Offers.Select(offer => new OfferWire(
            offer.Broker.Value, brokers.NameOf(offer.Broker), offer.Environment, offer.Application, brokers.LoginDaysOf(offer.Broker)))]),
        BrokerageJson.Wire.OfferListWire);

    private async Task<IResult> BeginAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync(context, BrokerageJson.Wire.BeginSignInWire, cancellationToken).ConfigureAwait(false);
        var user = Caller.Of(context).User;
        var renewed = body.Renews is { } renews ? await connections.RequireAsync(user, renews, cancellationToken).ConfigureAwait(false) : null;
        var offer = Require(body, renewed);
        var wish = new SignInWish
        {
            User = user,
            Broker = offer.Broker,
            Environment = offer.Environment,
            Application = offer.Application,
            RedirectTo = offer.HasCallback ? addresses.CallbackOf(context, Path, offer) : null,
            Access = Access(body.Access),
            Renews = renewed?.Connection,
            Nickname = ConnectionEndpoints.Nickname(body.Nickname),
            Session = SessionCookie.Keep(context, addresses.IsSecure(context)),
        };
        var start = await manager.BeginAsync(wish, cancellationToken).ConfigureAwait(false);
        return TypedResults.Json(Step(start), BrokerageJson.Wire.SignInStepWire);
    }

    private async Task<IResult> TakeCodeAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await Body.ReadSecretAsync(context, BrokerageJson.Wire.SignInCodeWire, cancellationToken).ConfigureAwait(false);
        // A field that was left empty: the broker would refuse it, and the sign-in would be spent.
        if (string.IsNullOrWhiteSpace(body.Code)) throw new RefusedException(Problem.Invalid("Type in the code that the broker's page shows.", "code"));
        return await CompleteAsync(context, body.Handle, new SignInAnswer.Code(new Secret(body.Code)), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IResult> TakeKeysAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await Body.ReadSecretAsync(context, BrokerageJson.Wire.SignInKeysWire, cancellationToken).ConfigureAwait(false);
        var keys = body.Keys.ToDictionary(pair => pair.Key, pair => new Secret(pair.Value), StringComparer.Ordinal);
        return await CompleteAsync(context, body.Handle, new SignInAnswer.Keys(keys), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IResult> PollAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await Body.ReadSecretAsync(context, BrokerageJson.Wire.SignInPollWire, cancellationToken).ConfigureAwait(false);
        return await CompleteAsync(context, body.Handle, new SignInAnswer.Poll(), cancellationToken).ConfigureAwait(false);
    }

    // The answer is spent with the first byte: a browser that leaves does not end what it began.
    private async Task<IResult> CompleteAsync(HttpContext context, string handle, SignInAnswer answer, CancellationToken cancellationToken)
    {
        var outcome = await manager.CompleteAsync(Caller.Of(context).User, new Secret(handle), answer, CancellationToken.None).ConfigureAwait(false);
        return outcome is SignInOutcome.Failed failed
            ? SignInProblems.Of(failed, answer).ToResult()
            : await ResultAsync(outcome, cancellationToken).ConfigureAwait(false);
    }

    // Who logs in again without saying where does so where he did before.
    private SignInOffer Require(BeginSignInWire body, StoredConnection? renewed)
    {
        var offers = options.Value.Offers.Where(offer => string.Equals(offer.Broker.Value, body.BrokerId, StringComparison.OrdinalIgnoreCase)
            && string.Equals(offer.Environment, body.Environment, StringComparison.Ordinal)
            && (body.Application is null || string.Equals(offer.Application, body.Application, StringComparison.Ordinal))).ToList();
        var own = offers.Count > 1 && renewed is not null ? offers.Find(offer => string.Equals(offer.Application, renewed.Application, StringComparison.Ordinal)) : null;
        return offers switch
        {
            _ when own is not null => own,
            [var one] => one,
            [] => throw new RefusedException(Problem.Invalid("This broker and environment are not offered here.", "brokerId")),
            _ => throw new RefusedException(Problem.Invalid("Several registrations are offered: name one.", "application")),
        };
    }

    private static ConnectionAccess? Access(string? word) => word switch
    {
        null => null,
        nameof(ConnectionAccess.ReadOnly) => ConnectionAccess.ReadOnly,
        nameof(ConnectionAccess.Trading) => ConnectionAccess.Trading,
        _ => throw new RefusedException(Problem.Invalid("Access is ReadOnly or Trading.", "access")),
    };

    private static SignInStepWire Step(SignInStart start)
    {
        var wire = new SignInStepWire { Step = start.Step.ToString(), ExpiresAt = start.ExpiresAt };
        return start.Step switch
        {
            SignInStep.Redirect redirect => wire with { Address = redirect.Address.AbsoluteUri },
            SignInStep.EnterCode code => wire with { Handle = start.Handle.Reveal(), Address = code.Address.AbsoluteUri },
            SignInStep.EnterKeys keys => wire with { Handle = start.Handle.Reveal(), KeyNames = keys.Names },
            SignInStep.SignInElsewhere elsewhere => wire with
            {
                Handle = start.Handle.Reveal(), Address = elsewhere.Address?.AbsoluteUri, PollSeconds = elsewhere.PollEvery.TotalSeconds,
            },
            _ => throw new InvalidOperationException("The steps of a sign-in are a closed set."),
        };
    }

    private static IResult Outcome(SignInOutcomeWire wire, int status) => TypedResults.Json(wire, BrokerageJson.Wire.SignInOutcomeWire, statusCode: status);
}
