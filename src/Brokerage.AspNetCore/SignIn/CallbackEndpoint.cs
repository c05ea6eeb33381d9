using Brokerage.AspNetCore.Access;
using Brokerage.AspNetCore.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Brokerage.AspNetCore.SignIn;

/// <summary>Where brokers send users back: a path of its own for each broker and environment, so that one's answer means nothing at another's.</summary>
internal sealed class CallbackEndpoint(ISignInManager manager, SignInEndpoints signIns, PublicAddresses addresses, IOptions<BrokerageEndpointOptions> options)
{
    public void Map(RouteGroupBuilder group)
    {
        foreach (var offer in options.Value.Offers.Where(offer => offer.HasCallback).DistinctBy(offer => (offer.Broker, offer.Environment)))
        {
            group.MapGet(PublicAddresses.CallbackPath(offer), (HttpContext context, CancellationToken cancellationToken) => CompleteAsync(context, offer, cancellationToken))
                .WithMetadata(BrowserRules.Instance)
                .WithSummary($"Where {offer.Broker} ({offer.Environment}) sends users back.");
        }
    }

    private async Task<IResult> CompleteAsync(HttpContext context, SignInOffer offer, CancellationToken cancellationToken)
    {
        var callback = new SignInCallback
        {
            User = Caller.Of(context).User,
            Broker = offer.Broker,
            Environment = offer.Environment,
            Address = addresses.AddressOf(context),
            Session = SessionCookie.Read(context, addresses.IsSecure(context)),
        };
        // The code is spent with the first byte: a browser that leaves does not end what it began.
        var outcome = await manager.CompleteAsync(callback, CancellationToken.None).ConfigureAwait(false);
        return options.Value.ReturnTo is { } page
            ? TypedResults.LocalRedirect(page + (page.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Told(outcome))
            : await signIns.ResultAsync(outcome, cancellationToken).ConfigureAwait(false);
    }

    private static string Told(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.Connected connected => $"signIn=connected&connection={Uri.EscapeDataString(connected.Connection.Connection.Value)}",
        SignInOutcome.Failed failed => $"signIn=failed&code={SignInProblems.CodeOf(failed.Failure)}",
        _ => "signIn=pending",
    };
}
