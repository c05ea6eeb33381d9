using System.Net.Http;
using Brokerage.Alpaca;
using Brokerage.Simulator;

namespace Brokerage.TestSupport;

/// <summary>The same on paper with a token, for which a user has signed in on the simulator's page.</summary>
public class AlpacaOAuthTestBroker : AlpacaTestBroker
{
    protected override AlpacaOptions SettingsFor(AlpacaSimulator alpaca) => new()
    {
        OAuthClientId = alpaca.Credentials.OAuthClientId,
        OAuthClientSecret = new Secret(alpaca.Credentials.OAuthClientSecret),
    };

    protected override async Task<ConnectionSecrets> SignInAsync(
        AlpacaSimulator alpaca, IBrokerageAdapter adapter, BrokerEnvironment environment, CancellationToken cancellationToken)
    {
        var redirectTo = new Uri(alpaca.Credentials.OAuthRedirectUri);
        var step = Assert.IsType<SignInStep.Redirect>(await adapter.Authorizer.BeginAsync(
            new SignInRequest { Application = "", Environment = environment, State = "state-of-a-test", RedirectTo = redirectTo }, cancellationToken));
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var page = await browser.GetAsync(step.Address, cancellationToken);
        var callback = page.Headers.Location ?? throw new InvalidOperationException($"The sign-in page answered {page.StatusCode} and sent nobody back.");
        return Assert.IsType<SignInResult.SignedIn>(
            await adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Callback(callback), cancellationToken)).Secrets;
    }
}
